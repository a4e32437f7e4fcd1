import type { Fund } from "../../shared/planning/fund.ts";
import { mayChange } from "../../shared/planning/life.ts";
import type { PromotionLine } from "../../shared/planning/line.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import { lineFigures } from "../../shared/planning/spend.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { FundRow } from "./fund.queries.ts";
import type { LineRow } from "./line.queries.ts";
import type { PromotionRow } from "./read-promotions.ts";

/** A promotion for this caller: a Planner edits their own until it runs (decisions.md 5). */
export const promotionFor = (
  caller: Caller,
  { createdById, ...promotion }: PromotionRow,
): Promotion => ({
  ...promotion,
  editable: mayChange({ ...promotion, createdBy: createdById }, caller),
});

/** A line for this caller, with its figures: it is edited like its promotion. */
export function lineFor(caller: Caller, { createdById, ownerId, ...line }: LineRow): PromotionLine {
  const { lineSpend, marginPerUnit, landedCost, forecastMargin } = lineFigures({
    ...line,
    baseUnits: line.forecastedBaseUnits,
    upliftUnits: line.forecastedUpliftUnits,
  });
  const promotion = { status: line.promotionStatus, createdBy: createdById, ownerId };
  return {
    ...line,
    lineSpend,
    marginPerUnit,
    landedCost,
    forecastMargin,
    editable: mayChange(promotion, caller),
  };
}

/** A fund for this caller: Controllers look after funds. */
export const fundFor = ({ roles }: Caller, fund: FundRow): Fund => ({
  ...fund,
  editable: roles.includes("Controller"),
});
