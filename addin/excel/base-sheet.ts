import { type Baseline, baselineText, readBaseline } from "../grid/baseline.ts";
import type { CellValue } from "../grid/cell.ts";
import type { Sheet } from "../sheets/sheet.ts";
import { SHEETS, TABLE_NAMES } from "../sheets/sheets.ts";
import { isTooLarge, readWindows } from "./batch.ts";
import { type Area, type RowWrite, writeRows } from "./blocks.ts";
import { hiddenSheet } from "./hidden-sheet.ts";

const HEADER_ROWS = 1;

/** Above this many rows the whole baseline is read sooner than its single cells. */
const FEW = 100;

/** The baselines of so many rows fit into one answer. */
const SMALL = 500;

/** The baselines of a table and the row of `_TPM_Base` that each stands in. */
export interface BaseSheet<Row> {
  baselines: ReadonlyMap<string, Baseline<Row>>;
  places: ReadonlyMap<string, number>;
}

/** A table's two columns of `_TPM_Base`: ids, and beside them the texts. Those of Deductions are where they always were. */
const idColumn = <Row>(sheet: Sheet<Row>): number =>
  2 *
  Math.max(
    0,
    TABLE_NAMES.findIndex((name) => SHEETS[name].table === sheet.table),
  );

const textColumn = <Row>(sheet: Sheet<Row>) => idColumn(sheet) + 1;

/** The last row that holds a baseline; 0 when there is none. */
export function lastPlace(places: ReadonlyMap<string, number>): number {
  let last = 0;
  for (const place of places.values()) last = Math.max(last, place);
  return last;
}

/** Reads every baseline, in windows that one answer can carry. */
export async function readBase<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  { worksheet, rows }: { worksheet: Excel.Worksheet; rows: number },
): Promise<BaseSheet<Row>> {
  if (rows <= SMALL) return readSmall(context, sheet, worksheet);
  const places = await readPlaces(context, sheet, worksheet);
  const baselines = new Map<string, Baseline<Row>>();
  const byPlace = new Map([...places].map(([id, place]) => [place, id]));
  await readWindows(lastPlace(places), async ({ first, count }) => {
    const row = HEADER_ROWS + first;
    const range = worksheet.getRangeByIndexes(row, textColumn(sheet), count, 1).load("values");
    await context.sync();
    const texts: unknown[][] = range.values;
    for (const [offset, [text]] of texts.entries()) {
      const id = byPlace.get(row + offset);
      if (id !== undefined) keep(baselines, sheet, { id, text });
    }
  });
  return { baselines, places };
}

/** A text that is not the baseline of its id is none: somebody wrote into the sheet. */
function keep<Row>(
  baselines: Map<string, Baseline<Row>>,
  sheet: Sheet<Row>,
  { id, text }: { id: string; text: unknown },
): void {
  const baseline = readBaseline(String(text), sheet);
  if (baseline !== null && id === sheet.id(baseline.row)) baselines.set(id, baseline);
}

/** A small table's baselines come in one answer: a count after every edit should not be felt. */
async function readSmall<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  worksheet: Excel.Worksheet,
): Promise<BaseSheet<Row>> {
  const baselines = new Map<string, Baseline<Row>>();
  const places = new Map<string, number>();
  if (worksheet.isNullObject) return { baselines, places };
  const columns = worksheet.getRangeByIndexes(0, idColumn(sheet), 1, 2).getEntireColumn();
  const used = columns.getUsedRangeOrNullObject(true).load("values,rowIndex");
  try {
    await context.sync();
  } catch (error) {
    // Few rows are left in the sheet, but many or long ones were there.
    if (isTooLarge(error)) return readBase(context, sheet, { worksheet, rows: SMALL + 1 });
    throw error;
  }
  const rows: unknown[][] = used.isNullObject ? [] : used.values;
  for (const [offset, [id, text]] of rows.entries()) {
    const place = used.rowIndex + offset;
    if (place < HEADER_ROWS || id === "") continue;
    places.set(String(id), place);
    keep(baselines, sheet, { id: String(id), text });
  }
  return { baselines, places };
}

