import type { Column, Sheet } from "../sheets/sheet.ts";
import { DELETE_MARK, STATES } from "../sheets/states.ts";
import type { Baseline } from "./baseline.ts";
import { cellOf, displayOf, type WireText } from "./cell.ts";
import {
  type CellDifference,
  compareCell,
  type GridSetting,
  isAsWritten,
  isMadeByUser,
  type SheetRow,
} from "./compare.ts";
import { titlesOf } from "./diff.ts";

/** What becomes of one row: the fields to write, its new baseline, and what State and Message say. */
export interface RowMerge<Row> {
  writes: ReadonlyMap<string, WireText>;
  baseline: Baseline<Row>;
  kind: "clean" | "kept" | "newer" | "conflict";
  state: string;
  message: string;
}

/** A row in the sheet, what the server gave for it last, and what it gives now. */
export interface MergeInput<Row> {
  row: SheetRow;
  baseline: Baseline<Row> | null;
  theirs: Row;
  /** After a publish: what was sent. A cell that still holds it takes the server's answer, even one spelt differently. */
  sent?: Readonly<Record<string, WireText>>;
}

/** Which way one input went. */
type FieldMerge<Row> = { column: Column<Row>; theirs: WireText } & (
  | { kind: "theirs"; isNews: boolean }
  | { kind: "mine"; isUnreadable: boolean }
  | { kind: "formula"; mine: string }
  | { kind: "both"; mine: string; base: WireText }
);

/**
 * Three-way, field by field: what only the server changed is taken, what only the user changed is kept, and where both
 * did, the sheet keeps mine and the row says so. A cell with a formula of the user is never written.
 */
export function mergeRow<Row>(
  sheet: Sheet<Row>,
  input: MergeInput<Row>,
  setting: GridSetting,
): RowMerge<Row> {
  const inputs = sheet.columns
    .filter(({ source }) => source === "input")
    .map((column) => mergeField(column, input, setting));
  const writes = new Map<string, WireText>();
  for (const merge of inputs) {
    if (merge.kind === "theirs" && needsWrite(merge, input.row, setting)) {
      writes.set(merge.column.field, merge.theirs);
    }
  }
  for (const column of sheet.columns.filter(({ source }) => source === "server")) {
    const theirs = column.wire(input.theirs, setting.today);
    if (needsWrite({ column, theirs }, input.row, setting)) writes.set(column.field, theirs);
  }
  return {
    writes,
    baseline: baselineAfter(inputs, input),
    ...(input.baseline?.deleted
      ? verdictOfDeleted(sheet, inputs)
      : verdictOf(sheet, { inputs, theirs: input.theirs })),
  };
}

/** A conflict remembers what the field was before both: two refreshes later that is still what the user started from. */
function baselineAfter<Row>(
  inputs: readonly FieldMerge<Row>[],
  { baseline, theirs }: MergeInput<Row>,
): Baseline<Row> {
  const both = inputs.filter((merge) => merge.kind === "both");
  return {
    row: theirs,
    conflicts: Object.fromEntries(both.map(({ column, base }) => [column.field, base])),
    ...(baseline?.deleted && { deleted: true }),
  };
}

function needsWrite<Row>(
  { column, theirs }: { column: Column<Row>; theirs: WireText },
  row: SheetRow,
  setting: GridSetting,
): boolean {
  const value = row.values[column.field];
  if (value === undefined || row.formulas.has(column.field)) return false;
  return !isAsWritten(value, cellOf(theirs, column.kind, setting.culture));
}

function mergeField<Row>(
  column: Column<Row>,
  input: MergeInput<Row>,
  setting: GridSetting,
): FieldMerge<Row> {
  const { row, baseline, sent } = input;
  const theirs = column.wire(input.theirs, setting.today);
  const given = givenOf(column, input, setting);
  const isNews = theirs !== given;
  const mine = compareCell(row, column, { given, setting });
  if (wasSent(mine, column, sent) || isSame(row, column, { given: theirs, setting })) {
    return { column, theirs, kind: "theirs", isNews: isNews && mine.kind === "same" };
  }
  if (row.formulas.has(column.field) && isNews) {
    return { column, theirs, kind: "formula", mine: shown(mine, { column, given }) };
  }
  if (mine.kind === "same") return { column, theirs, kind: "theirs", isNews };
  if (!isBoth({ isNews, column, baseline, sent })) {
    return { column, theirs, kind: "mine", isUnreadable: mine.kind === "unreadable" };
  }
  const base = conflictBase(column, baseline, given);
  return { column, theirs, kind: "both", base, mine: shown(mine, { column, given }) };
}

