import { type Day, daysBetween } from "../../shared/day.ts";
import { burnDown, type FundUse, type PlannedUse } from "../../shared/planning/burn-down.ts";
import type { BurnDown } from "../../shared/planning/fund.ts";
import { performanceDays } from "../../shared/planning/overlap.ts";
import { Refusal } from "../../shared/refusal.ts";
import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import { ownTenant } from "../tenancy/queries.ts";
import * as queries from "./burn-down.queries.ts";

/** Ten years of weeks: beyond that, the dates of the fund are a slip of the pen. */
const MOST_DAYS = 3_653;

/** What a fund had and used at the end of each of its weeks, and what its drafts will use. */
export async function readBurnDown(tx: Tx, fundId: string, now: Date): Promise<BurnDown> {
  const [fund] = await queries.fundSpan(tx, fundId);
  if (!fund) throw new Refusal("NOT_FOUND", `There is no fund ${fundId}.`);
  refuseDecades(fund);
  const [tenant] = await ownTenant(tx);
  const { timeZone } = Settings.parse(tenant?.settings);
  const asked = { fundId, timeZone };
  const [movements, promotions, payments, accruals] = await Promise.all([
    queries.fundMovements(tx, fundId),
    queries.fundPromotions(tx, asked),
    queries.fundPayments(tx, asked),
    queries.fundAccruals(tx, fundId),
  ]);
  const paid = byPromotion(payments);
  const { weeks, outOfMoney } = burnDown({
    ...fund,
    today: dayIn(timeZone, now),
    movements,
    uses: promotions.map((promotion) => useOf(promotion, paid.get(promotion.id) ?? [])),
    drafts: promotions.flatMap(draftOf),
    accrued: accruals.map(({ day, accrued }) => ({ day, amount: accrued })),
    settled: accruals.map(({ day, settled }) => ({ day, amount: settled })),
  });
  const { id, number, name } = fund;
  return { fundId: id, number, name, asOf: now.toISOString(), weeks, outOfMoney };
}

function refuseDecades({ number, from, to }: { number: string; from: Day; to: Day }): void {
  if (daysBetween({ from, to }) <= MOST_DAYS) return;
  throw new Refusal(
    "INVALID",
    `Fund ${number} runs from ${from} to ${to}; a burn-down shows at most ten years. Check its dates.`,
  );
}

type Promotion = Awaited<ReturnType<typeof queries.fundPromotions>>[number];
type Payment = Awaited<ReturnType<typeof queries.fundPayments>>[number];

function byPromotion(payments: readonly Payment[]): Map<string, Payment[]> {
  const paid = new Map<string, Payment[]>();
  for (const payment of payments) {
    const known = paid.get(payment.promotionId) ?? [];
    paid.set(payment.promotionId, [...known, payment]);
  }
  return paid;
}

/** The same sums as planning.fund_balances: what is reserved is held in full, whatever was settled before. */
function useOf(promotion: Promotion, payments: readonly Payment[]): FundUse {
  const { planned, fundStatus, heldFrom, releasedOn } = promotion;
  const settled = payments.map(({ day, settled: amount }) => ({ day, amount }));
  const onTop = payments.map(({ day, onTop: amount }) => ({ day, amount }));
  const isReserved = fundStatus === "RESERVED";
  return {
    planned,
    heldFrom: fundStatus === "NONE" ? null : heldFrom,
    releasedOn: fundStatus === "RELEASED" ? releasedOn : null,
    settled: isReserved ? [] : settled,
    onTop: isReserved ? [...settled, ...onTop] : onTop,
  };
}

/** Submitted promotions are held in full already; of the others, drafts are what is still to come. */
const draftOf = (promotion: Promotion): PlannedUse[] =>
  promotion.status === "DRAFT"
    ? [{ planned: promotion.planned, ...performanceDays(promotion) }]
    : [];

/** Which day it is where the company keeps its books. */
const dayIn = (timeZone: string, now: Date): Day =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
