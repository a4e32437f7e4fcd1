import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Tx } from "../../../server/db/pool.ts";
import { type Approval, ApprovalPage } from "../../../shared/finance/journal.ts";
import { MovesResult, type PromotionAct } from "../../../shared/planning/moves.ts";
import type { PromotionStatus } from "../../../shared/planning/promotion.ts";
import type { Role } from "../../../shared/tenancy/identity.ts";
import { type Answer, openTestApp, type TestApp } from "../../support/app.ts";
import { DEMO } from "../../support/database.ts";
import { openTokenIssuer, TEST_TID } from "../../support/token-issuer.ts";

const WALMART = "0190d000-0000-7000-8000-000000001101";
const PRODUCT = "0190d000-0000-7000-8000-000000001201";

/** The people of a planning department: more than the demo has, so that a second person is always another. */
const PEOPLE = {
  paula: { name: "Paula Plan", roles: ["Planner"] },
  peter: { name: "Peter Plan", roles: ["Planner"] },
  sam: { name: "Sam Sales", roles: ["SalesApprover"] },
  sarah: { name: "Sarah Sales", roles: ["SalesApprover"] },
  fay: { name: "Fay Ledger", roles: ["FinanceApprover"] },
  both: { name: "Bo Both", roles: ["SalesApprover", "FinanceApprover"] },
  double: { name: "Dora Double", roles: ["Planner", "SalesApprover"] },
  finn: { name: "Finn Booker", roles: ["Finance"] },
  carla: { name: "Carla Control", roles: ["Controller"] },
  colin: { name: "Colin Control", roles: ["Controller"] },
  audrey: { name: "Audrey Audit", roles: ["Auditor"] },
  ada: { name: "Ada Admin", roles: ["Admin"] },
  erp: { name: "The ERP", roles: ["Integration"] },
} as const satisfies Record<string, { name: string; roles: Role[] }>;
export type Person = keyof typeof PEOPLE;
export const EVERYBODY = Object.keys(PEOPLE) as Person[];
export const rolesOf = (person: Person): readonly Role[] => PEOPLE[person].roles;

export interface Wanted {
  status?: PromotionStatus;
  planned?: string;
  fundId?: string | null;
  createdBy?: Person;
  ownerId?: Person | null;
  /** Roles that are asked for a PENDING_APPROVAL promotion. */
  asked?: readonly string[];
  /** Days from the app's clock to the first and the last day of sell-in. */
  days?: readonly [number, number];
  accrualStatus?: string;
  customerId?: string;
}

/** A promotion as somebody saw it, and what they say. */
export interface Asked {
  id: string;
  version: number;
  reason?: string;
  weeks?: number;
}

/** A text with these words somewhere in it. */
export const saying = (words: string | RegExp): unknown => expect.stringMatching(words);

/** A planning department of one test file, with people of every role and promotions in any state. */
export interface Department {
  app: TestApp;
  id(person: Person): string;
  request: (
    person: Person,
    route: Parameters<TestApp["request"]>[1],
    sent?: Parameters<TestApp["request"]>[2],
  ) => Promise<Answer>;
  /** A fund of its own with this budget. */
  fund(budget: string): Promise<string>;
  left(fundId: string): Promise<string>;
  /** A promotion written straight into its state, and its version. */
  promotion(wanted?: Wanted): Promise<{ id: string; version: number; number: string }>;
  promotions(
    count: number,
    wanted?: Wanted,
  ): Promise<{ id: string; version: number; number: string }[]>;
  state(id: string): Promise<Record<string, unknown>>;
  move(person: Person, act: PromotionAct, asked: Asked): Promise<Answer>;
  /** The same for a selection; `weeks` is that of its first row. */
  moveAll(person: Person, act: PromotionAct, rows: readonly Asked[]): Promise<MovesResult>;
  /** A promotion in the version that it has now. */
  seen(id: string): Promise<{ id: string; version: number }>;
  /** What waits, or waited, for somebody about a promotion. */
  approvalsOf(id: string): Promise<Approval[]>;
  close(): Promise<void>;
}

