import type { Claim } from "../../shared/finance/claim.ts";
import { deductionsSheet } from "../sheets/deductions.ts";
import type { TableState, Workbook } from "../taskpane/ports.ts";
import { readBaseOf } from "./base-sheet.ts";
import { runExcel } from "./batch.ts";
import { diffTable, discardEdits, fillTable } from "./edits.ts";
import { listenForEdits, listenForSelection } from "./events.ts";
import { filterToProblems } from "./filters.ts";
import { writeOutcomes } from "./outcomes.ts";
import { refreshTable } from "./refresh.ts";
import { selectedIds, selectField } from "./selection.ts";
import { findTable, type ManagedTable } from "./table.ts";

/** The workbook that the pane speaks to, on Microsoft's office.js. `now` is the clock of "Saved 05:07". */
export function createWorkbook(now: () => Date = () => new Date()): Workbook {
  const inTurn = queue();
  /** The sheet our table was last seen on; a hint from another one is none. */
  let sheetId: string | null = null;
  /** Runs on the table, one act after another: no act sees half of another one's writes. */
  const onTable = <T>(
    none: T,
    act: (context: Excel.RequestContext, managed: ManagedTable) => Promise<T>,
  ): Promise<T> =>
    inTurn(() =>
      runExcel(async (context) => {
        const managed = await findTable(context, deductionsSheet);
        sheetId = managed?.sheetId ?? null;
        return managed === null ? none : act(context, managed);
      }),
    );
  return {
    deductions: () => onTable<TableState | null>(null, stateOf),
    writeDeductions: (data) =>
      inTurn(async () => {
        const refreshed = await runExcel((context) => refreshTable(context, data));
        sheetId = refreshed.sheetId;
        return refreshed.outcome;
      }),
    diffDeductions: (options) =>
      onTable(NOTHING, (context, managed) =>
        diffTable(context, managed, { isMarked: options?.mark === true }),
      ),
    showOutcomes: (outcomes) =>
      onTable(undefined, (context, managed) =>
        writeOutcomes(context, managed, { outcomes, now: now() }),
      ),
    selectedClaims: () => onTable([], selectedClaims),
    fillInputs: (inputs) =>
      onTable(undefined, (context, managed) => fillTable(context, managed, inputs)),
    discard: (ids) => onTable(0, (context, managed) => discardEdits(context, managed, ids)),
    selectCell: (place) =>
      onTable(undefined, (context, managed) => selectField(context, managed, place)),
    filterToProblems: () => onTable(0, filterToProblems),
    clearFilter: () =>
      onTable(undefined, async (context, { table }) => {
        table.clearFilters();
        await context.sync();
      }),
    onEdited: (listener) => listenForEdits(listener, (id) => sheetId === null || id === sheetId),
    onSelected: listenForSelection,
  };
}

const NOTHING = {
  edited: [],
  missing: [],
  duplicated: [],
  unknown: 0,
  overtyped: [],
  rows: 0,
};

/** Starts each job when the one before has ended, well or badly. */
function queue(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job, job);
    last = next;
    return next;
  };
}

async function stateOf(context: Excel.RequestContext, managed: ManagedTable): Promise<TableState> {
  const diff = await diffTable(context, managed, { isMarked: false });
  const { name, sheetName, binding, missing } = managed;
  return {
    name,
    sheet: sheetName,
    rows: diff.rows,
    edited: diff.edited.length,
    asOf: binding.asOf,
    query: binding.query,
    missingColumns: missing,
  };
}

async function selectedClaims(
  context: Excel.RequestContext,
  managed: ManagedTable,
): Promise<Claim[]> {
  const ids = await selectedIds(context, managed);
  const baselines = await readBaseOf(context, deductionsSheet, {
    worksheet: managed.hidden.base,
    ids,
  });
  return ids.flatMap((id) => baselines.get(id)?.row ?? []);
}
