import { Money } from "../../shared/money.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";
import { fundsLeft } from "./fund.queries.ts";
import * as queries from "./promotion.queries.ts";

/** A promotion as the grid shows it; whether the caller may edit it is decided from who made and owns it. */
export type PromotionRow = Omit<Promotion, "editable"> & { createdById: string | null };

/**
 * Promotions whole, in the order of their ids. Each part is one plain statement for all of them, which stays quick whatever the
 * statistics of the tables are; the parts are put together here.
 */
export async function readPromotions(tx: Tx, ids: readonly string[]): Promise<PromotionRow[]> {
  const bases = await queries.promotionBases(tx, ids);
  if (bases.length === 0) return [];
  const fundIds = [...new Set(bases.flatMap(({ fundId }) => fundId ?? []))];
  const funds = fundIds.length > 0 ? await fundsLeft(tx, fundIds) : [];
  const planned = byPromotion(await queries.plannedOf(tx, ids));
  const accrued = byPromotion(await queries.accruedOf(tx, ids));
  const settled = byPromotion(await queries.settledOf(tx, ids));
  const withLines = [...planned.keys()];
  const shipped = byPromotion(withLines.length > 0 ? await queries.shippedOf(tx, withLines) : []);
  const left = new Map(funds.map(({ id, available }) => [id, available]));

  return bases.map((base) => ({
    ...base,
    ...plannedFigures(base, planned.get(base.id)),
    ...paidFigures(base, settled.get(base.id)),
    fundAvailable: (base.fundId && left.get(base.fundId)) || null,
    shippedUnits: shipped.get(base.id)?.units ?? "0",
    accrued: accrued.get(base.id)?.amount ?? Money.zero,
  }));
}

const byPromotion = <Part extends { promotionId: string }>(parts: readonly Part[]) =>
  new Map(parts.map((part) => [part.promotionId, part]));

const plannedFigures = (
  { plannedSpend, fixedCost }: queries.PromotionBase,
  { units = "0", margin = Money.zero }: { units?: string; margin?: Money } = {},
) => ({
  plannedUnits: units,
  plannedMargin: margin.minus(fixedCost),
  spendPerUnit: Number(units) > 0 ? plannedSpend.per(units) : null,
});

const paidFigures = (
  { status, plannedSpend }: queries.PromotionBase,
  { settled = Money.zero, ofPlan = Money.zero }: { settled?: Money; ofPlan?: Money } = {},
) => ({
  settled,
  remaining: status === "CANCELLED" ? Money.zero : plannedSpend.minus(ofPlan).atLeast(Money.zero),
});
