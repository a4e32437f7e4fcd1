import type { CellValue } from "../model.ts";
import { isError } from "../number-format.ts";

/** What a formula works with; null is a blank cell, which is 0 to arithmetic and "" to text. */
export type Value = number | string | boolean | null | FormulaError;
export type Matrix = Value[][];

/** An error that travels through a formula, such as #N/A. */
export class FormulaError {
  readonly code: string;
  /** What the add-in's function said about it; "" when it said nothing. */
  readonly words: string;

  constructor(code: string, words = "") {
    this.code = code;
    this.words = words;
  }
}

/** What a cell shows while a function of the add-in has not answered. No function takes it for an error to get round. */
export const BUSY = new FormulaError("#BUSY!");

export const isBusy = (value: Value): boolean =>
  value instanceof FormulaError && value.code === BUSY.code;

export function isMatrix(value: Value | Matrix): value is Matrix {
  return Array.isArray(value);
}

export function fromCell(value: CellValue | undefined): Value {
  if (value === undefined || value === "") {
    return null;
  }
  return typeof value === "string" && isError(value) ? new FormulaError(value) : value;
}

/** A formula's result as a cell keeps it: the first of an array, and 0 for a blank. */
export function toCell(value: Value | Matrix): CellValue {
  const single = isMatrix(value) ? (value[0]?.[0] ?? null) : value;
  if (single instanceof FormulaError) {
    return single.code;
  }
  if (typeof single === "number" && !Number.isFinite(single)) {
    return "#NUM!";
  }
  return single ?? 0;
}

export function toNumber(value: Value): number | FormulaError {
  if (value instanceof FormulaError || typeof value === "number") {
    return value;
  }
  const number = value === "" ? Number.NaN : Number(value ?? 0);
  return Number.isNaN(number) ? new FormulaError("#VALUE!") : number;
}

export function toText(value: Exclude<Value, FormulaError>): string {
  if (typeof value === "boolean") {
    return value ? "TRUE" : "FALSE";
  }
  return typeof value === "number" ? String(Number(value.toPrecision(15))) : (value ?? "");
}

/** One operator on two values. */
export function operate(operator: string, left: Value, right: Value): Value {
  if (left instanceof FormulaError || right instanceof FormulaError) {
    return left instanceof FormulaError ? left : right;
  }
  if (operator === "&") {
    return toText(left) + toText(right);
  }
  return "+-*/^".includes(operator)
    ? calculate(operator, toNumber(left), toNumber(right))
    : holds(operator, compare(left, right));
}

function calculate(
  operator: string,
  left: number | FormulaError,
  right: number | FormulaError,
): Value {
  if (left instanceof FormulaError || right instanceof FormulaError) {
    return left instanceof FormulaError ? left : right;
  }
  switch (operator) {
    case "+":
      return withoutNoise(left + right, left);
    case "-":
      return withoutNoise(left - right, left);
    case "*":
      return left * right;
    case "/":
      return right === 0 ? new FormulaError("#DIV/0!") : left / right;
    default:
      return left ** right;
  }
}

// Excel shows 0 where a sum of doubles misses it by the last bits.
function withoutNoise(result: number, of: number): number {
  return Math.abs(result) < Math.abs(of) * 1e-15 ? 0 : result;
}

type Plain = Exclude<Value, FormulaError>;

/** Numbers before texts before logicals; texts without regard to case; a blank equals 0, "" and FALSE. */
export function compare(left: Plain, right: Plain): number {
  const a = left ?? emptyLike(right);
  const b = right ?? emptyLike(left);
  const order = rank(a) - rank(b);
  if (order !== 0) {
    return order;
  }
  if (typeof a === "string" && typeof b === "string") {
    const [low, high] = [a.toLowerCase(), b.toLowerCase()];
    return low < high ? -1 : Number(low > high);
  }
  return Number(a) - Number(b);
}

function emptyLike(other: Plain): string | number | boolean {
  if (typeof other === "string") {
    return "";
  }
  return typeof other === "boolean" ? false : 0;
}

function rank(value: string | number | boolean): number {
  return ["number", "string", "boolean"].indexOf(typeof value);
}

function holds(operator: string, order: number): boolean {
  const answers: Record<string, boolean> = {
    "=": order === 0,
    "<>": order !== 0,
    "<": order < 0,
    ">": order > 0,
    "<=": order <= 0,
    ">=": order >= 0,
  };
  return answers[operator] ?? false;
}
