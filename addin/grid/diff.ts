import { type Column, inputsOf, type Sheet } from "../sheets/sheet.ts";
import type { CellProblem, Diff, EditedRow, FieldChange, OvertypedRow } from "../taskpane/ports.ts";
import type { Baseline } from "./baseline.ts";
import { displayOf, type WireText } from "./cell.ts";
import { compareCell, type GridSetting, idOf, isBlank, type SheetRow } from "./compare.ts";

/** A sheet as it was read: its rows, and what the server gave for them. */
export interface SheetState<Row> {
  rows: readonly SheetRow[];
  baselines: ReadonlyMap<string, Baseline<Row>>;
}

/** Compares every row with its baseline, by key and never by position. What equals the server is not in the answer. */
export function diffSheet<Row>(
  sheet: Sheet<Row>,
  { rows, baselines }: SheetState<Row>,
  setting: GridSetting,
): Diff {
  const filled = rows.filter((row) => !isBlank(row));
  const counts = countIds(filled);
  const labelled = (id: string) => {
    const baseline = baselines.get(id);
    return { id, label: baseline === undefined ? id : sheet.label(baseline.row) };
  };
  const paired = filled.flatMap((row) => {
    const baseline = baselines.get(idOf(row));
    return baseline !== undefined && counts.get(idOf(row)) === 1 ? [{ row, baseline }] : [];
  });
  return {
    edited: paired.flatMap((pair) => diffRow(sheet, pair, setting) ?? []),
    missing: [...baselines.keys()].filter((id) => !counts.has(id)).map(labelled),
    duplicated: [...counts].filter(([, count]) => count > 1).map(([id]) => labelled(id)),
    unknown: filled.filter((row) => !baselines.has(idOf(row))).length,
    overtyped: paired.flatMap((pair) => findOvertyped(sheet, pair, setting) ?? []),
    rows: filled.length,
  };
}

interface Pair<Row> {
  row: SheetRow;
  baseline: Baseline<Row>;
}

function countIds(rows: readonly SheetRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of rows.map(idOf).filter((each) => each !== "")) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** One row's changes, or null when it is as the server gave it. */
export function diffRow<Row>(
  sheet: Sheet<Row>,
  { row, baseline }: Pair<Row>,
  setting: GridSetting,
): EditedRow | null {
  const inputs: Record<string, WireText> = {};
  const fields: FieldChange[] = [];
  const problems: CellProblem[] = [];
  for (const column of inputsOf(sheet)) {
    const given = column.wire(baseline.row, setting.today);
    const difference = compareCell(row, column, { given, setting });
    inputs[column.field] = difference.kind === "changed" ? difference.wire : given;
    if (difference.kind === "changed") {
      fields.push(changeOf(column, { row, given, ...difference }));
      problems.push(...precisionProblem(column, setting));
    }
    if (difference.kind === "unreadable") problems.push(problemOf(column, difference.message));
  }
  if (fields.length + problems.length === 0) return null;
  const changed = fields.map(({ field }) => field);
  problems.push(...checkRow(sheet, { row: baseline.row, inputs, changed }));
  return {
    id: idOf(row),
    version: sheet.version(baseline.row),
    label: sheet.label(baseline.row),
    hidden: row.hidden,
    fields,
    problems,
    conflicts: titlesOf(
      sheet,
      baseline.conflicts.filter((field) => changed.includes(field)),
    ),
    changes: Object.fromEntries(changed.map((field) => [field, inputs[field] ?? null])),
  };
}

const problemOf = <Row>({ field, title }: Column<Row>, message: string): CellProblem => ({
  field,
  header: title,
  message,
});

function changeOf<Row>(
  column: Column<Row>,
  change: { row: SheetRow; given: WireText; wire: WireText; rounded: boolean },
): FieldChange {
  const isFormula = change.row.formulas.has(column.field);
  return {
    field: column.field,
    header: column.title,
    before: displayOf(change.given, column.kind),
    after: displayOf(change.wire, column.kind),
    source: change.rounded ? "rounded" : isFormula ? "formula" : "typed",
  };
}

function precisionProblem<Row>(column: Column<Row>, setting: GridSetting): CellProblem[] {
  if (column.kind !== "money" || !setting.precisionAsDisplayed) return [];
  const message =
    'Excel\'s option "Set precision as displayed" is on and changes amounts. Switch it off, then refresh.';
  return [problemOf(column, message)];
}

function checkRow<Row>(
  sheet: Sheet<Row>,
  draft: Parameters<Sheet<Row>["check"]>[0],
): CellProblem[] {
  return sheet.check(draft).flatMap(({ field, message }) => {
    const column = sheet.columns.find((each) => each.field === field);
    return column === undefined ? [] : [problemOf(column, message)];
  });
}

/** The titles of these fields, in the sheet's order. */
export const titlesOf = <Row>(sheet: Sheet<Row>, fields: readonly string[]): string[] =>
  sheet.columns.filter(({ field }) => fields.includes(field)).map(({ title }) => title);

/** A user's formula in a read-only column is theirs to keep; a typed value is a slip that the next refresh puts right. */
function findOvertyped<Row>(
  sheet: Sheet<Row>,
  { row, baseline }: Pair<Row>,
  setting: GridSetting,
): OvertypedRow | null {
  const headers = sheet.columns
    .filter(({ source, field }) => source === "server" && !row.formulas.has(field))
    .filter((column) => {
      const given = column.wire(baseline.row, setting.today);
      return compareCell(row, column, { given, setting }).kind !== "same";
    })
    .map(({ title }) => title);
  return headers.length === 0 ? null : { id: idOf(row), label: sheet.label(baseline.row), headers };
}
