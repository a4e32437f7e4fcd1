import { z } from "zod";
import type { PromotionChanges } from "./moves.ts";
import { PromotionInputs } from "./promotion.ts";

const Said = z.record(z.string(), z.string().nullable());

/** What a promotion said at one moment, as planning.promotion_versions keeps it: its fields, and its lines by SKU. */
export const PromotionSnapshot = z.object({ promotion: Said, lines: z.record(z.string(), Said) });
export type PromotionSnapshot = z.infer<typeof PromotionSnapshot>;

type Change = PromotionChanges["changes"][number];

/**
 * What differs between two moments: the promotion's own fields first, then its lines by SKU, each field in the order of the
 * sheet. A line that was added has no `before` in any field, one that was removed no `after`.
 */
export function differences(before: PromotionSnapshot, after: PromotionSnapshot): Change[] {
  const skus = [...new Set([...Object.keys(before.lines), ...Object.keys(after.lines)])].toSorted();
  return [
    ...fieldsOf(null, [before.promotion, after.promotion]),
    ...skus.flatMap((sku) => fieldsOf(sku, [before.lines[sku] ?? {}, after.lines[sku] ?? {}])),
  ];
}

type Fields = z.infer<typeof Said>;

function fieldsOf(line: string | null, [before, after]: readonly [Fields, Fields]): Change[] {
  return FIELDS.flatMap((field) => {
    const change = { before: before[field] ?? null, after: after[field] ?? null };
    return change.before === change.after ? [] : [{ line, field, ...change }];
  });
}

/** The inputs in the order of the sheets (jsonb keeps none), and the spend they make. */
const FIELDS = [
  ...PromotionInputs.keyof().options,
  "plannedSpend",
  "discountPerUnit",
  "forecastedBaseUnits",
  "forecastedUpliftUnits",
  "lineSpend",
] as const;
