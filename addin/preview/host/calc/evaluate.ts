import { contains } from "../a1.ts";
import type { Sheet, Workbook } from "../model.ts";
import type { CellCalls } from "./cell-calls.ts";
import { callFunction, takesArrays } from "./functions.ts";
import { type Area, areaOf, type Position } from "./references.ts";
import type { Expression } from "./syntax.ts";
import {
  FormulaError,
  fromCell,
  isBusy,
  isMatrix,
  type Matrix,
  operate,
  toNumber,
  type Value,
} from "./values.ts";

type Call = Extract<Expression, { kind: "call" }>;
type Choose = (evaluator: Evaluator, call: Call) => Value | Matrix;

/** Works out one formula from the values that are in the cells; whoever calls it sees to their order. */
export class Evaluator {
  private readonly book: Workbook;
  private readonly from: Position;
  private readonly read: (area: Area) => Matrix;
  private readonly calls: CellCalls | null;

  /**
   * `read` gives the cells of an area; a recalculation reads a column once for all its formulas. Without `calls` the formula
   * is in no cell, and only cells may call the add-in's functions.
   */
  constructor(
    book: Workbook,
    from: Position,
    { read, calls }: { read: (area: Area) => Matrix; calls: CellCalls | null },
  ) {
    this.book = book;
    this.from = from;
    this.read = read;
    this.calls = calls;
  }

  /** With `asArray`, a reference to several cells gives them all; else the one in the formula's row or column. */
  evaluate(expression: Expression, asArray: boolean): Value | Matrix {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "array":
        return expression.rows;
      case "reference":
      case "name":
      case "structured":
        return this.reference(expression, asArray);
      case "negative":
        return each(this.evaluate(expression.operand, asArray), (value) => operate("-", 0, value));
      case "percent":
        return each(this.evaluate(expression.operand, asArray), (v) => operate("/", v, 100));
      case "binary":
        return pairwise(
          this.evaluate(expression.left, asArray),
          this.evaluate(expression.right, asArray),
          (left, right) => operate(expression.operator, left, right),
        );
      case "call":
        return this.call(expression);
    }
  }

  scalar(expression: Expression | undefined): Value {
    const value = expression ? this.evaluate(expression, false) : null;
    return isMatrix(value) ? (value[0]?.[0] ?? null) : value;
  }

  area(expression: Expression | undefined): Area | null {
    return expression ? areaOf(this.book, expression, this.from) : null;
  }

  get position(): Position {
    return this.from;
  }

  private reference(expression: Expression, asArray: boolean): Value | Matrix {
    const area = this.area(expression);
    if (!area) {
      return this.constant(expression);
    }
    const { sheet, z } = area;
    if (z.rows === 1 && z.cols === 1) {
      return fromCell(sheet.at(z.r, z.c)?.v);
    }
    return asArray ? this.read(area) : this.crossing(sheet, area);
  }

  private constant(expression: Expression): Value {
    if (expression.kind !== "name") {
      return new FormulaError("#REF!");
    }
    const name = this.book.names.get(expression.name.toLowerCase());
    if (!name) {
      return new FormulaError("#NAME?");
    }
    const text = name.formula.slice(1);
    return text.startsWith('"') ? text.slice(1, -1) : toNumber(text);
  }

  private crossing(sheet: Sheet, { z }: Area): Value {
    const r = contains({ ...z, c: 0, cols: this.from.c + 1 }, this.from.r, 0) ? this.from.r : z.r;
    const c = this.from.c >= z.c && this.from.c < z.c + z.cols ? this.from.c : z.c;
    return fromCell(sheet.at(r, c)?.v);
  }

  /** A blank cell is 0 to a function of the add-in; only an argument that was left out is nothing. */
  private customArgument(argument: Expression): Value {
    const value = this.scalar(argument);
    return argument.kind === "literal" ? value : (value ?? 0);
  }

  private call(call: Call): Value | Matrix {
    const choose = CHOOSING[call.name];
    if (choose) {
      return choose(this, call);
    }
    if (this.calls?.has(call.name)) {
      return this.calls.call(
        call.name,
        call.arguments.map((argument) => this.customArgument(argument)),
      );
    }
    const asArrays = takesArrays(call.name);
    return callFunction(
      call.name,
      call.arguments.map((argument) => this.evaluate(argument, asArrays)),
    );
  }
}

