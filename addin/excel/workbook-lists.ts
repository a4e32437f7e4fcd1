import type { GridList } from "../grid/lookup.ts";
import { fundEntry, fundsNamedBy, joined, listsFrom, promotionEntry } from "../sheets/entries.ts";
import type { GridLists, ListName } from "../sheets/sheet.ts";
import { TABLE_NAMES } from "../sheets/sheets.ts";
import type { TableData, TableName } from "../taskpane/ports.ts";
import { askHiddenSheets } from "./hidden-sheet.ts";
import { LIST_NAMES } from "./list-columns.ts";
import { listsOf, readLists, validateLists, writeLists } from "./lists.ts";
import { findTables, type ManagedTable, tableOf } from "./table.ts";

/**
 * Keeps the lists that came with a table's rows, and gives the tables that are there the longer or shorter dropdowns.
 * Lists that did not change are not written: a write costs the user's undo history.
 */
export async function keepLists<Name extends TableName>(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet | null,
  data: TableData<Name>,
): Promise<void> {
  const known = await readKnown(context, worksheet);
  const lists = listsAfter(known, data);
  const changed = LIST_NAMES.filter((name) => !isSame(lists[name], known[name]));
  if (changed.length === 0) return;
  await writeLists(context, lists, changed);
  const tables = await findTables(context);
  for (const name of TABLE_NAMES) refreshDropdowns(tableOf(tables, name), { lists, changed });
}

async function readKnown(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet | null,
): Promise<GridLists> {
  const hidden = worksheet ?? askHiddenSheets(context).lists;
  if (worksheet === null) await context.sync();
  const { lists } = await readLists(context, { worksheet: hidden, names: new Set(LIST_NAMES) });
  return lists;
}

function listsAfter<Name extends TableName>(known: GridLists, data: TableData<Name>): GridLists {
  return { ...known, ...listsFrom(data.lists), ...listOfRows(known, data) };
}

/** Funds and promotions are lists of their own tables: all of them only when nothing was filtered out. */
function listOfRows(known: GridLists, data: TableData<TableName>): Partial<GridLists> {
  const isOpen = Object.values(data.query).some((value) => value !== undefined && value !== false);
  if (isFor("funds", data)) {
    return { funds: replaced(known.funds, { entries: data.rows.map(fundEntry), isOpen }) };
  }
  if (isFor("promotions", data)) {
    const entries = data.rows.map(promotionEntry);
    return {
      promotions: replaced(known.promotions, { entries, isOpen }),
      funds: joined({ ...known.funds, entries: fundsNamedBy(data.rows) }, known.funds.entries),
    };
  }
  return {};
}

const isFor = <Name extends TableName>(
  name: Name,
  data: TableData<TableName>,
): data is TableData<Name> => data.table === name;

/** A filtered answer adds to what was known; a complete one takes its place. */
const replaced = (known: GridList, now: GridList): GridList =>
  now.isOpen ? joined(known, now.entries) : now;

const isSame = (one: GridList, other: GridList) => JSON.stringify(one) === JSON.stringify(other);

function refreshDropdowns<Row>(
  managed: ManagedTable<Row> | undefined,
  { lists, changed }: { lists: GridLists; changed: readonly ListName[] },
): void {
  if (managed === undefined) return;
  const used = listsOf(managed.sheet);
  if (!changed.some((name) => used.has(name))) return;
  validateLists(managed.sheet, managed, { first: 0, count: managed.body.rows, lists });
}
