import { columnIndex, columnName, MAX_COLUMNS, MAX_ROWS, parseA1, type Zone } from "../a1.ts";

// Texts, sheet names and structured references are passed over; only cells such as $A1 are touched.
const PIECES =
  /("(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^[\]]*\])*\])|(?<![A-Za-z0-9_.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_(.!])/g;

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly columnIsFixed: boolean;
  readonly rowIsFixed: boolean;
}

/** The same formula seen from another cell: relative references move along, absolute ones stay. */
export function offsetFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) {
    return formula;
  }
  return replaceCells(formula, (cell) => ({
    ...cell,
    column: cell.column + (cell.columnIsFixed ? 0 : columns),
    row: cell.row + (cell.rowIsFixed ? 0 : rows),
  }));
}

function replaceCells(formula: string, move: (cell: Cell) => Cell): string {
  return formula.replace(PIECES, (piece, ...found: (string | undefined)[]) => {
    const [literal, fixedColumn = "", letters = "", fixedRow = "", digits = ""] = found;
    return literal === undefined
      ? cellText(
          move({
            column: columnIndex(letters),
            row: Number(digits) - 1,
            columnIsFixed: fixedColumn !== "",
            rowIsFixed: fixedRow !== "",
          }),
        )
      : piece;
  });
}

function cellText({ column, row, columnIsFixed, rowIsFixed }: Cell): string {
  if (column < 0 || row < 0 || column >= MAX_COLUMNS || row >= MAX_ROWS) {
    return "#REF!";
  }
  return `${columnIsFixed ? "$" : ""}${columnName(column)}${rowIsFixed ? "$" : ""}${row + 1}`;
}

const AREAS =
  /("(?:[^"]|"")*"|\[(?:[^[\]]|\[[^[\]]*\])*\])|(?<![\w.$'])((?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(\$?[A-Za-z]{1,3}\$?\d{1,7}))?(?![\w(.!])/g;

/**
 * The same formula after rows or columns were inserted or deleted: `moved` says where a zone of the named sheet went,
 * null when it is gone. `home` is the sheet that holds the formula.
 */
export function moveReferences(
  formula: string,
  home: string,
  moved: (sheet: string, z: Zone) => Zone | null,
): string {
  return formula.replace(AREAS, (piece, ...found: (string | undefined)[]) => {
    const [literal, prefix = "", first = "", last = first] = found;
    const area = literal === undefined ? parseA1(`${prefix}${first}:${last}`) : null;
    if (!area) {
      return piece;
    }
    const z = moved(area.sheet ?? home, area);
    if (!z) {
      return `${prefix}#REF!`;
    }
    const start = likeReference(first, z.r, z.c);
    const end = likeReference(last, z.r + z.rows - 1, z.c + z.cols - 1);
    return `${prefix}${start}${piece.includes(":") ? `:${end}` : ""}`;
  });
}

/** The address of a cell with the dollar signs of another. */
function likeReference(model: string, row: number, column: number): string {
  return cellText({
    row,
    column,
    columnIsFixed: model.startsWith("$"),
    rowIsFixed: model.lastIndexOf("$") > 0,
  });
}