/** Functions that look at only some of their arguments, or at where these are rather than at what is there. */
const CHOOSING: Readonly<Record<string, Choose>> = {
  IF: (on, { arguments: [test, yes, no] }) => {
    const value = on.scalar(test);
    if (value instanceof FormulaError) {
      return value;
    }
    return value ? on.scalar(yes) : no ? on.scalar(no) : false;
  },
  IFERROR: (on, { arguments: [value, otherwise] }) => {
    const tried = on.scalar(value);
    return tried instanceof FormulaError && !isBusy(tried) ? on.scalar(otherwise) : tried;
  },
  IFNA: (on, { arguments: [value, otherwise] }) => {
    const tried = on.scalar(value);
    return tried instanceof FormulaError && tried.code === "#N/A" ? on.scalar(otherwise) : tried;
  },
  IFS: (on, { arguments: pairs }) => {
    const index = pairs.findIndex((pair, i) => i % 2 === 0 && Boolean(on.scalar(pair)));
    return index < 0 ? new FormulaError("#N/A") : on.scalar(pairs[index + 1]);
  },
  CHOOSE: (on, { arguments: [which, ...choices] }) => {
    const index = Number(on.scalar(which));
    return choices[index - 1] ? on.scalar(choices[index - 1]) : new FormulaError("#VALUE!");
  },
  SWITCH: (on, { arguments: [subject, ...rest] }) => {
    const value = on.scalar(subject);
    for (let i = 0; i + 1 < rest.length; i += 2) {
      if (operate("=", value, on.scalar(rest[i])) === true) {
        return on.scalar(rest[i + 1]);
      }
    }
    return rest.length % 2 === 1 ? on.scalar(rest.at(-1)) : new FormulaError("#N/A");
  },
  ISERROR: (on, { arguments: [value] }) => {
    const tried = on.scalar(value);
    return isBusy(tried) ? tried : tried instanceof FormulaError;
  },
  ISNA: (on, { arguments: [value] }) => {
    const tried = on.scalar(value);
    if (isBusy(tried)) return tried;
    return tried instanceof FormulaError && tried.code === "#N/A";
  },
  ISBLANK: (on, { arguments: [value] }) => on.scalar(value) === null,
  ROW: (on, { arguments: [at] }) => (on.area(at)?.z.r ?? on.position.r) + 1,
  COLUMN: (on, { arguments: [at] }) => (on.area(at)?.z.c ?? on.position.c) + 1,
  ROWS: (on, { arguments: [at] }) => on.area(at)?.z.rows ?? 1,
  COLUMNS: (on, { arguments: [at] }) => on.area(at)?.z.cols ?? 1,
};

// A whole column is read only as far as the sheet is used.
export function matrixOf({ sheet, z }: Area): Matrix {
  const used = sheet.used(true);
  const lastRow = used ? used.r + used.rows : 0;
  const lastColumn = used ? used.c + used.cols : 0;
  const rows = z.rows > 5000 ? Math.max(1, Math.min(z.rows, lastRow - z.r)) : z.rows;
  const cols = z.cols > 500 ? Math.max(1, Math.min(z.cols, lastColumn - z.c)) : z.cols;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (__, j) => fromCell(sheet.at(z.r + i, z.c + j)?.v)),
  );
}

function each(value: Value | Matrix, change: (value: Value) => Value): Value | Matrix {
  return isMatrix(value) ? value.map((row) => row.map(change)) : change(value);
}

/** An operator between arrays works cell by cell; a single value, row or column meets each of the other's. */
function pairwise(
  left: Value | Matrix,
  right: Value | Matrix,
  join: (left: Value, right: Value) => Value,
): Value | Matrix {
  if (!isMatrix(left) && !isMatrix(right)) {
    return join(left, right);
  }
  const a = isMatrix(left) ? left : [[left]];
  const b = isMatrix(right) ? right : [[right]];
  const rows = Math.max(a.length, b.length);
  const cols = Math.max(a[0]?.length ?? 0, b[0]?.length ?? 0);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (__, j) => join(itemAt(a, i, j), itemAt(b, i, j))),
  );
}

function itemAt(matrix: Matrix, i: number, j: number): Value {
  const row = matrix.length === 1 ? matrix[0] : matrix[i];
  const item = row?.length === 1 ? row[0] : row?.[j];
  return item === undefined ? new FormulaError("#N/A") : item;
}
