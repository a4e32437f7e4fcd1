import { uuidV7 } from "../../shared/ids.ts";
import { TABLE_NAMES } from "../sheets/sheets.ts";
import type {
  Diff,
  TableData,
  TableName,
  TableRows,
  TableState,
  Workbook,
} from "../taskpane/ports.ts";
import { readBaseOf } from "./base-sheet.ts";
import { runExcel } from "./batch.ts";
import { writeBurnDown } from "./burn-down.ts";
import { writeCalendar } from "./calendar.ts";
import { diffTable, type MintId } from "./diff-table.ts";
import { discardEdits } from "./discard.ts";
import { listenForEdits, listenForSelection } from "./events.ts";
import { filterToProblems } from "./filters.ts";
import { writeOutcomes } from "./outcomes.ts";
import { refreshTable } from "./refresh.ts";
import { fillTable, makeNew, markDeleted, resolveConflicts } from "./row-acts.ts";
import { idsInOrder, selectedIds, selectField, tableAtSelection } from "./selection.ts";
import { findTable, findTables, type ManagedTable, type ManagedTables, tableOf } from "./table.ts";
import { stateOf } from "./table-state.ts";

const NOTHING: Diff = {
  edited: [],
  missing: [],
  duplicated: [],
  unknown: 0,
  overtyped: [],
  formulas: [],
  rows: 0,
};

const newRowId: MintId = () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));

type InExcel = <T>(act: (context: Excel.RequestContext) => Promise<T>) => Promise<T>;

/** Runs an act on a table; `none` is the answer while the workbook does not have it. */
type OnTable = <Name extends TableName, T>(
  name: Name,
  none: T,
  act: (context: Excel.RequestContext, managed: ManagedTable<TableRows[Name]>) => Promise<T>,
) => Promise<T>;

/** The workbook that the pane speaks to, on Microsoft's office.js. `now` is the clock of "Saved 05:07". */
export function createWorkbook(
  now: () => Date = () => new Date(),
  mintId: MintId = newRowId,
): Workbook {
  // One act after another: no act sees half of another one's writes.
  const inTurn = queue();
  const inExcel: InExcel = (act) => inTurn(() => runExcel(act));
  const onTable: OnTable = (name, none, act) =>
    inExcel(async (context) => {
      const managed = await findTable(context, name);
      return managed === null ? none : act(context, managed);
    });
  return {
    ...actsOnBook(inExcel),
    ...actsOnRows(onTable, { now, mintId }),
    ...actsOnView(onTable),
  };
}

type BookActs =
  | "tables"
  | "activeTable"
  | "write"
  | "writeCalendar"
  | "writeBurnDown"
  | "recalculate"
  | "onEdited"
  | "onSelected";
type ViewActs = "selectCell" | "filterToProblems" | "clearFilter" | "selected" | "known";

const actsOnBook = (inExcel: InExcel): Pick<Workbook, BookActs> => ({
  tables: () => inExcel(statesOf),
  activeTable: () => inExcel(tableAtSelection),
  write: <Name extends TableName>(data: TableData<Name>) =>
    inExcel((context) => refreshTable(context, data)),
  writeCalendar: (calendar) => inExcel((context) => writeCalendar(context, calendar)),
  writeBurnDown: (burnDown) => inExcel((context) => writeBurnDown(context, burnDown)),
  recalculate: () =>
    inExcel(async (context) => {
      context.application.calculate("Full");
      await context.sync();
    }),
  onEdited: (listener) =>
    listenForEdits(async (sheetIds) => {
      const names = namesOn(await inExcel(findTables), sheetIds);
      for (const name of names) listener(name);
    }),
  onSelected: listenForSelection,
});

const actsOnRows = (
  onTable: OnTable,
  { now, mintId }: { now: () => Date; mintId: MintId },
): Omit<Workbook, BookActs | ViewActs> => ({
  diff: (table, options) =>
    onTable(table, NOTHING, (context, managed) =>
      diffTable(context, managed, { isMarked: options?.mark === true, mintId }),
    ),
  showOutcomes: (table, outcomes) =>
    onTable(table, undefined, (context, managed) =>
      writeOutcomes(context, managed, { outcomes, now: now() }),
    ),
  fill: (table, inputs) =>
    onTable(table, undefined, (context, managed) => fillTable(context, managed, inputs)),
  markDeleted: (table, ids, isDeleted) =>
    onTable(table, undefined, (context, managed) =>
      markDeleted(context, managed, { ids, isDeleted }),
    ),
  makeNew: (table, ids) => onTable(table, 0, (context, managed) => makeNew(context, managed, ids)),
  resolve: (table, decisions) =>
    onTable(table, undefined, (context, managed) => resolveConflicts(context, managed, decisions)),
  discard: (table, ids) =>
    onTable(table, 0, (context, managed) => discardEdits(context, managed, ids)),
});

const actsOnView = (onTable: OnTable): Pick<Workbook, ViewActs> => ({
  selected: (table) => onTable(table, [], selectedRows),
  known: (table, ids) =>
    onTable(table, [], async (context, managed) =>
      rowsOf(context, managed, await idsInOrder(context, managed, ids)),
    ),
  selectCell: (table, place) =>
    onTable(table, undefined, (context, managed) => selectField(context, managed, place)),
  filterToProblems: (table) => onTable(table, 0, filterToProblems),
  clearFilter: (table) =>
    onTable(table, undefined, async (context, { table: excelTable }) => {
      excelTable.clearFilters();
      await context.sync();
    }),
});

/** Starts each job when the one before has ended, well or badly. */
function queue(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job, job);
    last = next;
    return next;
  };
}

async function statesOf(context: Excel.RequestContext): Promise<TableState[]> {
  const tables = await findTables(context);
  const states: TableState[] = [];
  for (const name of TABLE_NAMES) {
    // One table after another: read at once, four large ones would not fit into one answer.
    states.push(...(await stateOf(context, name, tableOf(tables, name))));
  }
  return states;
}

const namesOn = (tables: ManagedTables, sheetIds: ReadonlySet<string>): TableName[] =>
  TABLE_NAMES.filter((name) => sheetIds.has(tables[name]?.sheetId ?? ""));

async function selectedRows<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
): Promise<Row[]> {
  return rowsOf(context, managed, await selectedIds(context, managed));
}

/** These rows as the server gave them last. */
async function rowsOf<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  ids: readonly string[],
): Promise<Row[]> {
  const worksheet = managed.hidden.base;
  const baselines = await readBaseOf(context, managed.sheet, { worksheet, ids });
  return ids.flatMap((id) => baselines.get(id)?.row ?? []);
}
