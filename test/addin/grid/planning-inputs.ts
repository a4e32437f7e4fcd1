import fc from "fast-check";
import { type CellValue, cellOf, type WireText } from "../../../addin/grid/cell.ts";
import type { SheetRow } from "../../../addin/grid/compare.ts";
import { promotionsSheet } from "../../../addin/sheets/promotions.ts";
import { inputsOf } from "../../../addin/sheets/sheet.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { aPromotion, PLAN_SETTING } from "../planning.ts";

const cents = fc
  .integer({ min: 0, max: 9_999_999_999_999 })
  .map((units) => `${Math.trunc(units / 100)}.${String(units % 100).padStart(2, "0")}00`);
const percent = fc.integer({ min: -10_000, max: 99_999 }).map((hundredths) => {
  const sign = hundredths < 0 ? "-" : "";
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
});
const day = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => new Date(Date.UTC(1950, 0, 1 + days)).toISOString().slice(0, 10));
const words = fc.stringMatching(/^[=+@0-9A-Za-z-][0-9A-Za-z' -]{0,8}$/);

const VALUES: Record<string, fc.Arbitrary<string>> = {
  name: words,
  customerErpId: fc.constantFrom("0010001", "0010002", "0020001"),
  fundId: fc.constantFrom("F-1001"),
  tacticType: fc.constantFrom("SCAN_BACK", "SLOTTING"),
  sellInStart: day,
  sellInEnd: day,
  scanStart: fc.option(day, { nil: "" }),
  scanEnd: fc.option(day, { nil: "" }),
  forecastUpliftPct: percent,
  fixedCost: cents,
  ownerId: fc.constantFrom("Pat Planner", "Pia Planner"),
  note: words,
};

/** The field of a promotion that an input shows, where it has another name. */
const FIELDS: Record<string, string> = { fundId: "fundNumber", ownerId: "ownerName" };

export interface PlannedInputs {
  inputs: Record<string, WireText>;
  cells: Record<string, CellValue>;
  promotion: Record<string, WireText>;
}

/** Some of a promotion's inputs, as wire text, as fields of the server's row, and as what Excel would hold. */
export const plannedInputs: fc.Arbitrary<PlannedInputs> = fc
  .record(VALUES, { requiredKeys: [] })
  .map((record) => {
    const present = Object.entries(record).map(
      ([field, text]) => [field, text === "" ? null : (text ?? null)] as const,
    );
    const inputs: Record<string, WireText> = Object.fromEntries(present);
    const columns = inputsOf(promotionsSheet).filter(({ field }) => field in inputs);
    return {
      inputs,
      promotion: Object.fromEntries(present.map(([field, wire]) => [FIELDS[field] ?? field, wire])),
      cells: Object.fromEntries(
        columns.map(({ field, kind }) => [field, cellOf(inputs[field] ?? null, kind)]),
      ),
    };
  });

/** A promotion's row as a refresh leaves it in the sheet, with what the user typed into it since. */
export function promotionRow(
  promotion: Promotion,
  typed: Record<string, CellValue> = {},
  formulas: readonly string[] = [],
): SheetRow {
  const written = promotionsSheet.columns.map(
    (column) =>
      [column.field, cellOf(column.wire(promotion, PLAN_SETTING.today), column.kind)] as const,
  );
  return {
    index: 0,
    hidden: false,
    values: { ...Object.fromEntries(written), ...typed },
    formulas: new Set(formulas),
  };
}

export const plannedRow = ({ promotion }: PlannedInputs, version = 1): Promotion =>
  aPromotion(1, { ...promotion, version });