export async function openDepartment(): Promise<Department> {
  const clock: { app: TestApp | null } = { app: null };
  const issuer = await openTokenIssuer(undefined, () => clock.app?.now() ?? new Date());
  const app = await openTestApp({ seed: "demo", issuers: [issuer.issuer] });
  clock.app = app;
  const people = new Map(EVERYBODY.map((person) => [person, randomUUID()]));
  const id = (person: Person) => people.get(person) ?? "";
  await app.database.asOwner((tx) => settleIn(tx, id));
  let numbers = 0;

  const department: Department = {
    app,
    id,
    request: async (person, route, sent) => {
      const { name, roles } = PEOPLE[person];
      const token = await issuer.sign({ oid: id(person), name, roles });
      return app.request({ token }, route, sent);
    },
    fund: (budget) =>
      app.database.as(async (tx) => {
        numbers += 1;
        const [fund] = await tx<{ id: string }[]>`
          insert into planning.funds (tenant_id, number, name, date_start, date_end, total_budget, currency)
          values (tenancy.current_tenant(), ${`T-${numbers}`}, ${`Test fund ${numbers}`}, '2020-01-01', '2040-12-31',
            ${budget}::numeric, 'USD')
          returning id
        `;
        return fund?.id ?? "";
      }),
    left: (fundId) =>
      app.database.as(async (tx) => {
        const [balance] = await tx<{ left: string }[]>`
          select remaining_balance::text as left from planning.fund_balances where fund_id = ${fundId}::uuid
        `;
        return balance?.left ?? "";
      }),
    promotion: async (wanted) => {
      const [made] = await department.promotions(1, wanted);
      if (!made) throw new Error("no promotion was made");
      return made;
    },
    promotions: async (count, wanted = {}) => {
      const numbersOf = Array.from({ length: count }, () => `T-${(numbers += 1)}`);
      const made = await app.database.as((tx) =>
        plan(tx, { numbers: numbersOf, wanted, id, now: app.now() }),
      );
      // A real database counts its rows by itself, a minute later.
      if (count > 50)
        await app.database.asOwner(
          (tx) =>
            tx`analyze planning.promotions, planning.promotion_products, planning.promotion_funds`,
        );
      return made;
    },
    state: (promotionId) =>
      app.database.as(async (tx) => {
        const [row] = await tx<Record<string, unknown>[]>`
          select status, fund_status, accrual_status, version, last_words from planning.promotions
          where id = ${promotionId}::uuid
        `;
        return row ?? {};
      }),
    move: (person, act, { id: promotionId, version, reason, weeks }) => {
      const body = { version, reason, weeks };
      return department.request(person, `POST /v1/promotions/${promotionId}/actions/${act}`, {
        body,
      });
    },
    moveAll: async (person, act, rows) => {
      const asked = rows.map(({ id: rowId, version }) => ({ id: rowId, version }));
      const body = { rows: asked, weeks: rows[0]?.weeks };
      const answer = await department.request(person, `POST /v1/promotions/actions/${act}`, {
        body,
      });
      return answer.as(MovesResult);
    },
    seen: async (promotionId) => {
      const { version } = await department.state(promotionId);
      return { id: promotionId, version: Number(version) };
    },
    approvalsOf: async (promotionId) => {
      const answer = await department.request("audrey", "GET /v1/approvals?pageSize=2000");
      return answer.as(ApprovalPage).rows.filter(({ entityId }) => entityId === promotionId);
    },
    close: () => app.close(),
  };
  return department;
}

