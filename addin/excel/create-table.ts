import type { Column, Sheet } from "../sheets/sheet.ts";
import type { Binding } from "./binding.ts";
import { askHiddenSheets } from "./hidden-sheet.ts";
import { addStyles, STYLES, tintStates } from "./styles.ts";
import type { ManagedTable } from "./table.ts";

/** Title, as-of line, legend; then the table's header. */
const HEADER_ROW = 3;
const LEGEND =
  "Blue columns with ✎ are yours to edit. Everything else comes from Tradebook; ƒ is calculated there.";

/**
 * Makes the sheet and its table with one empty row: rows come in by the same way as those of a later refresh.
 * Formats are set here once; from then on they are the user's.
 */
export async function createTable<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  binding: Omit<Binding, "tableId" | "columnIds">,
): Promise<ManagedTable> {
  await addStyles(context);
  const names = await freeNames(context, sheet);
  const worksheet = context.workbook.worksheets.add(names.worksheet);
  const header = worksheet.getRangeByIndexes(HEADER_ROW, 0, 1, sheet.columns.length);
  header.values = [sheet.columns.map((column) => column.header)];
  const range = worksheet.getRangeByIndexes(HEADER_ROW, 0, 2, sheet.columns.length);
  const table = worksheet.tables.add(range, true);
  table.name = names.table;
  table.style = "TableStyleLight1";
  table.showBandedRows = false;
  writeHeading(worksheet, names.worksheet);
  header.format.rowHeight = 32;
  for (const [index, column] of sheet.columns.entries()) formatColumn(worksheet, column, index);
  tintStates(worksheet.getRange("A:B"));
  worksheet.showGridlines = false;
  worksheet.freezePanes.freezeAt(worksheet.getRangeByIndexes(0, 0, HEADER_ROW + 1, 1));
  worksheet.activate();
  worksheet.getRangeByIndexes(HEADER_ROW + 1, 0, 1, 1).select();
  table.load("id").worksheet.load("id");
  const columns = table.columns.load("items/id,items/index");
  const hidden = askHiddenSheets(context);
  await context.sync();
  const ids = sheet.columns.map(
    ({ field }, index) => [field, columns.items[index]?.id ?? 0] as const,
  );
  return {
    table,
    worksheet,
    name: names.table,
    sheetName: names.worksheet,
    sheetId: table.worksheet.id,
    binding: { ...binding, tableId: table.id, columnIds: Object.fromEntries(ids) },
    body: { row: HEADER_ROW + 1, column: 0, rows: 1, width: sheet.columns.length },
    hasTotals: false,
    hidden,
    columns: new Map(sheet.columns.map(({ field }, index) => [field, index])),
    missing: [],
  };
}

/** The sheet shows no gridlines; this calm line keeps the eye in its row. */
const ROW_LINE = "#DDE3E8";

/** A sheet or table of that name may be the user's, or a copy of ours. */
async function freeNames<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
): Promise<{ worksheet: string; table: string }> {
  const worksheets = context.workbook.worksheets.load("items/name");
  const tables = context.workbook.tables.load("items/name");
  await context.sync();
  return {
    worksheet: freeName(sheet.name, " ", worksheets.items),
    table: freeName(sheet.table, "", tables.items),
  };
}

function freeName(wanted: string, space: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name.toLowerCase()));
  const candidates = [wanted, ...taken.map((_, index) => `${wanted}${space}${index + 2}`)];
  return candidates.find((name) => !names.has(name.toLowerCase())) ?? `${wanted}${space}0`;
}

function writeHeading(worksheet: Excel.Worksheet, title: string): void {
  worksheet.getRange("A1:A3").values = [[title], [""], [LEGEND]];
  worksheet.getRange("A1").style = STYLES.title;
  worksheet.getRange("A2:A3").style = STYLES.asOf;
  worksheet.getRange("A1").format.rowHeight = 26;
  // A name of its own sheet: the line may move, and a copied sheet has its own.
  worksheet.names.add(AS_OF_NAME, worksheet.getRange("A2"));
}

const AS_OF_NAME = "TPM_AsOf";

/** Writes the line above the table, wherever the user moved it. */
export async function writeAsOf(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  line: string,
): Promise<void> {
  const cell = worksheet.names.getItemOrNullObject(AS_OF_NAME).getRangeOrNullObject();
  await context.sync();
  if (!cell.isNullObject) cell.values = [[line]];
}

function formatColumn<Row>(worksheet: Excel.Worksheet, column: Column<Row>, index: number): void {
  const isInput = column.source === "input";
  const header = worksheet.getRangeByIndexes(HEADER_ROW, index, 1, 1);
  header.style = isInput ? STYLES.inputHeader : STYLES.header;
  header.format.horizontalAlignment = column.align;
  header.format.verticalAlignment = "Center";
  header.format.wrapText = true;
  header.dataValidation.prompt = {
    showPrompt: true,
    title: column.title,
    message: column.description,
  };
  const cell = worksheet.getRangeByIndexes(HEADER_ROW + 1, index, 1, 1);
  cell.style = isInput ? STYLES.input : STYLES.readOnly;
  cell.numberFormat = [[column.format]];
  cell.format.horizontalAlignment = column.align;
  cell.format.verticalAlignment = "Center";
  const line = cell.format.borders.getItem("EdgeBottom");
  line.style = "Continuous";
  line.color = ROW_LINE;
  cell.format.columnWidth = column.width;
  if (column.hidden) cell.getEntireColumn().columnHidden = true;
}
