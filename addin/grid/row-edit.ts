import { type Column, type Inputs, inputsOf, type Sheet } from "../sheets/sheet.ts";
import type { CellProblem, EditedRow, FieldChange, FieldConflict } from "../taskpane/ports.ts";
import type { Baseline } from "./baseline.ts";
import { displayOf, type WireText } from "./cell.ts";
import { compareCell, type GridSetting, keyOf, type SheetRow } from "./compare.ts";
import { entryOf } from "./lookup.ts";

/** One row as it was read: what it would be published with, and what of that differs. */
export interface RowReading<Row> {
  row: SheetRow;
  /** Null for a row that the user made. */
  baseline: Baseline<Row> | null;
  inputs: Inputs;
  fields: FieldChange[];
  problems: CellProblem[];
  isChanged: boolean;
  /** What may stand in the sheet only once. */
  key: string | null;
}

/** Reads the inputs of a row against what the server gave for them; for a new row that is nothing. */
export function readRow<Row>(
  sheet: Sheet<Row>,
  { row, baseline }: { row: SheetRow; baseline: Baseline<Row> | null },
  setting: GridSetting,
): RowReading<Row> {
  const inputs: Record<string, WireText> = {};
  const fields: FieldChange[] = [];
  const problems: CellProblem[] = [];
  for (const column of inputsOf(sheet)) {
    const given = baseline === null ? null : column.wire(baseline.row, setting.today);
    const difference = compareCell(row, column, { given, setting });
    inputs[column.field] = difference.kind === "changed" ? difference.wire : given;
    if (difference.kind === "changed") {
      fields.push(changeOf(column, { row, given, ...difference }, setting));
      problems.push(...precisionProblem(column, setting));
    }
    if (difference.kind === "unreadable") problems.push(problemOf(column, difference.message));
  }
  const isDeleted = baseline?.deleted === true;
  const isChanged = baseline === null || isDeleted || fields.length + problems.length > 0;
  return { row, baseline, inputs, fields, problems, isChanged, key: null };
}

/** What Review shows of a row that differs. */
export function editOf<Row>(
  sheet: Sheet<Row>,
  reading: RowReading<Row> & { isTwice: boolean },
  setting: GridSetting,
): EditedRow {
  const { row, baseline, fields } = reading;
  const common = { id: keyOf(row), hidden: row.hidden };
  const version = baseline === null ? null : sheet.version(baseline.row);
  if (baseline?.deleted) {
    return {
      ...common,
      op: "delete",
      version,
      label: sheet.label(baseline.row),
      fields: [],
      problems: fixedProblem(sheet, baseline.row, sheet.columns[0]?.field ?? ""),
      conflicts: [],
      changes: {},
    };
  }
  const changed = fields.map(({ field }) => field);
  return {
    ...common,
    op: baseline === null ? "create" : "update",
    version,
    label: baseline === null ? sheet.labelNew(reading.inputs) : sheet.label(baseline.row),
    fields,
    problems: [...reading.problems, ...checkRow(sheet, reading, setting)],
    conflicts: baseline === null ? [] : conflictsOf(sheet, { ...reading, baseline }, setting),
    changes: Object.fromEntries(changed.map((field) => [field, reading.inputs[field] ?? null])),
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
  { lists }: GridSetting,
): FieldChange {
  const isFormula = change.row.formulas.has(column.field);
  return {
    field: column.field,
    header: column.title,
    before: displayOf(change.given, column.kind),
    after: labelIn(lists, column, change.wire) ?? displayOf(change.wire, column.kind),
    source: change.rounded ? "rounded" : isFormula ? "formula" : "typed",
  };
}

/** What a list calls a code that says nothing to people: a promotion without a number yet is called "new-1". */
function labelIn<Row>(
  lists: GridSetting["lists"],
  { list }: Column<Row>,
  wire: WireText,
): string | undefined {
  return list === undefined ? undefined : entryOf(lists[list], wire)?.facts?.["label"];
}

function precisionProblem<Row>(column: Column<Row>, setting: GridSetting): CellProblem[] {
  if (column.kind !== "money" || !setting.precisionAsDisplayed) return [];
  const message =
    'Excel\'s option "Set precision as displayed" is on and changes amounts. Switch it off, then refresh.';
  return [problemOf(column, message)];
}

/** The local rules; a cell that cannot be read has its own problem, and what the rules make of it would only confuse. */
function checkRow<Row>(
  sheet: Sheet<Row>,
  { baseline, inputs, fields, problems, isTwice }: RowReading<Row> & { isTwice: boolean },
  { lists }: GridSetting,
): CellProblem[] {
  const changed = fields.map(({ field }) => field);
  const row = baseline?.row ?? null;
  if (row !== null && changed.length === 0) return [];
  const fixed = row === null ? [] : fixedProblem(sheet, row, changed[0] ?? "");
  if (fixed.length > 0) return fixed;
  const unread = new Set(problems.map(({ field }) => field));
  return sheet.check({ row, inputs, changed, lists, isTwice }).flatMap(({ field, message }) => {
    const column = sheet.columns.find((each) => each.field === field);
    return column === undefined || unread.has(field) ? [] : [problemOf(column, message)];
  });
}

function fixedProblem<Row>(sheet: Sheet<Row>, row: Row, field: string): CellProblem[] {
  const why = sheet.whyFixed(row);
  const column = sheet.columns.find((each) => each.field === field);
  return why === null || column === undefined ? [] : [problemOf(column, why)];
}

/** Base, mine and theirs of every field that is still in conflict: what was typed back is none. */
function conflictsOf<Row>(
  sheet: Sheet<Row>,
  { baseline, inputs, fields }: RowReading<Row> & { baseline: Baseline<Row> },
  { today }: GridSetting,
): FieldConflict[] {
  const changed = new Set(fields.map(({ field }) => field));
  return inputsOf(sheet)
    .filter(({ field }) => field in baseline.conflicts && changed.has(field))
    .map(({ field, title, kind, wire }) => ({
      field,
      header: title,
      base: displayOf(baseline.conflicts[field] ?? null, kind),
      mine: displayOf(inputs[field] ?? null, kind),
      theirs: displayOf(wire(baseline.row, today), kind),
    }));
}