/** Reads the baselines of a few rows only, for what follows every click. */
export async function readBaseOf<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  { worksheet, ids }: { worksheet: Excel.Worksheet; ids: readonly string[] },
): Promise<ReadonlyMap<string, Baseline<Row>>> {
  if (ids.length === 0) return new Map();
  if (ids.length > FEW) {
    return (await readBase(context, sheet, { worksheet, rows: ids.length })).baselines;
  }
  const places = await readPlaces(context, sheet, worksheet);
  const ranges = ids.flatMap((id) => {
    const place = places.get(id);
    if (place === undefined) return [];
    const range = worksheet.getRangeByIndexes(place, textColumn(sheet), 1, 1).load("values");
    return [{ id, range }];
  });
  await context.sync();
  const found = ranges.flatMap(({ id, range }) => {
    const baseline = readBaseline(String(range.values[0]?.[0]), sheet);
    return baseline === null ? [] : [[id, baseline] as const];
  });
  return new Map(found);
}

/** Where each id stands. A row that was deleted leaves a gap. */
async function readPlaces<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  worksheet: Excel.Worksheet,
): Promise<Map<string, number>> {
  if (worksheet.isNullObject) return new Map();
  const column = worksheet.getRangeByIndexes(0, idColumn(sheet), 1, 1).getEntireColumn();
  const used = column.getUsedRangeOrNullObject(true).load("values,rowIndex");
  await context.sync();
  if (used.isNullObject) return new Map();
  const ids: unknown[][] = used.values;
  return new Map(
    ids
      .map(([id], index): [string, number] => [String(id), used.rowIndex + index])
      .filter(([id, place]) => id !== "" && place >= HEADER_ROWS),
  );
}

/** Writes the whole baseline of a table anew, and empties what an earlier, longer one left below it. */
export async function writeBase<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  baselines: readonly Baseline<Row>[],
): Promise<void> {
  const worksheet = await hiddenSheet(context, "base");
  worksheet.getRangeByIndexes(0, idColumn(sheet), 1, 2).getEntireColumn().clear("Contents");
  await writeRows(context, areaOf(sheet, worksheet), [
    { row: 0, cells: cellsOf(sheet, `${sheet.table} id`, "baseline") },
    ...baselines.map((baseline, index) => baselineRow(sheet, HEADER_ROWS + index, baseline)),
  ]);
}

/** Writes the baselines of these rows only, and forgets those of the rows that are gone. */
export async function updateBase<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  {
    places,
    changed,
    removed = [],
  }: {
    places: BaseSheet<Row>["places"];
    changed: readonly Baseline<Row>[];
    removed?: readonly string[];
  },
): Promise<void> {
  const forgotten = removed.flatMap((id) => places.get(id) ?? []);
  if (changed.length + forgotten.length === 0) return;
  const worksheet = await hiddenSheet(context, "base");
  let next = Math.max(HEADER_ROWS - 1, lastPlace(places)) + 1;
  const rows = changed.map((baseline) =>
    baselineRow(sheet, places.get(sheet.id(baseline.row)) ?? next++, baseline),
  );
  const emptied = forgotten.map((row) => ({ row, cells: cellsOf(sheet, "", "") }));
  await writeRows(context, areaOf(sheet, worksheet), [...rows, ...emptied]);
}

function baselineRow<Row>(sheet: Sheet<Row>, row: number, baseline: Baseline<Row>): RowWrite {
  return { row, cells: cellsOf(sheet, sheet.id(baseline.row), baselineText(baseline)) };
}

const cellsOf = <Row>(sheet: Sheet<Row>, id: string, text: string) =>
  new Map<number, CellValue>([
    [idColumn(sheet), id],
    [textColumn(sheet), text],
  ]);

const areaOf = <Row>(sheet: Sheet<Row>, worksheet: Excel.Worksheet): Area => ({
  worksheet,
  columns: [
    { index: idColumn(sheet), isText: false },
    { index: textColumn(sheet), isText: false },
  ],
});
