import type { Claim } from "../../shared/finance/claim.ts";
import { Refusal } from "../../shared/refusal.ts";
import { type GridSetting, idOf, isBlank, type SheetRow } from "../grid/compare.ts";
import { planRefresh, type RefreshPlan } from "../grid/refresh.ts";
import { deductionsSheet, WRITE_OFF_REASONS } from "../sheets/deductions.ts";
import type { Lists } from "../sheets/sheet.ts";
import { STATES } from "../sheets/states.ts";
import type { RefreshOutcome, Workbook } from "../taskpane/ports.ts";
import { asOfLine } from "./as-of.ts";
import { writeBase } from "./base-sheet.ts";
import { type Binding, writeBinding } from "./binding.ts";
import { createTable, writeAsOf } from "./create-table.ts";
import { readTable } from "./edits.ts";
import { withoutFilters } from "./filters.ts";
import { validateLists, writeLists } from "./lists.ts";
import { appendRows, type RowChange, writeChanges } from "./rows.ts";
import { findTable, type ManagedTable, readSetting } from "./table.ts";

type Data = Parameters<Workbook["writeDeductions"]>[0];

/** What the refresh did, and the sheet the table is on. */
interface Refreshed {
  outcome: RefreshOutcome;
  sheetId: string;
}

/** Fills the Deductions table: made when it is missing, merged row by row when it is there. */
export async function refreshTable(context: Excel.RequestContext, data: Data): Promise<Refreshed> {
  const managed = await findTable(context, deductionsSheet);
  if (managed === null) return firstFill(context, data);
  refuseOtherCompany(managed.binding, data.owner);
  const reading = await readTable(context, managed);
  const lists = listsOf(data);
  const setting: GridSetting = { ...reading.setting, lists, today: data.asOf.slice(0, 10) };
  const plan = planRefresh(deductionsSheet, { state: reading, theirs: data.claims }, setting);
  if (JSON.stringify(lists) !== JSON.stringify(reading.setting.lists)) {
    await writeLists(context, lists);
    validateLists(deductionsSheet, managed, { first: 0, count: managed.body.rows, lists });
  }
  const { filtersLost } = await withoutFilters(context, managed, () =>
    carryOut(context, { managed, plan, setting, data, rows: reading.rows }),
  );
  return {
    outcome: { ...outcomeOf(plan, data.asOf), filtersLost },
    sheetId: managed.sheetId,
  };
}

const listsOf = ({ reasons }: Data): Lists => ({
  reasons,
  writeOffReasons: WRITE_OFF_REASONS,
});

/** One company's rows must never be merged into another's. */
function refuseOtherCompany({ owner }: Binding, now: Data["owner"]): void {
  if (owner.tenantId === now.tenantId) return;
  throw new Refusal(
    "INVALID",
    `This workbook holds another company's deductions, fetched by ${owner.userName}. Use a new workbook, or delete the Deductions sheet first.`,
  );
}

async function firstFill(context: Excel.RequestContext, data: Data): Promise<Refreshed> {
  const lists = listsOf(data);
  await writeLists(context, lists);
  await context.sync();
  const managed = await createTable(context, deductionsSheet, bindingOf(data));
  const setting = await readSetting(context, managed, data.asOf);
  const plan = planRefresh(
    deductionsSheet,
    { state: { rows: [], baselines: new Map() }, theirs: data.claims },
    setting,
  );
  await carryOut(context, { managed, plan, setting, data, rows: [] });
  return {
    outcome: { ...outcomeOf(plan, data.asOf), filtersLost: [] },
    sheetId: managed.sheetId,
  };
}

const bindingOf = ({ asOf, query, owner }: Data) => ({ asOf, query, owner });

interface Refresh {
  managed: ManagedTable;
  plan: RefreshPlan<Claim>;
  setting: GridSetting;
  data: Data;
  rows: readonly SheetRow[];
}

/** Rows first, then the baseline, then the line that says how old they are: a broken refresh never looks fresh. */
async function carryOut(
  context: Excel.RequestContext,
  { managed, plan, setting, data, rows }: Refresh,
): Promise<void> {
  await writeChanges(context, deductionsSheet, { managed, changes: changesOf(plan), setting });
  // A table without data has one empty row, which the first deduction takes.
  const firstIndex = rows.every(isBlank) && managed.body.rows === 1 ? 0 : managed.body.rows;
  await appendRows(context, deductionsSheet, { managed, rows: plan.appended, setting, firstIndex });
  await writeBase(context, deductionsSheet, plan.baselines);
  const binding = { ...managed.binding, ...bindingOf(data) };
  await writeBinding(context, deductionsSheet.table, binding);
  const count = firstIndex + plan.appended.length;
  const line = asOfLine({ asOf: data.asOf, rows: count, query: data.query });
  await writeAsOf(context, managed.worksheet, line);
  await context.sync();
}

const NOT_LISTED = {
  state: STATES.gone,
  message:
    "Not in the last answer: settled, filtered out or removed. Delete the row when you do not need it.",
};

function changesOf({ merged, gone }: RefreshPlan<Claim>): RowChange[] {
  return [
    ...merged.map(({ row, merge: { writes, state, message } }) => ({
      index: row.index,
      fields: writes,
      ...markOf(row, { state, message }),
    })),
    ...gone.map((row) => ({ index: row.index, fields: new Map(), ...markOf(row, NOT_LISTED) })),
  ];
}

/** Most rows say after a refresh what they said before: those cells are left alone. */
const markOf = (row: SheetRow, mark: { state: string; message: string }) =>
  row.values["state"] === mark.state && row.values["message"] === mark.message ? {} : { mark };

function outcomeOf(
  { merged, appended, gone }: RefreshPlan<Claim>,
  asOf: string,
): Omit<RefreshOutcome, "filtersLost"> {
  const count = (kind: string) => merged.filter(({ merge }) => merge.kind === kind).length;
  return {
    written: merged.filter(({ merge }) => merge.writes.size > 0).length,
    added: appended.length,
    kept: count("kept"),
    newer: count("newer"),
    conflicts: count("conflict"),
    gone: gone.map(idOf),
    asOf,
  };
}
