import type { Baseline } from "../grid/baseline.ts";
import type { WireText } from "../grid/cell.ts";
import { idOf, isMadeByUser, keyOf, type SheetRow } from "../grid/compare.ts";
import { diffRow } from "../grid/diff.ts";
import { markOfEdit } from "../grid/marks.ts";
import { DELETE_MARK, STATES } from "../sheets/states.ts";
import { updateBase } from "./base-sheet.ts";
import { write } from "./diff-table.ts";
import { emptied } from "./discard.ts";
import { readRows, readSetting, readTable, type TableReading } from "./read-table.ts";
import type { RowChange } from "./rows.ts";
import type { ManagedTable } from "./table.ts";

/** Puts values into the inputs of rows, as the user would: State keeps its word until Review. */
export async function fillTable<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  inputs: readonly { id: string; fields: Record<string, WireText> }[],
): Promise<void> {
  const setting = await readSetting(context, managed, managed.binding.asOf);
  const rows = await readRows(context, managed);
  const byId = new Map(inputs.map(({ id, fields }) => [id, fields]));
  const changes = rows.flatMap((row): RowChange[] => {
    // A formula of the user stays, whatever the suggestion says.
    const fields = Object.entries(byId.get(keyOf(row)) ?? {}).filter(
      ([field]) => !row.formulas.has(field),
    );
    return fields.length === 0 ? [] : [{ index: row.index, fields: new Map(fields) }];
  });
  await write(context, managed, { changes, setting });
}

/** Marks rows for the next publish, or takes the mark back. A row that the server does not know is emptied at once. */
export async function markDeleted<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  { ids, isDeleted }: { ids: readonly string[]; isDeleted: boolean },
): Promise<void> {
  const { sheet } = managed;
  if (!sheet.hasOwnRows) return;
  const reading = await readTable(context, managed);
  const chosen = new Set(ids);
  const changes: RowChange[] = [];
  const changed = new Map<string, Baseline<Row>>();
  for (const row of reading.rows.filter((each) => chosen.has(keyOf(each)))) {
    const known = reading.baselines.get(idOf(row));
    if (known !== undefined) {
      const baseline = { ...without(known), ...(isDeleted && { deleted: true as const }) };
      changed.set(idOf(row), baseline);
      const mark = isDeleted
        ? { state: STATES.delete, message: DELETE_MARK }
        : markNow(managed, { row, baseline, reading });
      changes.push({ index: row.index, fields: new Map(), mark });
    } else if (isDeleted && isMadeByUser(row)) {
      changes.push(emptied(sheet, row));
    }
  }
  await write(context, managed, { changes, setting: reading.setting });
  await updateBase(context, sheet, { places: reading.places, changed: [...changed.values()] });
}

const without = <Row>({ row, conflicts }: Baseline<Row>): Baseline<Row> => ({ row, conflicts });

/** What State and Message say of a row as it is now. */
function markNow<Row>(
  { sheet }: ManagedTable<Row>,
  {
    row,
    baseline,
    reading,
  }: { row: SheetRow; baseline: Baseline<Row>; reading: TableReading<Row> },
): { state: string; message: string } {
  const edit = diffRow(sheet, { row, baseline }, reading.setting);
  return edit === null ? sheet.outcome(baseline.row) : markOfEdit(edit, { state: "", message: "" });
}

interface Decision {
  id: string;
  field: string;
  take: "mine" | "theirs";
}

/** Decides conflicts: "theirs" takes the server's value, "mine" keeps the edit; neither is asked again. */
export async function resolveConflicts<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  decisions: readonly Decision[],
): Promise<void> {
  const { sheet } = managed;
  const reading = await readTable(context, managed);
  const byId = new Map<string, Decision[]>();
  for (const decision of decisions) {
    byId.set(decision.id, [...(byId.get(decision.id) ?? []), decision]);
  }
  const changes: RowChange[] = [];
  const changed = new Map<string, Baseline<Row>>();
  for (const row of reading.rows) {
    const id = idOf(row);
    const [known, decided] = [reading.baselines.get(id), byId.get(id)];
    if (known === undefined || decided === undefined) continue;
    const baseline = decidedBaseline(known, decided);
    const taken = decided.filter(({ take }) => take === "theirs").map(({ field }) => field);
    const fields = theirFields(managed, { taken, baseline, today: reading.setting.today });
    const now = withoutEdits(row, taken);
    changed.set(id, baseline);
    changes.push({
      index: row.index,
      fields,
      mark: markNow(managed, { row: now, baseline, reading }),
    });
  }
  await write(context, managed, { changes, setting: reading.setting });
  await updateBase(context, sheet, { places: reading.places, changed: [...changed.values()] });
}

function decidedBaseline<Row>(
  known: Baseline<Row>,
  decided: readonly { field: string }[],
): Baseline<Row> {
  const fields = new Set(decided.map(({ field }) => field));
  const left = Object.entries(known.conflicts).filter(([field]) => !fields.has(field));
  return { ...known, conflicts: Object.fromEntries(left) };
}

function theirFields<Row>(
  { sheet }: ManagedTable<Row>,
  { taken, baseline, today }: { taken: readonly string[]; baseline: Baseline<Row>; today: string },
): Map<string, WireText> {
  const columns = sheet.columns.filter(
    ({ field, source }) => source === "input" && taken.includes(field),
  );
  return new Map(columns.map((column) => [column.field, column.wire(baseline.row, today)]));
}

/** The row without these cells: what is not there does not differ. */
function withoutEdits(row: SheetRow, fields: readonly string[]): SheetRow {
  const values = Object.entries(row.values).filter(([field]) => !fields.includes(field));
  return { ...row, values: Object.fromEntries(values) };
}

/**
 * Makes the copies of rows new rows: the row that differs least from what the server gave keeps the key, every other one
 * loses its keys and what the server had calculated.
 */
export async function makeNew<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  ids: readonly string[],
): Promise<number> {
  const { sheet } = managed;
  if (!sheet.hasOwnRows) return 0;
  const reading = await readTable(context, managed);
  const copies = ids.flatMap((id) => {
    const same = reading.rows.filter((row) => idOf(row) === id);
    const original = originalOf(managed, { same, reading });
    return same.filter((row) => row !== original);
  });
  const server = sheet.columns.filter(({ source }) => source === "server");
  const blank = new Map<string, WireText>(server.map(({ field }) => [field, null]));
  const mark = { state: STATES.new, message: "Not published yet." };
  const changes = copies.map(({ index }) => ({ index, fields: blank, mark }));
  await write(context, managed, { changes, setting: reading.setting });
  return copies.length;
}

function originalOf<Row>(
  { sheet }: ManagedTable<Row>,
  { same, reading }: { same: readonly SheetRow[]; reading: TableReading<Row> },
): SheetRow | undefined {
  const changesIn = (row: SheetRow) => {
    const baseline = reading.baselines.get(idOf(row)) ?? null;
    return diffRow(sheet, { row, baseline }, reading.setting)?.fields.length ?? 0;
  };
  return same.toSorted((a, b) => changesIn(a) - changesIn(b) || a.index - b.index)[0];
}