/** Everybody gets an account; the company's directory signs their tokens. */
async function settleIn(tx: Tx, id: (person: Person) => string): Promise<void> {
  const rows = EVERYBODY.map((person) => ({ id: id(person), handle: person, ...PEOPLE[person] }));
  const json = JSON.stringify(rows);
  await tx`
    update tenancy.tenants set issuer = ${`https://login.test/${TEST_TID}/v2.0`} where id = ${DEMO}::uuid
  `;
  await tx`
    insert into tenancy.users (tenant_id, id, oid, handle, name)
    select tenancy.current_tenant(), person.id, person.id, 'dept-' || person.handle, person.name
    from jsonb_to_recordset(${json}::text::jsonb) as person (id uuid, handle text, name text)
  `;
  await tx`
    insert into tenancy.role_grants (tenant_id, user_id, role)
    select tenancy.current_tenant(), person.id, role.name
    from jsonb_to_recordset(${json}::text::jsonb) as person (id uuid, roles jsonb)
    cross join lateral jsonb_array_elements_text(person.roles) as role (name)
  `;
}

const FUND_STATUS: Readonly<Record<PromotionStatus, string>> = {
  DRAFT: "NONE",
  REJECTED: "RELEASED",
  CANCELLED: "RELEASED",
  PENDING_APPROVAL: "RESERVED",
  APPROVED: "COMMITTED",
  LIVE: "COMMITTED",
  COMPLETED: "COMMITTED",
  CLOSED: "RELEASED",
  SETTLED: "RELEASED",
};

interface Planned {
  numbers: readonly string[];
  wanted: Wanted;
  id: (person: Person) => string;
  now: Date;
}

async function plan(tx: Tx, planned: Planned) {
  const { wanted } = planned;
  const { status = "DRAFT", asked = ["SalesApprover"], fundId = null } = wanted;
  const made = await insertPromotions(tx, planned);
  const ids = made.map((row) => row.id);
  await tx`
    insert into planning.promotion_products (tenant_id, promotion_id, product_id, discount_per_unit, forecasted_base_units)
    select promotion.tenant_id, promotion.id, ${PRODUCT}::uuid, promotion.total_planned_spend, 1
    from planning.promotions promotion where promotion.id = any(${ids}::uuid[])
  `;
  await tx`
    insert into planning.tactics (tenant_id, promotion_id, tactic_type)
    select promotion.tenant_id, promotion.id, promotion.tactic_type
    from planning.promotions promotion where promotion.id = any(${ids}::uuid[])
  `;
  if (fundId !== null) {
    await tx`
      insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
      select tenancy.current_tenant(), promotion.id, ${fundId}::uuid from unnest(${ids}::uuid[]) as promotion (id)
    `;
  }
  if (status === "PENDING_APPROVAL") await ask(tx, ids, asked);
  return made;
}

const insertPromotions = (tx: Tx, { numbers, wanted, id, now }: Planned) => {
  const { status = "DRAFT", createdBy = "paula", ownerId = "paula", days = [30, 60] } = wanted;
  const { planned = "1000.00", accrualStatus = "NONE", customerId = WALMART } = wanted;
  const today = now.toISOString().slice(0, 10);
  const submitter = status === "DRAFT" ? null : id(createdBy);
  const owner = ownerId === null ? null : id(ownerId);
  return tx<{ id: string; version: number; number: string }[]>`
    insert into planning.promotions (tenant_id, number, name, customer_id, status, accrual_status, fund_status, tactic_type,
      date_start_sellin, date_end_sellin, total_planned_spend, currency, accrual_method, owner_id, created_by, submitted_by)
    select tenancy.current_tenant(), asked.number, 'Test ' || asked.number, ${customerId}::uuid, ${status},
      ${accrualStatus}, ${FUND_STATUS[status]}, 'TPR', ${today}::date + ${days[0]}::integer,
      ${today}::date + ${days[1]}::integer, ${planned}::numeric, 'USD', 'PLAN_AT_APPROVAL', ${owner}::uuid,
      ${id(createdBy)}::uuid, ${submitter}::uuid
    from unnest(${[...numbers]}::text[]) as asked (number)
    order by asked.number
    returning id, version, number
  `;
};

async function ask(tx: Tx, ids: readonly string[], roles: readonly string[]): Promise<void> {
  await tx`
    insert into planning.approvals (tenant_id, promotion_id, kind, promotion_version, role, amount, summary, requested_by)
    select promotion.tenant_id, promotion.id, 'PROMOTION', promotion.version, role.name, promotion.total_planned_spend,
      promotion.number, promotion.created_by
    from planning.promotions promotion
    cross join unnest(${[...roles]}::text[]) as role (name)
    where promotion.id = any(${[...ids]}::uuid[])
  `;
  await tx`
    insert into planning.promotion_versions (tenant_id, promotion_id, promotion_version, kind, snapshot, hash, created_by)
    select promotion.tenant_id, promotion.id, promotion.version, 'SUBMITTED', said.snapshot, said.hash, promotion.created_by
    from planning.promotions promotion
    join planning.promotion_snapshots said
      on said.tenant_id = promotion.tenant_id and said.promotion_id = promotion.id
    where promotion.id = any(${[...ids]}::uuid[])
  `;
}
