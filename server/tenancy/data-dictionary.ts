import writeXlsxFile, { type CellObject, type SheetData } from "write-excel-file/node";
import type { Tx } from "../db/pool.ts";
import { type DictionaryField, dictionaryFields } from "./dictionary.queries.ts";

/** The name under which the workbook is handed out. */
export const DATA_DICTIONARY_FILE = "TPM_Enterprise_Data_Model_Spec.xlsx";

const COLUMN_WIDTH = 25;
const COLUMNS: readonly (readonly [heading: string, field: keyof DictionaryField])[] = [
  ["Schema", "schemaName"],
  ["Table", "tableName"],
  ["Field Name", "fieldName"],
  ["Data Type", "dataType"],
  ["Nullable", "nullable"],
  ["Description", "description"],
  ["Usage / Integration Logic", "usage"],
];

/** The data dictionary as an Excel workbook, made from the live catalogue: every field of every table and view. */
export async function dataDictionary(tx: Tx): Promise<Buffer> {
  const data = dictionarySheet(await dictionaryFields(tx));
  const columns = COLUMNS.map(() => ({ width: COLUMN_WIDTH }));
  return writeXlsxFile(data, { sheet: "Data Dictionary", columns }).toBuffer();
}

/** A heading row, bold on grey with a border, then a row per field. */
function dictionarySheet(fields: readonly DictionaryField[]): SheetData {
  const headings = COLUMNS.map(
    ([value]): CellObject => ({
      value,
      fontWeight: "bold",
      backgroundColor: "#D3D3D3",
      borderStyle: "thin",
    }),
  );
  // Every cell is text, whatever it begins with: a description must never become a formula.
  const rows = fields.map((field) =>
    COLUMNS.map(([, key]): CellObject => ({ value: field[key], type: String })),
  );
  return [headings, ...rows];
}
