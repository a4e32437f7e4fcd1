import { Refusal } from "../../shared/refusal.ts";
import { type GridSetting, idOf, isBlank, type SheetRow } from "../grid/compare.ts";
import { changedSteps, planSteps, type RefreshPlan } from "../grid/refresh.ts";
import { runInSlices } from "../grid/slices.ts";
import type { Sheet } from "../sheets/sheet.ts";
import { STATES } from "../sheets/states.ts";
import type { RefreshOutcome, TableData, TableName, TableRows } from "../taskpane/ports.ts";
import { asOfLine } from "./as-of.ts";
import { writeAsOf } from "./as-of-line.ts";
import { lastPlace, updateBase, writeBase } from "./base-sheet.ts";
import { type Binding, writeBinding } from "./binding.ts";
import { createTable } from "./create-table.ts";
import { withoutFilters } from "./filters.ts";
import { readSetting, readTable, type TableReading } from "./read-table.ts";
import { refuseWithoutRoom } from "./room.ts";
import { appendRows, type RowChange, writeChanges } from "./rows.ts";
import { findTable, type ManagedTable } from "./table.ts";
import { keepLists } from "./workbook-lists.ts";

/** Fills a table: made when it is missing, merged row by row when it is there. */
export async function refreshTable<Name extends TableName>(
  context: Excel.RequestContext,
  data: TableData<Name>,
): Promise<RefreshOutcome> {
  const managed = await findTable(context, data.table);
  if (managed === null) return firstFill(context, data);
  refuseOtherCompany(managed, data.owner);
  await keepLists(context, managed.hidden.lists, data);
  const reading = await readTable(context, managed);
  return fill(context, { managed, reading, data });
}

/** One company's rows must never be merged into another's. */
function refuseOtherCompany<Row>(
  { sheet, binding: { owner } }: ManagedTable<Row>,
  now: TableData<TableName>["owner"],
): void {
  if (owner.tenantId === now.tenantId) return;
  throw new Refusal(
    "INVALID",
    `This workbook holds another company's ${sheet.nouns}, fetched by ${owner.userName}. Use a new workbook, or delete the ${sheet.name} sheet first.`,
  );
}

async function firstFill<Name extends TableName>(
  context: Excel.RequestContext,
  data: TableData<Name>,
): Promise<RefreshOutcome> {
  await keepLists(context, null, data);
  const managed = await createTable(context, data.table, {
    binding: bindingOf(data),
    rows: data.rows.length,
    place: data.place ?? "sheet",
  });
  const setting = await readSetting(context, managed, data.asOf);
  const reading = { rows: [], baselines: new Map(), places: new Map(), setting };
  return fill(context, { managed, reading, data });
}

const bindingOf = <Name extends TableName>({
  asOf,
  query,
  owner,
}: TableData<Name>): Pick<Binding, "asOf" | "query" | "owner"> => ({ asOf, query, owner });

interface Filling<Name extends TableName> {
  managed: ManagedTable<TableRows[Name]>;
  reading: TableReading<TableRows[Name]>;
  data: TableData<Name>;
}

async function fill<Name extends TableName>(
  context: Excel.RequestContext,
  { managed, reading, data }: Filling<Name>,
): Promise<RefreshOutcome> {
  const setting: GridSetting = { ...reading.setting, today: data.asOf.slice(0, 10) };
  const given = { state: reading, theirs: data.rows };
  const plan = await runInSlices(planSteps(managed.sheet, given, setting));
  const { rows } = reading;
  await refuseWithoutRoom(context, managed, firstFreeIn(managed, rows) + plan.appended.length);
  const { filtersLost } = await withoutFilters(context, managed, () =>
    carryOut(context, { managed, plan, setting, data, reading }),
  );
  return { ...outcomeOf(plan, data.asOf), filtersLost };
}

/** A table without data has one empty row, which the first row of the server takes. */
const firstFreeIn = <Row>({ body }: ManagedTable<Row>, rows: readonly SheetRow[]) =>
  rows.every(isBlank) && body.rows === 1 ? 0 : body.rows;

interface Refresh<Name extends TableName> {
  managed: ManagedTable<TableRows[Name]>;
  plan: RefreshPlan<TableRows[Name]>;
  setting: GridSetting;
  data: TableData<Name>;
  reading: TableReading<TableRows[Name]>;
}

/** Rows first, then the baseline, then the line that says how old they are: a broken refresh never looks fresh. */
async function carryOut<Name extends TableName>(
  context: Excel.RequestContext,
  { managed, plan, setting, data, reading }: Refresh<Name>,
): Promise<void> {
  const { rows } = reading;
  const changes = [...changesOf(plan), ...clearedMarks(rows)];
  await writeChanges(context, managed, { changes, setting });
  const firstIndex = firstFreeIn(managed, rows);
  await appendRows(context, managed, { rows: plan.appended, setting, firstIndex });
  await writeBaselines(context, managed.sheet, { plan, reading });
  await writeBinding(context, data.table, { ...managed.binding, ...bindingOf(data) });
  const { table, asOf, query } = data;
  const line = asOfLine({ table, asOf, rows: firstIndex + plan.appended.length, query });
  await writeAsOf(context, managed, line);
  await context.sync();
}

/** Only what changed is written: of 20,000 rows a refresh changes a few. */
async function writeBaselines<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  { plan, reading }: { plan: RefreshPlan<Row>; reading: TableReading<Row> },
): Promise<void> {
  const { baselines, places } = reading;
  if (isSparse(places)) return writeBase(context, sheet, plan.baselines);
  const { changed, removed } = await runInSlices(changedSteps(sheet, baselines, plan.baselines));
  await updateBase(context, sheet, { places, changed, removed });
}

/** Nothing is there yet, or rows that came and went left more gaps than rows. */
const isSparse = (places: ReadonlyMap<string, number>): boolean =>
  places.size === 0 || lastPlace(places) > 2 * places.size + 100;

const NOT_LISTED = {
  state: STATES.gone,
  message:
    "Not in the last answer: settled, filtered out or removed. Delete the row when you do not need it.",
};

function changesOf<Row>({ merged, gone }: RefreshPlan<Row>): RowChange[] {
  return [
    ...merged.map(({ row, merge: { writes, state, message } }) => ({
      index: row.index,
      fields: writes,
      ...markOf(row, { state, message }),
    })),
    ...gone.map((row) => ({ index: row.index, fields: new Map(), ...markOf(row, NOT_LISTED) })),
  ];
}

/** What was said of a row that is empty now (a deleted one) has been read by the next refresh. */
const clearedMarks = (rows: readonly SheetRow[]): RowChange[] =>
  rows
    .filter((row) => isBlank(row) && (row.values["state"] ?? "") !== "")
    .map(({ index }) => ({ index, fields: new Map(), mark: { state: "", message: "" } }));

/** Most rows say after a refresh what they said before: those cells are left alone. */
const markOf = (row: SheetRow, mark: { state: string; message: string }) =>
  row.values["state"] === mark.state && row.values["message"] === mark.message ? {} : { mark };

function outcomeOf<Row>(
  { merged, appended, gone }: RefreshPlan<Row>,
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
