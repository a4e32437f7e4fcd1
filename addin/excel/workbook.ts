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

/** The workbook that the pane speaks to, on Microsoft's office.js. `now` is the clock of "Saved 05:07". */
export function createWorkbook(
  now: () => Date = () => new Date(),
  mintId: MintId = newRowId,
): Workbook {
  const inTurn = queue();
  const inExcel = <T>(act: (context: Excel.RequestContext) => Promise<T>): Promise<T> =>
    inTurn(() => runExcel(act));
  /** Runs on a table, one act after another: no act sees half of another one's writes. */
  const onTable = <Name extends TableName, T>(
    name: Name,
    none: T,
    act: (context: Excel.RequestContext, managed: ManagedTable<TableRows[Name]>) => Promise<T>,
  ): Promise<T> =>
    inExcel(async (context) => {
      const managed = await findTable(context, name);
      return managed === null ? none : act(context, managed);
    });
  return {
    tables: () => inExcel(statesOf),
    activeTable: () => inExcel(tableAtSelection),
    write: <Name extends TableName>(data: TableData<Name>) =>
      inExcel((context) => refreshTable(context, data)),
    diff: (table, options) =>
      onTable(table, NOTHING, (context, managed) =>
        diffTable(context, managed, { isMarked: options?.mark === true, mintId }),
      ),
    showOutcomes: (table, outcomes) =>
      onTable(table, undefined, (context, managed) =>
        writeOutcomes(context, managed, { outcomes, now: now() }),
      ),
    selected: (table) => onTable(table, [], selectedRows),
    known: (table, ids) =>
      onTable(table, [], async (context, managed) =>
        rowsOf(context, managed, await idsInOrder(context, managed, ids)),
      ),
    fill: (table, inputs) =>
      onTable(table, undefined, (context, managed) => fillTable(context, managed, inputs)),
    markDeleted: (table, ids, isDeleted) =>
      onTable(table, undefined, (context, managed) =>
        markDeleted(context, managed, { ids, isDeleted }),
      ),
    makeNew: (table, ids) =>
      onTable(table, 0, (context, managed) => makeNew(context, managed, ids)),
    resolve: (table, decisions) =>
      onTable(table, undefined, (context, managed) =>
        resolveConflicts(context, managed, decisions),
      ),
    discard: (table, ids) =>
      onTable(table, 0, (context, managed) => discardEdits(context, managed, ids)),
    selectCell: (table, place) =>
      onTable(table, undefined, (context, managed) => selectField(context, managed, place)),
    filterToProblems: (table) => onTable(table, 0, filterToProblems),
    clearFilter: (table) =>
      onTable(table, undefined, async (context, { table: excelTable }) => {
        excelTable.clearFilters();
        await context.sync();
      }),
    writeCalendar: (calendar) => inExcel((context) => writeCalendar(context, calendar)),
    writeBurnDown: (burnDown) => inExcel((context) => writeBurnDown(context, burnDown)),
    recalculate: () =>
      inExcel(async (context) => {
        context.application.calculate("Full");
        await context.sync();
      }),
    onEdited: (listener) =>
      listenForEdits((sheetIds) => {
        void inExcel(findTables).then((tables) => {
          for (const name of namesOn(tables, sheetIds)) listener(name);
        });
      }),
    onSelected: listenForSelection,
  };
}

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