const isSame = <Row>(...compared: Parameters<typeof compareCell<Row>>): boolean =>
  compareCell(...compared).kind === "same";

/** What the user's cell is compared with: what the server gave last; for a row just created, what was sent of it. */
function givenOf<Row>(
  column: Column<Row>,
  { row, baseline, theirs, sent }: MergeInput<Row>,
  { today }: GridSetting,
): WireText {
  if (baseline !== null) return column.wire(baseline.row, today);
  if (sent !== undefined) return sent[column.field] ?? null;
  // A row that the user made and the server has: its answer was lost on the way. It started blank.
  if (isMadeByUser(row)) return null;
  // Without a baseline nothing proves that a difference is the server's: it is kept as the user's.
  return column.wire(theirs, today);
}

/** A conflict that is not decided yet goes on from where it started, not from the last refresh. */
function conflictBase<Row>(
  { field }: Column<Row>,
  baseline: Baseline<Row> | null,
  given: WireText,
): WireText {
  return baseline !== null && field in baseline.conflicts
    ? (baseline.conflicts[field] ?? null)
    : given;
}

/** Right after a publish a difference is what was typed since, and no conflict. */
function isBoth<Row>({
  isNews,
  column: { field },
  baseline,
  sent,
}: {
  isNews: boolean;
  column: Column<Row>;
  baseline: Baseline<Row> | null;
  sent: MergeInput<Row>["sent"] | undefined;
}): boolean {
  return sent === undefined && (isNews || (baseline !== null && field in baseline.conflicts));
}

function wasSent<Row>(
  mine: CellDifference,
  { field }: Column<Row>,
  sent: MergeInput<Row>["sent"],
): boolean {
  return mine.kind === "changed" && sent !== undefined && sent[field] === mine.wire;
}

function shown<Row>(
  mine: CellDifference,
  { column, given }: { column: Column<Row>; given: WireText },
): string {
  if (mine.kind === "unreadable") return "(not readable)";
  return displayOf(mine.kind === "changed" ? mine.wire : given, column.kind) || "(empty)";
}

/** The mark stays until the row is published or taken back; that somebody changed it since is worth a second thought. */
function verdictOfDeleted<Row>(
  sheet: Sheet<Row>,
  inputs: readonly FieldMerge<Row>[],
): Pick<RowMerge<Row>, "kind" | "state" | "message"> {
  const news = inputs.filter((merge) => merge.kind === "theirs" && merge.isNews);
  const since = `Changed in Tradebook since: ${namesOf(sheet, news)}. ${DELETE_MARK}`;
  return { kind: "kept", state: STATES.delete, message: news.length > 0 ? since : DELETE_MARK };
}

function verdictOf<Row>(
  sheet: Sheet<Row>,
  { inputs, theirs }: { inputs: readonly FieldMerge<Row>[]; theirs: Row },
): Pick<RowMerge<Row>, "kind" | "state" | "message"> {
  const both = inputs.filter((merge) => merge.kind === "both");
  if (both.length > 0) {
    const message = `${both.map(versus).join("; ")}. Publish keeps yours, Discard takes Tradebook's.`;
    return { kind: "conflict", state: STATES.conflict, message };
  }
  const formulas = inputs.filter((merge) => merge.kind === "formula");
  if (formulas.length > 0) {
    const message = `${formulas.map(versus).join("; ")}. Your formula stays; publish it, or clear it to take Tradebook's.`;
    return { kind: "newer", state: STATES.newer, message };
  }
  const mine = inputs.filter((merge) => merge.kind === "mine");
  if (mine.length === 0) return { kind: "clean", ...sheet.outcome(theirs) };
  const kept = namesOf(sheet, mine);
  const news = inputs.filter((merge) => merge.kind === "theirs" && merge.isNews);
  if (news.length > 0) {
    const message = `Updated by Tradebook: ${namesOf(sheet, news)}. Yours, not published yet: ${kept}.`;
    return { kind: "newer", state: STATES.newer, message };
  }
  const isInvalid = mine.some((merge) => merge.isUnreadable);
  return {
    kind: "kept",
    state: isInvalid ? STATES.invalid : STATES.edited,
    message: `Not published yet: ${kept}.`,
  };
}

const namesOf = <Row>(sheet: Sheet<Row>, merges: readonly FieldMerge<Row>[]) =>
  titlesOf(
    sheet,
    merges.map(({ column }) => column.field),
  ).join(", ");

const versus = <Row>({
  column,
  theirs,
  mine,
}: {
  column: Column<Row>;
  theirs: WireText;
  mine: string;
}) => `${column.title}: yours ${mine}, Tradebook ${displayOf(theirs, column.kind) || "(empty)"}`;
