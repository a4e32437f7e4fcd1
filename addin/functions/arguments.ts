import { fromSerial } from "../../shared/day.ts";
import { type ArgumentKind, CELL_FUNCTIONS, type Parameter } from "./catalogue.ts";

/** The arguments as the server reads them; `empty` when a required one is left out; or why one cannot be read. */
export type ReadArguments =
  | { kind: "read"; args: (string | null)[] }
  | { kind: "empty" }
  | { kind: "wrong"; message: string };

type ReadArgument = { text: string } | { wrong: string };

/**
 * The one place that reads what Excel hands to a function. An argument left out comes as null, an empty cell as 0 or "", so all
 * three mean the same. Excel turns "005" into 5 before we see it, and guessing the zeros would answer for another code, so a
 * number is refused where a code belongs. Dates are read as Excel counts them from 1900.
 */
export function readArguments(id: string, values: readonly unknown[]): ReadArguments {
  const parameters = CELL_FUNCTIONS.find((each) => each.id === id)?.parameters ?? [];
  const args: (string | null)[] = [];
  let isEmpty = false;
  for (const [at, parameter] of parameters.entries()) {
    const value = values[at];
    if (isLeftOut(value)) {
      isEmpty ||= parameter.optional !== true;
      args.push(null);
      continue;
    }
    const read = readArgument(parameter, value);
    if ("wrong" in read) return { kind: "wrong", message: read.wrong };
    args.push(read.text);
  }
  return isEmpty ? { kind: "empty" } : { kind: "read", args: withoutTail(args) };
}

const isLeftOut = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === 0 ||
  (typeof value === "string" && value.trim() === "");

/** Trailing arguments left out say nothing, so that "F-1" with and without them is one question. */
function withoutTail(args: readonly (string | null)[]): (string | null)[] {
  return args.slice(0, args.findLastIndex((each) => each !== null) + 1);
}

function readArgument(parameter: Parameter, value: unknown): ReadArgument {
  if (typeof value === "string") return { text: value.trim() };
  if (typeof value === "number") return NUMBERS[parameter.kind](value, parameter.name);
  return {
    wrong: `The ${parameter.name} must be a single text or number, not a list or a choice.`,
  };
}

const NUMBERS: Readonly<Record<ArgumentKind, (value: number, name: string) => ReadArgument>> = {
  code: (value, name) => ({
    wrong: `The ${name} is the number ${value}, but codes are text, and "005" is not 5. Put it in quotes, or format its cell as Text and type it again.`,
  }),
  word: (value, name) => ({
    wrong: `The ${name} is the number ${value}; write one of its words in quotes.`,
  }),
  day: (value, name) => readDay(value, name),
  period: (value, name) => (isYear(value) ? { text: String(value) } : readDay(value, name)),
  age: (value, name) =>
    Number.isInteger(value) && value > 0
      ? { text: String(value) }
      : { wrong: `The ${name} is ${value}; write a whole number of days, such as 30.` },
};

/** As a date 2026 would be a day of July 1905, which nobody asks for. */
const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1990 && value < 2200;

const EARLIEST_SERIAL = 25_569; // 1970: anything below is a number that was meant as something else

function readDay(value: number, name: string): ReadArgument {
  const day = value < EARLIEST_SERIAL ? null : fromSerial(Math.floor(value));
  return day === null
    ? {
        wrong: `The ${name} is ${value}, which is no date. Use a date cell, or write "2026-03-31".`,
      }
    : { text: day };
}
