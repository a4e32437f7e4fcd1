import type { Tx } from "../../../server/db/pool.ts";
import type { ErpGateway, ErpOutcome } from "../../../server/erp/gateway.ts";
import { deliverJournalJob } from "../../../server/finance/deliver-journal.ts";
import { accrueApproved } from "../../../server/planning/accrue-approved.ts";
import { releaseAccrual } from "../../../server/planning/release-accrual.ts";
import { silent } from "../../scenarios/desk.ts";
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
  /** What the ERP answers; null lets it book, "DOWN" is a connection that fails. */
  answer: ErpOutcome | "DOWN" | null;
  /** How many documents the ERP booked under each reference. */
  documents: Map<string, number>;
  /** A retailer with a division, whom nothing was shipped to yet. */
  retailer(): Promise<{ retailer: string; west: string }>;
  promote(scratch?: Scratch): Promise<string>;
  approve(id: string): Promise<void>;
  end(id: string, why: "CANCELLED" | "CLOSED"): Promise<void>;
  /** What a settlement leaves in the books when it uses this much of an accrual. */
  settle(id: string, amount: string): Promise<void>;
  change(id: string, changes: Partial<Record<Column, string>>): Promise<void>;
  /** Delivers every journal of a promotion that is on its way, whenever its job is due. */
  deliver(id: string): Promise<void>;
  journals(id: string): Promise<Told[]>;
  movements(id: string): Promise<string[]>;
  /** Gives a promotion a fund of its own. */
  fund(id: string): Promise<string>;
  fundBalance(fundId: string): Promise<{ committed: string; failed: string }>;
  balance(id: string): Promise<{ accrued: string; released: string; settled: string }>;
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
      if (desk.answer === "DOWN") throw new Error("the ERP does not answer");
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
    retailer: async () => {
      made += 1;
      const [retailer, west] = [`R-${made}`, `R-${made}-WEST`];
      const body = [
        { erpId: retailer, name: retailer, type: "HQ" },
        { erpId: west, name: west, type: "Bill-to", parentErpId: retailer },
      ];
      await load(app, "customers", { body: JSON.stringify(body) });
      return { retailer, west };
    },
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
    settle: (id, amount) => app.database.as((tx) => insertSettlement(tx, id, amount)),
    change: async (id, changes) => {
      await app.database.as(
        (tx) => tx`update planning.promotions set ${tx(changes)} where id = ${id}`,
      );
    },
    deliver: async (id) => {
      const open = await app.database.as(
        (tx) => tx<{ id: string }[]>`
          select journal.id
          from finance.gl_journals journal
          where journal.promotion_id = ${id}::uuid and journal.status in ('QUEUED', 'SENT')
          order by journal.id
        `,
      );
      const context = { asTenant: app.database.as, erp, log: silent, now: app.now };
      for (const { id: journalId } of open) await deliverJournalJob(context, { journalId });
    },
    journals: (id) => app.database.as((tx) => journalsTold(tx, id)),
    movements: (id) => app.database.as((tx) => movementsTold(tx, id)),
    fund: (id) => app.database.as((tx) => insertFund(tx, id)),
    fundBalance: (fundId) =>
      app.database.as(async (tx) => {
        const [row] = await tx<{ committed: string; failed: string }[]>`
          select fund.committed::numeric(19,2)::text as committed, fund.failed_accruals::numeric(19,2)::text as failed
          from planning.fund_balances fund
          where fund.fund_id = ${fundId}::uuid
        `;
        return row ?? { committed: "", failed: "" };
      }),
    balance: (id) =>
      app.database.as(async (tx) => {
        const [row] = await tx<{ accrued: string; released: string; settled: string }[]>`
          select balance.accrued::numeric(19,2)::text as accrued, balance.released::numeric(19,2)::text as released,
            balance.settled::numeric(19,2)::text as settled
          from finance.accrual_balances balance
          where balance.promotion_id = ${id}::uuid
        `;
        return row ?? { accrued: "", released: "", settled: "" };
      }),
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
    erpId,
    sku: `SKU-${erpId}`,
    name: `Product ${erpId}`,
    brand: "Brand",
    category: "Category",
    listPrice: "10.00",
    cogsStandard: "4.00",
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

async function insertSettlement(tx: Tx, promotionId: string, amount: string): Promise<void> {
  const id = crypto.randomUUID();
  await tx`
    insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference, posting_date,
      accounting_period, performance_period, currency, erp_document, posted_at)
    values (tenancy.current_tenant(), ${id}::uuid, 'SETTLEMENT', 'POSTED', 'claim', ${id}::uuid, 1, upper(left(translate(
      ${id}::text, '-', ''), 16)), ${TODAY}::date, '2026-01', '2026-01', 'USD', ${id}, now())
  `;
  await tx`
    insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id)
    values (tenancy.current_tenant(), ${id}::uuid, 1, 'ACCRUAL_REVERSAL', '2150', '4100', ${amount}::numeric,
      ${promotionId}::uuid)
  `;
  await tx`
    insert into finance.accrual_ledger (tenant_id, promotion_id, customer_id, entry, amount, currency, posting_date,
      accounting_period, performance_period, source_type, source_id, journal_id)
    select promotion.tenant_id, promotion.id, promotion.customer_id, 'SETTLE', -${amount}::numeric, 'USD', ${TODAY}::date,
      '2026-01', '2026-01', 'claim', ${id}::uuid, ${id}::uuid
    from planning.promotions promotion
    where promotion.id = ${promotionId}::uuid
  `;
}

async function insertFund(tx: Tx, promotionId: string): Promise<string> {
  const [fund] = await tx<{ fundId: string }[]>`
    with made as (
      insert into planning.funds (tenant_id, number, name, date_start, date_end, total_budget, currency)
      values (tenancy.current_tenant(), 'F-' || ${promotionId}::text, 'Fund', '2026-01-01', '2026-12-31', 5000, 'USD')
      returning id
    )
    insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
    select tenancy.current_tenant(), ${promotionId}::uuid, made.id
    from made
    returning fund_id
  `;
  return fund?.fundId ?? "";
}

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
