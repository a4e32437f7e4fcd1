import type { Day } from "../../shared/day.ts";
import { Money } from "../../shared/money.ts";
import {
  type AccrualMethod,
  type ForecastMode,
  PromotionInputs,
} from "../../shared/planning/promotion.ts";

/** The inputs of a promotion in one form each, codes and ids, so that two of them can be compared; null is empty. */
export interface PromotionValues {
  name: string | null;
  customerErpId: string | null;
  billThroughErpId: string | null;
  tacticType: string | null;
  fundId: string | null;
  sellInStart: Day | null;
  sellInEnd: Day | null;
  scanStart: Day | null;
  scanEnd: Day | null;
  forecastMode: ForecastMode;
  forecastUpliftPct: string | null;
  fixedCost: Money;
  accrualMethod: AccrualMethod | null;
  ownerId: string | null;
  note: string | null;
}

const FIELDS = PromotionInputs.keyof().options satisfies readonly (keyof PromotionValues)[];

/** A promotion of which nothing was said yet. */
export const EMPTY_PROMOTION: PromotionValues = {
  name: null,
  customerErpId: null,
  billThroughErpId: null,
  tacticType: null,
  fundId: null,
  sellInStart: null,
  sellInEnd: null,
  scanStart: null,
  scanEnd: null,
  forecastMode: "MANUAL",
  forecastUpliftPct: null,
  fixedCost: Money.zero,
  accrualMethod: null,
  ownerId: null,
  note: null,
};

/** The fields in which two promotions differ. */
export const differing = (
  before: PromotionValues,
  after: PromotionValues,
): (keyof PromotionValues)[] => FIELDS.filter((field) => !isSame(before[field], after[field]));

/** Some fields, as the audit and an undo keep them. */
export const kept = (
  values: PromotionValues,
  fields: readonly (keyof PromotionValues)[] = FIELDS,
): object => Object.fromEntries(fields.map((field) => [field, values[field]]));

const isSame = (before: Money | string | null, after: Money | string | null) =>
  before instanceof Money && after instanceof Money ? before.equals(after) : before === after;

/** What was sent, or what was there when nothing was. */
export const sentOr = <Value>(sent: Value | undefined, before: Value): Value =>
  sent === undefined ? before : sent;
