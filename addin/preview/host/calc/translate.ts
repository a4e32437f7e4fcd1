import { columnIndex, columnName, MAX_COLUMNS, MAX_ROWS } from "../a1.ts";

const PIECES =
  /("(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^[\]]*\])*\])|(?<![A-Za-z0-9_.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_(.])/g;

/** The same formula seen from another cell: relative references move along, absolute ones stay. */
export function offsetFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) {
    return formula;
  }
  return formula.replace(PIECES, (piece, ...found: (string | undefined)[]) => {
    const [literal, fixedColumn, letters = "", fixedRow, digits = ""] = found;
    if (literal !== undefined) {
      return piece;
    }
    const column = columnIndex(letters) + (fixedColumn ? 0 : columns);
    const row = Number(digits) - 1 + (fixedRow ? 0 : rows);
    if (column < 0 || row < 0 || column >= MAX_COLUMNS || row >= MAX_ROWS) {
      return "#REF!";
    }
    return `${fixedColumn ?? ""}${columnName(column)}${fixedRow ?? ""}${row + 1}`;
  });
}
