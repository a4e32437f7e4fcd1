import { idOf, isMadeByUser, type SheetRow } from "../grid/compare.ts";
import { diffSteps } from "../grid/diff.ts";
import { reviewMarks } from "../grid/marks.ts";
import { runInSlices } from "../grid/slices.ts";
import type { Diff } from "../taskpane/ports.ts";
import { withoutFilters } from "./filters.ts";
import { readRows, readTable } from "./read-table.ts";
import { type RowChange, writeChanges } from "./rows.ts";
import type { ManagedTable } from "./table.ts";

/** Makes the id of a new row. */
export type MintId = () => string;

/** The exact difference; `isMarked` also writes it into State and Message, and gives new rows their ids. */
export async function diffTable<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  { isMarked, mintId }: { isMarked: boolean; mintId: MintId },
): Promise<Diff> {
  // A line may name a new promotion: that needs its id first.
  if (isMarked) await mintParents(context, managed, mintId);
  const reading = await readTable(context, managed);
  const minted = isMarked ? mintIds(managed, reading.rows, mintId) : [];
  const state = { ...reading, rows: withIds(reading.rows, minted) };
  const diff = await runInSlices(diffSteps(managed.sheet, state, reading.setting));
  const marks = isMarked ? reviewMarks(managed.sheet, state, diff) : [];
  const changes = [
    ...minted,
    ...marks.map(({ index, ...mark }): RowChange => ({ index, fields: new Map(), mark })),
  ];
  await write(context, managed, { changes: changesByRow(changes), setting: reading.setting });
  return diff;
}

async function mintParents<Row>(
  context: Excel.RequestContext,
  { sheet, others }: ManagedTable<Row>,
  mintId: MintId,
): Promise<void> {
  const parents = others.promotions;
  const namesParents = sheet.columns.some(({ list }) => list === "promotions");
  if (!namesParents || parents === undefined || !parents.columns.has("_id")) return;
  const minted = mintIds(parents, await readRows(context, parents), mintId);
  if (minted.length === 0) return;
  const { setting } = await readTable(context, parents);
  await write(context, parents, { changes: minted, setting });
}

/** Ids for the rows that the user made: from now on a row that is sent again is the same row. */
function mintIds<Row>(
  { sheet }: ManagedTable<Row>,
  rows: readonly SheetRow[],
  mintId: MintId,
): RowChange[] {
  if (!sheet.hasOwnRows) return [];
  return rows
    .filter((row) => idOf(row) === "" && isMadeByUser(row))
    .map(({ index }) => ({ index, fields: new Map([["_id", mintId()]]) }));
}

function withIds(rows: readonly SheetRow[], minted: readonly RowChange[]): readonly SheetRow[] {
  if (minted.length === 0) return rows;
  const ids = new Map(minted.map(({ index, fields }) => [index, fields.get("_id") ?? ""]));
  return rows.map((row) => {
    const id = ids.get(row.index);
    return id === undefined ? row : { ...row, values: { ...row.values, _id: id } };
  });
}

/** One change for each row: a block write takes each row once. */
function changesByRow(changes: readonly RowChange[]): RowChange[] {
  const rows = new Map<number, RowChange>();
  for (const change of changes) {
    const known = rows.get(change.index);
    const fields = new Map([...(known?.fields ?? []), ...change.fields]);
    rows.set(change.index, { ...known, ...change, fields });
  }
  return [...rows.values()];
}

/** Writes changes of rows with every filter lifted; nothing at all when there is no change. */
export async function write<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  changes: Parameters<typeof writeChanges<Row>>[2],
): Promise<void> {
  if (changes.changes.length === 0) return;
  await withoutFilters(context, managed, () => writeChanges(context, managed, changes));
}
