import * as library from "@formulajs/formulajs";
import { dateToSerial, serialToDate } from "../input.ts";
import { formatText, isError } from "../number-format.ts";
import { ARRAY_FUNCTIONS, first, firstError, type Implementation } from "./array-functions.ts";
import { FormulaError, isMatrix, type Matrix, toNumber, toText, type Value } from "./values.ts";

const LIBRARY = new Map<string, unknown>(Object.entries(library));

/** Of the library's functions these take ranges whole. */
const LIBRARY_ARRAYS = new Set(
  "MEDIAN LARGE SMALL RANK STDEV VAR HLOOKUP TRANSPOSE UNIQUE SORT IRR NPV MAXIFS MINIFS SUBTOTAL LOOKUP".split(
    " ",
  ),
);

/** Whether a function is given ranges whole; others get the one cell in the formula's row or column. */
export function takesArrays(name: string): boolean {
  return name in ARRAY_FUNCTIONS || LIBRARY_ARRAYS.has(name);
}

export function callFunction(name: string, args: readonly (Value | Matrix)[]): Value | Matrix {
  const own = ARRAY_FUNCTIONS[name] ?? (firstError(args) ? undefined : SCALAR_FUNCTIONS[name]);
  return own ? own(args) : (firstError(args) ?? fromLibrary(name, args));
}

function fromLibrary(name: string, args: readonly (Value | Matrix)[]): Value | Matrix {
  const implementation = LIBRARY.get(name);
  if (typeof implementation !== "function") {
    return new FormulaError("#NAME?");
  }
  try {
    return toValue(Reflect.apply(implementation, undefined, [...args]));
  } catch {
    return new FormulaError("#VALUE!"); // the library throws on arguments it was not written for
  }
}

function toValue(result: unknown): Value | Matrix {
  if (result instanceof Error) {
    return new FormulaError(isError(result.message) ? result.message : "#VALUE!");
  }
  if (Array.isArray(result)) {
    return result.map((row: unknown) => (Array.isArray(row) ? row.map(toSingle) : [toSingle(row)]));
  }
  return toSingle(result);
}

function toSingle(result: unknown): Value {
  if (typeof result === "number" || typeof result === "string" || typeof result === "boolean") {
    return result;
  }
  return null;
}

/** The library counts days in the local time zone; Excel has none, so days are counted here. */
const SCALAR_FUNCTIONS: Readonly<Record<string, Implementation>> = {
  NA: () => new FormulaError("#N/A"),
  TODAY: () => Math.floor(dateToSerial(new Date())),
  NOW: () => dateToSerial(new Date()),
  TEXT: ([value = null, format = ""]) => {
    const shown = first(value);
    return shown instanceof FormulaError ? shown : formatText(shown ?? 0, text(format));
  },
  VALUE: ([value = null]) => toNumber(first(value)),
  DATE: ([year = 0, month = 0, day = 0]) =>
    dateToSerial(new Date(Date.UTC(number(year), number(month) - 1, number(day)))),
  YEAR: ([serial = 0]) => date(serial).getUTCFullYear(),
  MONTH: ([serial = 0]) => date(serial).getUTCMonth() + 1,
  DAY: ([serial = 0]) => date(serial).getUTCDate(),
  WEEKDAY: ([serial = 0, kind = 1]) => {
    const day = date(serial).getUTCDay();
    return number(kind) === 2 ? ((day + 6) % 7) + 1 : day + 1;
  },
  EDATE: ([serial = 0, months = 0]) => {
    const from = date(serial);
    const last = endOfMonth(from, number(months));
    return Math.min(last, last - monthLength(last) + from.getUTCDate());
  },
  EOMONTH: ([serial = 0, months = 0]) => endOfMonth(date(serial), number(months)),
};

function number(argument: Value | Matrix): number {
  const value = toNumber(first(argument));
  return value instanceof FormulaError ? Number.NaN : value;
}

function text(argument: Value | Matrix): string {
  const value = isMatrix(argument) ? first(argument) : argument;
  return value instanceof FormulaError ? value.code : toText(value);
}

function date(serial: Value | Matrix): Date {
  return serialToDate(number(serial));
}

function endOfMonth(from: Date, months: number): number {
  return dateToSerial(
    new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)),
  );
}

function monthLength(lastDay: number): number {
  return serialToDate(lastDay).getUTCDate();
}
