import type { ErpGateway, ErpOutcome } from "../../../server/erp/gateway.ts";
import { deliverJournalJob } from "../../../server/finance/deliver-journal.ts";
import { accrueApproved } from "../../../server/planning/accrue-approved.ts";
import { releaseAccrual } from "../../../server/planning/release-accrual.ts";
import { silent } from "../../scenarios/desk.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { load } from "../staging/feeds.ts";
import {
  insertFund,
  insertLines,
  insertPromotion,
  insertSettlement,
  journalsTold,
  movementsTold,
  PLANNER,
  type Scratch,
  stateOf,
  TODAY,
  type Told,
} from "./accrual-books.ts";

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
  fundBalance(fundId: string): Promise<FundTold>;
  balance(id: string): Promise<{ accrued: string; released: string; settled: string }>;
  state(id: string): Promise<{ status: string; message: string | null; balance: string }>;
  broken(): Promise<string[]>;
  close(): Promise<void>;
}

/** A fund in cents, as text. */
interface FundTold {
  committed: string;
  actual: string;
  available: string;
  failed: string;
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
        const [row] = await tx<FundTold[]>`
          select fund.committed::numeric(19,2)::text as committed, fund.actual::numeric(19,2)::text as actual,
            fund.remaining_balance::numeric(19,2)::text as available,
            fund.failed_accruals::numeric(19,2)::text as failed
          from planning.fund_balances fund
          where fund.fund_id = ${fundId}::uuid
        `;
        if (!row) throw new Error(`no fund ${fundId}`);
        return row;
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
