import type { Tx } from "../../../server/db/pool.ts";
import type { ErpGateway, ErpOutcome } from "../../../server/erp/gateway.ts";
import { accrueApproved } from "../../../server/planning/accrue-approved.ts";
import { releaseAccrual } from "../../../server/planning/release-accrual.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { load } from "../staging/feeds.ts";

/** The person who plans in the tests of accrual. */
export const PLANNER = "0190d000-0000-7000-8000-000000001001";
/** The company's clock stands here until a test moves it: 20 January 2026. */
export const TODAY = "2026-01-20";

/** What a scratch promotion is, where it is not the usual one. */
export interface Scratch {
  method?: string;
  tactic?: string;
  status?: string;
  planned?: string;
  fixedCost?: string;
  sellIn?: [string, string];
  scan?: [string, string];
  customer?: string;
  through?: string;
  fairValue?: string;
  lines?: { product: string; rate: string; units: string }[];
}

/** One journal of a promotion, in words: `ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 500.00`. */
export type Told = string;

/** A company with a chart, three customers and two products, and an ERP that can be told what to answer. */
export interface AccrualDesk {
  app: TestApp;
  /** What the ERP answers; null lets it book. */
  answer: ErpOutcome | null;
  /** How many documents the ERP booked under each reference. */
  documents: Map<string, number>;
  promote(scratch?: Scratch): Promise<string>;
  approve(id: string): Promise<void>;
  end(id: string, why: "CANCELLED" | "CLOSED"): Promise<void>;
  change(id: string, changes: Partial<Record<Column, string>>): Promise<void>;
  journals(id: string): Promise<Told[]>;
  movements(id: string): Promise<string[]>;
  state(id: string): Promise<{ status: string; message: string | null; balance: string }>;
  broken(): Promise<string[]>;
  close(): Promise<void>;
}

type Column =
  | "dateStartSellin"
  | "dateEndSellin"
  | "totalPlannedSpend"
  | "accrualMethod"
  | "status";

export async function openAccrualDesk(): Promise<AccrualDesk> {
  const documents = new Map<string, number>();
  const erp: ErpGateway = {
    can: { idempotency: "reference", answers: "at once", knowsPeriods: false, referenceLength: 16 },
    post: async ({ reference }) => {
      if (desk.answer) return desk.answer;
      documents.set(reference, (documents.get(reference) ?? 0) + 1);
      return { kind: "POSTED", document: reference };
    },
    lookup: async ({ reference }) =>
      documents.has(reference) ? { kind: "POSTED", document: reference } : { kind: "ABSENT" },
  };
  const app = await openTestApp({ seed: "none", erp });
  app.setNow(`${TODAY}T18:00:00Z`);
  await loadBooks(app);
  let made = 0;
  const desk: AccrualDesk = {
    app,
    answer: null,
    documents,
    promote: async (scratch = {}) => {
      const id = crypto.randomUUID();
      made += 1;
      const number = `T-${made}`;
      await app.database.as(async (tx) => {
        await insertPromotion(tx, { ...usual, ...scratch, id, number });
        await insertLines(tx, id, scratch.lines ?? []);
        await tx`
          insert into planning.tactics (tenant_id, promotion_id, tactic_type, presentation, fair_value)
          select tenancy.current_tenant(), ${id}::uuid, ${scratch.tactic ?? usual.tactic},
            ${scratch.fairValue ? "EXPENSE_DISTINCT" : "CONTRA_REVENUE"}, ${scratch.fairValue ?? null}::numeric
        `;
      });
      return id;
    },
    approve: async (id) => {
      const act = { promotionIds: [id], by: PLANNER, now: app.now() };
      await app.database.as((tx) => accrueApproved(tx, act));
    },
    end: async (id, why) => {
      const act = { promotionIds: [id], why, reason: "called off", by: PLANNER, now: app.now() };
      await app.database.as(async (tx) => {
        await releaseAccrual(tx, act);
        await tx`update planning.promotions set status = ${why} where id = ${id}`;
      });
    },
    change: async (id, changes) => {
      await app.database.as(
        (tx) => tx`update planning.promotions set ${tx(changes)} where id = ${id}`,
      );
    },
    journals: (id) => app.database.as((tx) => journalsTold(tx, id)),
    movements: (id) => app.database.as((tx) => movementsTold(tx, id)),
    state: (id) => app.database.as((tx) => stateOf(tx, id)),
    broken: () =>
      app.database.as(async (tx) => {
        const rows = await tx<{ told: string }[]>`
          select broken.invariant || ' ' || broken.detail as told
          from finance.broken_invariants broken
        `;
        return rows.map(({ told }) => told);
      }),
    close: () => app.close(),
  };
  return desk;
}

