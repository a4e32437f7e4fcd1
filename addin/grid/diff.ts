import type { Sheet } from "../sheets/sheet.ts";
import type { Diff, EditedRow, FormulaColumn, OvertypedRow } from "../taskpane/ports.ts";
import type { Baseline } from "./baseline.ts";
import {
  compareCell,
  type GridSetting,
  idOf,
  isBlank,
  isMadeByUser,
  keyOf,
  type SheetRow,
} from "./compare.ts";
import { editOf, type RowReading, readRow } from "./row-edit.ts";
import { runNow, type Steps } from "./slices.ts";

/** A sheet as it was read: its rows, and what the server gave for them. */
export interface SheetState<Row> {
  rows: readonly SheetRow[];
  baselines: ReadonlyMap<string, Baseline<Row>>;
}

/** Compares every row with its baseline, by key and never by position. What equals the server is not in the answer. */
export const diffSheet = <Row>(
  sheet: Sheet<Row>,
  state: SheetState<Row>,
  setting: GridSetting,
): Diff => runNow(diffSteps(sheet, state, setting));

/** The same, row by row, so that it can pause. */
export function* diffSteps<Row>(
  sheet: Sheet<Row>,
  { rows, baselines }: SheetState<Row>,
  setting: GridSetting,
): Steps<Diff> {
  const filled = rows.filter((row) => !isBlank(row));
  const counts = countIds(filled);
  const changed: RowReading<Row>[] = [];
  const overtyped: OvertypedRow[] = [];
  const keys = new Map<string, number>();
  let unknown = 0;
  for (const row of filled) {
    yield;
    const baseline = baselines.get(idOf(row)) ?? null;
    if (baseline === null && !(sheet.hasOwnRows && isMadeByUser(row))) unknown++;
    else if ((counts.get(idOf(row)) ?? 1) === 1) {
      const reading = readRow(sheet, { row, baseline }, setting);
      countKey(keys, sheet, reading);
      if (reading.isChanged) changed.push(reading);
      overtyped.push(...findOvertyped(sheet, { row, baseline }, setting));
    }
  }
  const isTwice = (reading: RowReading<Row>) => (keys.get(reading.key ?? "") ?? 0) > 1;
  const edited: EditedRow[] = [];
  for (const reading of changed) {
    yield;
    edited.push(editOf(sheet, { ...reading, isTwice: isTwice(reading) }, setting));
  }
  const strays = straysOf(sheet, baselines, counts);
  const formulas = filledFormulas(edited);
  return { edited, ...strays, unknown, overtyped, formulas, rows: filled.length };
}

/** Rows that the sheet lacks, and rows that it has more than once. */
function straysOf<Row>(
  sheet: Sheet<Row>,
  baselines: SheetState<Row>["baselines"],
  counts: ReadonlyMap<string, number>,
): Pick<Diff, "missing" | "duplicated"> {
  const labelled = (id: string) => {
    const baseline = baselines.get(id);
    if (baseline !== undefined) return { id, label: sheet.label(baseline.row) };
    return { id, label: sheet.hasOwnRows ? sheet.labelNew({}) : id };
  };
  return {
    missing: [...baselines.keys()].filter((id) => !counts.has(id)).map(labelled),
    duplicated: [...counts].filter(([, count]) => count > 1).map(([id]) => labelled(id)),
  };
}

function countIds(rows: readonly SheetRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of rows.map(idOf).filter((each) => each !== "")) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Every row takes part, the clean ones too: a new row may repeat one of them. */
function countKey<Row>(
  keys: Map<string, number>,
  sheet: Sheet<Row>,
  reading: RowReading<Row>,
): void {
  if (reading.baseline?.deleted) return;
  const key = sheet.keyOf?.(reading.inputs) ?? null;
  reading.key = key;
  if (key !== null) keys.set(key, (keys.get(key) ?? 0) + 1);
}

/** One row's changes, or null when it is as the server gave it. */
export function diffRow<Row>(
  sheet: Sheet<Row>,
  pair: { row: SheetRow; baseline: Baseline<Row> | null },
  setting: GridSetting,
): EditedRow | null {
  const reading = readRow(sheet, pair, setting);
  return reading.isChanged ? editOf(sheet, { ...reading, isTwice: false }, setting) : null;
}

/** Excel fills a formula down a whole column: one act of the user, and many rows. */
function filledFormulas(edited: readonly EditedRow[]): FormulaColumn[] {
  const columns = new Map<string, FormulaColumn>();
  for (const { field, header } of edited.flatMap(({ fields }) =>
    fields.filter(({ source }) => source === "formula"),
  )) {
    const known = columns.get(field);
    if (known === undefined) columns.set(field, { field, header, rows: 1 });
    else known.rows++;
  }
  return [...columns.values()].filter(({ rows }) => rows > 1);
}

/** A user's formula in a read-only column is theirs to keep; a typed value is a slip that the next refresh puts right. */
function findOvertyped<Row>(
  sheet: Sheet<Row>,
  { row, baseline }: { row: SheetRow; baseline: Baseline<Row> | null },
  setting: GridSetting,
): OvertypedRow[] {
  if (baseline === null) return [];
  const headers: string[] = [];
  for (const column of sheet.columns) {
    if (column.source !== "server" || row.formulas.has(column.field)) continue;
    const given = column.wire(baseline.row, setting.today);
    if (compareCell(row, column, { given, setting }).kind !== "same") headers.push(column.title);
  }
  if (headers.length === 0) return [];
  return [{ id: keyOf(row), label: sheet.label(baseline.row), headers }];
}

/** The titles of these fields, in the sheet's order. */
export const titlesOf = <Row>(sheet: Sheet<Row>, fields: readonly string[]): string[] =>
  sheet.columns.filter(({ field }) => fields.includes(field)).map(({ title }) => title);
