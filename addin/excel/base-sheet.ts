import { type Baseline, baselineText, readBaseline } from "../grid/baseline.ts";
import type { CellValue } from "../grid/cell.ts";
import type { Sheet } from "../sheets/sheet.ts";
import { readWindows } from "./batch.ts";
import { type RowWrite, writeRows } from "./blocks.ts";
import { hiddenSheet } from "./hidden-sheet.ts";

const HEADER_ROWS = 1;
const [ID, TEXT] = [0, 1];

/** Above this many rows the whole baseline is read sooner than its single cells. */
const FEW = 100;

/** The baselines of a table and the row of `_TPM_Base` that each stands in. */
export interface BaseSheet<Row> {
  baselines: ReadonlyMap<string, Baseline<Row>>;
  places: ReadonlyMap<string, number>;
}

/** Reads every baseline, in windows that one answer can carry. */
export async function readBase<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  worksheet: Excel.Worksheet,
): Promise<BaseSheet<Row>> {
  const places = await readPlaces(context, worksheet);
  const baselines = new Map<string, Baseline<Row>>();
  const ids = [...places.keys()];
  await readWindows(ids.length, async ({ first, count }) => {
    const range = worksheet.getRangeByIndexes(HEADER_ROWS + first, TEXT, count, 1).load("values");
    await context.sync();
    const texts: unknown[][] = range.values;
    for (const [offset, [text]] of texts.entries()) {
      const baseline = readBaseline(String(text), sheet);
      const id = ids[first + offset];
      if (baseline !== null && id === sheet.id(baseline.row)) baselines.set(id, baseline);
    }
  });
  return { baselines, places };
}

/** Reads the baselines of a few rows only, for what follows every click. */
export async function readBaseOf<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  { worksheet, ids }: { worksheet: Excel.Worksheet; ids: readonly string[] },
): Promise<ReadonlyMap<string, Baseline<Row>>> {
  if (ids.length === 0) return new Map();
  if (ids.length > FEW) return (await readBase(context, sheet, worksheet)).baselines;
  const places = await readPlaces(context, worksheet);
  const ranges = ids.flatMap((id) => {
    const place = places.get(id);
    return place === undefined
      ? []
      : [{ id, range: worksheet.getRangeByIndexes(place, TEXT, 1, 1).load("values") }];
  });
  await context.sync();
  const found = ranges.flatMap(({ id, range }) => {
    const baseline = readBaseline(String(range.values[0]?.[0]), sheet);
    return baseline === null ? [] : [[id, baseline] as const];
  });
  return new Map(found);
}

/** Where each id stands. Ids are written without gaps, so a place follows from the order. */
async function readPlaces(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
): Promise<Map<string, number>> {
  if (worksheet.isNullObject) return new Map();
  const used = worksheet.getRange("A:A").getUsedRangeOrNullObject(true);
  used.load("values,rowIndex");
  await context.sync();
  if (used.isNullObject) return new Map();
  const ids: unknown[][] = used.values;
  return new Map(
    ids
      .map(([id], index): [string, number] => [String(id), used.rowIndex + index])
      .filter(([, place]) => place >= HEADER_ROWS),
  );
}

/** Writes the whole baseline anew, and empties what an earlier, longer one left below it. */
export async function writeBase<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  baselines: readonly Baseline<Row>[],
): Promise<void> {
  const worksheet = await hiddenSheet(context, "base");
  worksheet.getRange("A:B").clear("Contents");
  await writeRows(context, areaOf(worksheet), [
    { row: 0, cells: cellsOf("id", "baseline") },
    ...baselines.map((baseline, index) => baselineRow(sheet, HEADER_ROWS + index, baseline)),
  ]);
}

/** Writes the baselines of these rows only. */
export async function updateBase<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  { places, changed }: { places: BaseSheet<Row>["places"]; changed: readonly Baseline<Row>[] },
): Promise<void> {
  if (changed.length === 0) return;
  const worksheet = await hiddenSheet(context, "base");
  let next = HEADER_ROWS + places.size;
  const rows = changed.map((baseline) =>
    baselineRow(sheet, places.get(sheet.id(baseline.row)) ?? next++, baseline),
  );
  await writeRows(context, areaOf(worksheet), rows);
}

function baselineRow<Row>(sheet: Sheet<Row>, row: number, baseline: Baseline<Row>): RowWrite {
  return { row, cells: cellsOf(sheet.id(baseline.row), baselineText(baseline)) };
}

const cellsOf = (id: string, text: string) =>
  new Map<number, CellValue>([
    [ID, id],
    [TEXT, text],
  ]);

const areaOf = (worksheet: Excel.Worksheet) => ({
  worksheet,
  columns: [
    { index: ID, isText: false },
    { index: TEXT, isText: false },
  ],
});
