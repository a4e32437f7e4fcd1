import { meetsCriterion } from "../filter.ts";
import { formatText } from "../number-format.ts";
import {
  compare,
  FormulaError,
  isMatrix,
  type Matrix,
  toNumber,
  toText,
  type Value,
} from "./values.ts";

type Argument = Value | Matrix;
export type Implementation = (args: readonly Argument[]) => Argument;

/** Functions that are given whole ranges. */
export const ARRAY_FUNCTIONS: Readonly<Record<string, Implementation>> = {
  SUM: (args) => total(numbersIn(args), (numbers) => sum(numbers)),
  AVERAGE: (args) => total(numbersIn(args), average),
  MIN: (args) => total(numbersIn(args), (n) => n.reduce((a, b) => Math.min(a, b), n[0] ?? 0)),
  MAX: (args) => total(numbersIn(args), (n) => n.reduce((a, b) => Math.max(a, b), n[0] ?? 0)),
  PRODUCT: (args) => total(numbersIn(args), (numbers) => numbers.reduce((a, b) => a * b, 1)),
  COUNT: (args) => args.flatMap(items).filter((item) => typeof item === "number").length,
  COUNTA: (args) => args.flatMap(items).filter((item) => item !== null).length,
  COUNTBLANK: (args) => args.flatMap(items).filter((item) => item === null || item === "").length,
  AND: (args) => logical(args, (all) => all.every(Boolean)),
  OR: (args) => logical(args, (all) => all.some(Boolean)),
  CONCAT: (args) => joined(args.flatMap(items), ""),
  CONCATENATE: (args) => joined(args.flatMap(items), ""),
  TEXTJOIN: ([separator = "", skip = true, ...rest]) => {
    const parts = rest.flatMap(items);
    return joined(
      skip ? parts.filter((part) => part !== null && part !== "") : parts,
      first(separator),
    );
  },
  SUMPRODUCT: (args) => {
    const columns = args.map(items);
    const rows = (columns[0] ?? []).map((_, i) => columns.map((column) => column[i] ?? null));
    const products = rows.map((row) =>
      row.reduce<number>((product, item) => product * (typeof item === "number" ? item : 0), 1),
    );
    return firstError(args) ?? sum(products);
  },
  SUMIFS: ([values = null, ...tests]) => total(matching(values, tests), sum),
  SUMIF: ([range = null, test = null, values = range]) =>
    total(matching(values, [range, test]), sum),
  AVERAGEIFS: ([values = null, ...tests]) => total(matching(values, tests), average),
  AVERAGEIF: ([range = null, test = null, values = range]) =>
    total(matching(values, [range, test]), average),
  COUNTIFS: (tests) => rowsMeeting(tests).length,
  COUNTIF: (tests) => rowsMeeting(tests).length,
  MATCH: ([wanted = null, range = null, kind = 1]) => {
    const found = position(first(wanted), items(range), Number(first(kind)));
    return found < 0 ? new FormulaError("#N/A") : found + 1;
  },
  INDEX: ([range = null, row = 0, column = 0]) =>
    index(range, Number(first(row)), Number(first(column))),
  XLOOKUP: ([
    wanted = null,
    range = null,
    results = null,
    otherwise = new FormulaError("#N/A"),
  ]) => {
    const found = position(first(wanted), items(range), 0);
    return found < 0 ? otherwise : (items(results)[found] ?? null);
  },
  VLOOKUP: ([wanted = null, table = null, column = 1, sorted = true]) => {
    const rows = isMatrix(table) ? table : [[table]];
    const keys = rows.map((row) => row[0] ?? null);
    const found = position(first(wanted), keys, first(sorted) ? 1 : 0);
    return found < 0
      ? new FormulaError("#N/A")
      : (rows[found]?.[Number(first(column)) - 1] ?? null);
  },
};

export function first(argument: Argument): Value {
  return isMatrix(argument) ? (argument[0]?.[0] ?? null) : argument;
}

function items(argument: Argument): Value[] {
  return isMatrix(argument) ? argument.flat() : [argument];
}

export function firstError(args: readonly Argument[]): FormulaError | null {
  for (const argument of args) {
    const found = items(argument).find((item) => item instanceof FormulaError);
    if (found instanceof FormulaError) {
      return found;
    }
  }
  return null;
}

/** Within ranges only numbers count; a single argument is made one. */
function numbersIn(args: readonly Argument[]): Value[] {
  return args.flatMap((argument) =>
    isMatrix(argument)
      ? argument.flat().filter((item) => typeof item === "number" || item instanceof FormulaError)
      : [toNumber(argument)],
  );
}

function total(values: readonly Value[], add: (numbers: number[]) => Value): Value {
  const error = values.find((value) => value instanceof FormulaError);
  return error ?? add(values.filter((value) => typeof value === "number"));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function average(numbers: readonly number[]): Value {
  return numbers.length === 0 ? new FormulaError("#DIV/0!") : sum(numbers) / numbers.length;
}

function logical(args: readonly Argument[], decide: (all: readonly Value[]) => boolean): Value {
  const known = args.flatMap(items).filter((item) => item !== null && typeof item !== "string");
  return firstError(args) ?? decide(known);
}

function joined(parts: readonly Value[], separator: Value): Value {
  const error = firstError([...parts, separator]);
  const texts = parts.map((part) => (part instanceof FormulaError ? part.code : toText(part)));
  return error ?? texts.join(separator instanceof FormulaError ? "" : toText(separator));
}

/** The values in the rows in which every range meets its criterion. */
function matching(values: Argument, tests: readonly Argument[]): Value[] {
  const all = items(values);
  return rowsMeeting(tests)
    .map((row) => all[row] ?? null)
    .filter((value) => typeof value === "number" || value instanceof FormulaError);
}

function rowsMeeting(tests: readonly Argument[]): number[] {
  const pairs: { cells: Value[]; criterion: string }[] = [];
  for (let i = 0; i + 1 < tests.length; i += 2) {
    const criterion = first(tests[i + 1] ?? null);
    const text = criterion instanceof FormulaError ? criterion.code : toText(criterion);
    pairs.push({ cells: items(tests[i] ?? null), criterion: text });
  }
  const rows = Array.from({ length: pairs[0]?.cells.length ?? 0 }, (_, row) => row);
  return rows.filter((row) =>
    pairs.every(({ cells, criterion }) => meets(cells[row] ?? null, criterion)),
  );
}

function meets(value: Value, criterion: string): boolean {
  const plain = value instanceof FormulaError ? value.code : (value ?? "");
  return meetsCriterion(criterion, plain, formatText(plain));
}

/** Kind 0 is the equal one; 1 the last that is not greater, -1 the last that is not smaller, as in MATCH. */
function position(wanted: Value, among: readonly Value[], kind: number): number {
  if (wanted instanceof FormulaError) {
    return -1;
  }
  const order = (item: Value) =>
    item instanceof FormulaError ? Number.NaN : compare(item, wanted);
  if (kind === 0) {
    return among.findIndex((item) => item !== null && order(item) === 0);
  }
  return among.findLastIndex((item) => item !== null && order(item) * kind <= 0);
}

function index(range: Argument, row: number, column: number): Argument {
  const rows = isMatrix(range) ? range : [[range]];
  const isRow = rows.length === 1 && column === 0;
  const [r, c] = isRow ? [1, row] : [row, column];
  const chosen = r === 0 ? rows : rows.slice(r - 1, r);
  const cells = chosen.map((each) => (c === 0 ? each : each.slice(c - 1, c)));
  return cells.length === 0 || cells[0]?.length === 0 ? new FormulaError("#REF!") : cells;
}