/** A scan-back of 1,000 for the retailer, from the middle of January to the end of February. */
const usual = {
  method: "PLAN_AT_APPROVAL",
  tactic: "SCAN_BACK",
  status: "APPROVED",
  planned: "1000.00",
  fixedCost: "0.00",
  sellIn: ["2026-01-16", "2026-02-28"] as [string, string],
  customer: "RETAILER",
};

async function loadBooks(app: TestApp): Promise<void> {
  const accounts = [
    ["1150", "ASSET", "DEDUCTION_CLEARING"],
    ["2150", "LIABILITY", "ACCRUED_TRADE"],
    ["4100", "CONTRA_REVENUE", "TRADE_SPEND"],
    ["5510", "CONTRA_REVENUE", "SLOTTING"],
    ["6100", "EXPENSE", "DISTINCT_SERVICE"],
  ].map(([code, kind, role]) => ({ code, name: `Account ${code}`, kind, role }));
  const customers = [
    { erpId: "RETAILER", name: "Retailer", type: "HQ" },
    { erpId: "RETAILER-WEST", name: "Retailer West", type: "Bill-to", parentErpId: "RETAILER" },
    { erpId: "DISTRIBUTOR", name: "Distributor", type: "Distributor" },
    { erpId: "STRANGER", name: "Stranger", type: "HQ" },
  ];
  const products = ["A", "B"].map((erpId) => ({
    ...{
      erpId,
      sku: `SKU-${erpId}`,
      name: `Product ${erpId}`,
      brand: "Brand",
      category: "Category",
    },
    ...{ listPrice: "10.00", cogsStandard: "4.00" },
  }));
  await load(app, "accounts", { body: JSON.stringify(accounts) });
  await load(app, "customers", { body: JSON.stringify(customers) });
  await load(app, "products", { body: JSON.stringify(products) });
}

type Promotion = typeof usual & Scratch & { id: string; number: string };

const insertPromotion = (tx: Tx, promotion: Promotion) => tx`
  insert into planning.promotions (tenant_id, id, number, name, customer_id, bill_through_customer_id, status, fund_status,
    tactic_type, date_start_sellin, date_end_sellin, date_start_scan, date_end_scan, fixed_cost, total_planned_spend, currency,
    accrual_method, created_by)
  select tenancy.current_tenant(), ${promotion.id}::uuid, ${promotion.number}, ${promotion.number}, customer.id, through.id,
    ${promotion.status}, 'COMMITTED', ${promotion.tactic}, ${promotion.sellIn[0]}::date, ${promotion.sellIn[1]}::date,
    ${promotion.scan?.[0] ?? null}::date, ${promotion.scan?.[1] ?? null}::date, ${promotion.fixedCost}::numeric,
    ${promotion.planned}::numeric, 'USD', ${promotion.method}, ${PLANNER}::uuid
  from master.customers customer
  left join master.customers through on through.erp_id = ${promotion.through ?? null}
  where customer.erp_id = ${promotion.customer}
`;

const insertLines = (tx: Tx, id: string, lines: NonNullable<Scratch["lines"]>) => tx`
  insert into planning.promotion_products (tenant_id, promotion_id, product_id, discount_per_unit, forecasted_base_units)
  select tenancy.current_tenant(), ${id}::uuid, product.id, line.rate, line.units
  from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as line (product text, rate numeric, units numeric)
  join master.products product on product.erp_id = line.product
`;

async function journalsTold(tx: Tx, id: string): Promise<Told[]> {
  const rows = await tx<{ told: string }[]>`
    select concat_ws(' ', journal.kind, journal.status, journal.posting_date, journal.performance_period, (
        select string_agg(format('%s %s>%s %s', entry.tag, entry.debit_account, entry.credit_account,
          entry.amount::numeric(19,2)), ', ' order by entry.n)
        from finance.gl_ledger entry
        where entry.journal_id = journal.id)) as told
    from finance.gl_journals journal
    where journal.promotion_id = ${id}::uuid
    order by journal.created_at, journal.posting_date, journal.performance_period, journal.id
  `;
  return rows.map(({ told }) => told);
}

async function movementsTold(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx<{ told: string }[]>`
    select concat_ws(' ', moved.entry, moved.accounting_period, moved.performance_period, product.erp_id,
      moved.amount::numeric(19,2)) as told
    from finance.accrual_ledger moved
    left join master.products product on product.id = moved.product_id
    where moved.promotion_id = ${id}::uuid
    order by moved.created_at, moved.accounting_period, moved.performance_period, product.erp_id, moved.amount
  `;
  return rows.map(({ told }) => told);
}

async function stateOf(tx: Tx, id: string) {
  const [row] = await tx<{ status: string; message: string | null; balance: string }[]>`
    select promotion.accrual_status as status, promotion.failure_message as message,
      balance.balance::numeric(19,2)::text as balance
    from planning.promotions promotion
    join finance.accrual_balances balance on balance.promotion_id = promotion.id
    where promotion.id = ${id}::uuid
  `;
  if (!row) throw new Error(`no promotion ${id}`);
  return row;
}
