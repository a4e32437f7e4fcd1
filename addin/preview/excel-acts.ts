import type { BookActs } from "./grid/acts.ts";
import { a1, MAX_COLUMNS, MAX_ROWS, type Zone } from "./host/a1.ts";
import type { ExcelHost } from "./host/host.ts";

/** What a person does in the grid, done to the host, which tells the add-in that it was not the add-in. */
export const excelActs = (host: ExcelHost): BookActs => ({
  select: (sheet, zone) => host.userSelects(sheet.name, a1(zone)),
  activate: (sheet) => host.userDoes((book) => book.worksheets.getItem(sheet.id).activate()),
  edit: async (sheet, zone, values) => host.userEdits(sheet.name, a1(zone), values),
  clear: async (sheet, zone) =>
    host.userDoes((book) => book.worksheets.getItem(sheet.id).getRange(a1(zone)).clear("Contents")),
  insertRows: (sheet, zone) =>
    host.userDoes((book) => {
      book.worksheets
        .getItem(sheet.id)
        .getRange(a1(wholeRows(zone)))
        .insert("Down");
    }),
  deleteRows: (sheet, zone) =>
    host.userDoes((book) => {
      book.worksheets
        .getItem(sheet.id)
        .getRange(a1(wholeRows(zone)))
        .delete("Up");
    }),
  hideColumns: (sheet, zone, isHidden) =>
    host.userDoes((book) => {
      const columns = book.worksheets.getItem(sheet.id).getRange(a1(wholeColumns(zone)));
      columns.columnHidden = isHidden;
    }),
  setColumnWidth: (sheet, column, points) =>
    host.userDoes((book) => {
      const zone = { r: 0, c: column, rows: 1, cols: 1 };
      book.worksheets.getItem(sheet.id).getRange(a1(zone)).format.columnWidth = points;
    }),
  filter: (table, column, values) =>
    host.userDoes((book) => {
      const { filter } = book.tables.getItem(table.id).columns.getItemAt(column);
      if (values) filter.applyValuesFilter([...values]);
      else filter.clear();
    }),
  sort: (table, column, isAscending) =>
    host.userDoes((book) =>
      book.tables.getItem(table.id).sort.apply([{ key: column, ascending: isAscending }]),
    ),
  conditionalStyle: (sheet, spot) => host.conditionalStyle(sheet, spot.r, spot.c),
});

const wholeRows = (zone: Zone): Zone => ({ ...zone, c: 0, cols: MAX_COLUMNS });
const wholeColumns = (zone: Zone): Zone => ({ ...zone, r: 0, rows: MAX_ROWS });
