import fc from "fast-check";
import { type CellValue, cellOf, type WireText } from "../../../addin/grid/cell.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import { inputsOf } from "../../../addin/sheets/sheet.ts";
import { Reason } from "../../../shared/finance/claim.ts";

const cents = fc.integer({ min: 0, max: 400_000 }).map((units) => `${(units / 100).toFixed(2)}00`);
const text = fc.stringMatching(/^[=+@' 0-9A-Za-z-]{1,8}$/).filter((each) => !each.startsWith("'"));

const VALUES: Record<string, fc.Arbitrary<string>> = {
  reason: fc.constantFrom(...Reason.options),
  promotionId: fc.constantFrom("P-1001", "P-1002", "0017"),
  settle: cents,
  dispute: cents,
  writeOff: cents,
  writeOffReason: fc.constantFrom("SMALL_BALANCE", "007"),
  assignedTo: text,
  note: text,
};

/** Any of the inputs, filled or cleared, as wire text, as a claim's fields and as what Excel would hold. */
export const typedInputs = fc
  .record(
    Object.fromEntries(
      Object.entries(VALUES).map(([field, value]) => [field, fc.option(value, { nil: null })]),
    ),
    { requiredKeys: [] },
  )
  .map((record) => {
    const present = Object.entries(record).map(([field, wire]) => [field, wire ?? null] as const);
    const inputs: Record<string, WireText> = Object.fromEntries(present);
    return { inputs, wire: claimFieldsOf(inputs), cells: cellsOf(inputs) };
  });

/** A claim carries the promotion's number beside its id. */
function claimFieldsOf({ promotionId, ...rest }: Record<string, WireText>) {
  return promotionId === undefined ? rest : { ...rest, promotionNumber: promotionId };
}

function cellsOf(inputs: Record<string, WireText>): Record<string, CellValue> {
  const columns = inputsOf(deductionsSheet).filter(({ field }) => field in inputs);
  return Object.fromEntries(
    columns.map(({ field, kind }) => [field, cellOf(inputs[field] ?? null, kind)]),
  );
}
