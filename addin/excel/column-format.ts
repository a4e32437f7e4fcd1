import type { Column, Sheet } from "../sheets/sheet.ts";
import { STYLES } from "./styles.ts";

/** The sheet shows no gridlines; this calm line keeps the eye in its row. */
const ROW_LINE = "#DDE3E8";

interface NewColumns<Row> {
  sheet: Sheet<Row>;
  worksheet: Excel.Worksheet;
  /** Where the header is. */
  row: number;
  column: number;
  isOwnSheet: boolean;
}

/**
 * Formats the header and the first row of a new table. Widths and hidden keys concern whole columns of the sheet: beside
 * the user's own cells they are left as they are.
 */
export async function formatColumns<Row>(
  context: Excel.RequestContext,
  { sheet, worksheet, row, column: left, isOwnSheet }: NewColumns<Row>,
): Promise<void> {
  const columns = sheet.columns.map((column, index) => ({
    column,
    header: worksheet.getRangeByIndexes(row, left + index, 1, 1),
    cell: worksheet.getRangeByIndexes(row + 1, left + index, 1, 1),
  }));
  worksheet.getRangeByIndexes(row, left, 1, 1).format.rowHeight = 32;
  for (const { column, header, cell } of columns) {
    formatHeader(header, column);
    formatCell(cell, column);
  }
  const used = columns.map(({ cell }) =>
    cell.getEntireColumn().getUsedRangeOrNullObject(true).load("rowIndex,rowCount"),
  );
  await context.sync();
  for (const [index, { column, cell }] of columns.entries()) {
    const others = used[index];
    const isAlone =
      others === undefined ||
      others.isNullObject ||
      (others.rowIndex >= row - 1 && others.rowIndex + others.rowCount <= row + 2);
    if (!isOwnSheet && !isAlone) continue;
    cell.format.columnWidth = column.width;
    if (column.hidden) cell.getEntireColumn().columnHidden = true;
  }
}

function formatHeader<Row>(header: Excel.Range, column: Column<Row>): void {
  header.style = column.source === "input" ? STYLES.inputHeader : STYLES.header;
  header.format.horizontalAlignment = column.align;
  header.format.verticalAlignment = "Center";
  header.format.wrapText = true;
  header.dataValidation.prompt = {
    showPrompt: true,
    title: column.title,
    message: column.description,
  };
}

function formatCell<Row>(cell: Excel.Range, column: Column<Row>): void {
  cell.style = column.source === "input" ? STYLES.input : STYLES.readOnly;
  cell.numberFormat = [[column.format]];
  cell.format.horizontalAlignment = column.align;
  cell.format.verticalAlignment = "Center";
  const line = cell.format.borders.getItem("EdgeBottom");
  line.style = "Continuous";
  line.color = ROW_LINE;
}
