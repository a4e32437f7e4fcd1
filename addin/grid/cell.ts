import { fromSerial, toSerial } from "../../shared/day.ts";
import { Money } from "../../shared/money.ts";
import { unresolved } from "../../shared/planning/resolve.ts";
import { decimalOf, isTooLargeForCell, roundDecimal, shiftPoint } from "./decimal-text.ts";
import { codesOf, type GridList, lookUp, NO_LIST } from "./lookup.ts";

// The border between the wire and a cell. On the wire (and in the baseline) every field is text or null; only here does
// it become what Excel keeps, and only here is it read back.

export type CellValue = string | number | boolean;

/** A field in wire form: amounts with four decimals, days as YYYY-MM-DD; null is an empty cell. */
export type WireText = string | null;

/**
 * What a column holds. A code is text that looks like a number; a choice is one of a list's codes; a lookup shows a code but
 * takes the name as well. A percent is points on the wire and a fraction in the cell. Units are whole where they are typed.
 */
export type Kind =
  | "text"
  | "code"
  | "choice"
  | "lookup"
  | "money"
  | "percent"
  | "units"
  | "day"
  | "int"
  | "score";

/** How this workbook writes numbers and counts days. */
export interface CellCulture {
  decimal: string;
  group: string;
  date1904: boolean;
}

export const EN_US: CellCulture = { decimal: ".", group: ",", date1904: false };

/** How a column's cells are read. */
export interface CellRule {
  kind: Kind;
  /** Most decimals a money column takes: 2 in the books, 4 for unit prices. */
  decimals?: 2 | 4;
  /** What a choice or a lookup is chosen from, or the known codes of a code column. */
  list?: GridList;
  /** What a lookup names: "customer". */
  what?: string;
}

export type Reading =
  | { ok: true; wire: WireText; rounded: boolean }
  | { ok: false; message: string };

const EXCEL_ERROR =
  /^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|BUSY!|CONNECT!|BLOCKED!|FIELD!|UNKNOWN!|GETTING_DATA)$/;

const read = (wire: WireText, rounded = false): Reading => ({ ok: true, wire, rounded });
const refuse = (message: string): Reading => ({ ok: false, message });

/** Reads a cell. `computed` cells come from a formula: they are rounded where a typed one would be refused. */
export function wireOf(
  cell: CellValue,
  rule: CellRule,
  { computed = false, culture = EN_US }: { computed?: boolean; culture?: CellCulture } = {},
): Reading {
  if (cell === "") return read(null);
  // In a text column somebody may have written "#N/A" and meant it.
  const mayFail = computed || !isText(rule.kind);
  if (mayFail && typeof cell === "string" && EXCEL_ERROR.test(cell)) {
    return refuse(`The cell shows ${cell}; correct its formula or clear it.`);
  }
  return READERS[rule.kind](cell, { rule, computed, culture });
}

interface Reader {
  rule: CellRule;
  computed: boolean;
  culture: CellCulture;
}

const READERS: Record<Kind, (cell: CellValue, how: Reader) => Reading> = {
  text: (cell) => read(typeof cell === "string" ? cell : plain(cell)),
  code: (cell, { rule }) => readCode(cell, codesOf(rule.list ?? NO_LIST)),
  choice: (cell, { rule }) => readChoice(cell, codesOf(rule.list ?? NO_LIST)),
  lookup: (cell, { rule }) => readLookup(cell, rule),
  money: readMoney,
  percent: readPercent,
  units: readUnits,
  day: (cell, { culture }) => readDay(cell, culture.date1904),
  int: readInt,
  score: readScore,
};

/** What is written into a cell for a wire text. Text that would be taken for a formula needs an `@` cell (see isText). */
export function cellOf(wire: WireText, kind: Kind, culture: CellCulture = EN_US): CellValue {
  if (wire === null) return "";
  if (isText(kind)) return wire;
  if (kind === "day") return toSerial(wire, culture.date1904);
  if (kind === "percent") return Number(shiftPoint(wire, -2));
  // Excel would round it: as text it stays exact, and the apostrophe keeps it text.
  return kind === "money" && isTooLargeForCell(wire) ? `'${wire}` : Number(wire);
}

/** Whether a kind's cells must be formatted `@` before a value is written: otherwise "005" becomes 5 and "=x" a formula. */
export const isText = (kind: Kind): boolean =>
  kind === "text" || kind === "code" || kind === "choice" || kind === "lookup";

/** A wire text as people read it in Review. */
export function displayOf(wire: WireText, kind: Kind): string {
  if (wire === null) return "";
  if (kind === "money") return Money.of(wire).toDisplay();
  if (kind === "percent") return `${wire} %`;
  return kind === "units" ? wire.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : wire;
}

function plain(cell: number | boolean): string {
  return typeof cell === "boolean"
    ? String(cell).toUpperCase()
    : decimalOf(cell)
        .replace(/(\.\d*?)0+$/, "$1")
        .replace(/\.$/, "");
}

/** A number in a code column has lost its zeros on the way; which ones only the user knows, so nothing is padded. */
function readCode(cell: CellValue, known: readonly string[]): Reading {
  if (typeof cell === "string") return read(cell);
  if (typeof cell === "boolean") return refuse(`Excel turned this code into ${plain(cell)}.`);
  const digits = plain(cell);
  const candidates = known.filter((code) => /^\d+$/.test(code) && Number(code) === cell);
  const padded = [...new Set([digits, digits.padStart(2, "0"), digits.padStart(3, "0")])];
  const choices = candidates.length > 0 ? candidates : padded.toReversed();
  return refuse(
    `Excel turned this code into the number ${digits}. Type it again as text: ${choices.join(" or ")}.`,
  );
}

function readChoice(cell: CellValue, allowed: readonly string[]): Reading {
  if (typeof cell !== "string") return readCode(cell, allowed);
  const typed = cell.trim();
  if (allowed.length === 0 || allowed.includes(typed)) return read(typed);
  const same = allowed.filter((code) => code.toLowerCase() === typed.toLowerCase());
  if (same[0] !== undefined && same.length === 1) return read(same[0]);
  const near = allowed.filter((code) => code.toLowerCase().startsWith(typed.toLowerCase()));
  const hint = near.length > 0 && typed !== "" ? near : allowed;
  return refuse(`"${typed}" is not in the list. Choose ${hint.slice(0, 6).join(", ")}.`);
}

/** A number that is exactly one of the codes has lost nothing on the way. */
function readNumberAsCode(cell: number | boolean, known: readonly string[]): Reading {
  const same = known.filter((code) => /^\d+$/.test(code) && Number(code) === cell);
  return same.length === 1 && same[0] === plain(cell) ? read(plain(cell)) : readCode(cell, known);
}

/** A code or a name, as the server resolves it too; what an open list lacks only the server can refuse. */
function readLookup(cell: CellValue, { list = NO_LIST, what = "entry" }: CellRule): Reading {
  if (typeof cell !== "string") return readNumberAsCode(cell, codesOf(list));
  const text = cell.trim();
  if (text === "") return read(null);
  const found = lookUp(list, text);
  if (found.kind === "found") return read(found.code);
  const isUnlisted = list.isOpen || list.entries.length === 0;
  if (found.kind === "unknown" && isUnlisted) return read(text);
  return refuse(unresolved({ field: "", what, text }, found).message);
}

function readMoney(cell: CellValue, { rule, computed, culture }: Reader): Reading {
  const decimals = rule.decimals ?? 4;
  const text = typeof cell === "string" ? parseAmount(cell, culture) : amountOf(cell);
  if (text === null)
    return refuse(`"${plainText(cell)}" is not an amount. Write it like 12000.00.`);
  if (isTooLargeForCell(text)) {
    return refuse(
      "Amounts of 100,000,000,000 and more do not fit into a cell; edit it in the pane.",
    );
  }
  const { text: amount, rounded } = roundDecimal(text, decimals);
  if (rounded && !computed) {
    return refuse(
      `This amount has more than ${decimals === 2 ? "two" : "four"} decimals. Write ${amount} instead.`,
    );
  }
  return read(Money.of(amount).toString(), rounded);
}

const plainText = (cell: CellValue) => (typeof cell === "string" ? cell : plain(cell));

const amountOf = (cell: number | boolean) =>
  typeof cell === "number" && Number.isFinite(cell) ? decimalOf(cell) : null;

/** Digits, perhaps in groups of three, a sign or parentheses: anything looser would guess what "1,500" means. */
function parseAmount(text: string, { decimal, group }: CellCulture): string | null {
  const [d, g] = [escape(decimal), escape(oneSpace(group))];
  const grammar = new RegExp(
    `^(\\()?([+-]?)(\\d{1,3}(?:${g}\\d{3})+|\\d{1,15})(?:${d}(\\d+))?(\\))?$`,
  );
  const [, open, sign, whole, fraction, close] = grammar.exec(oneSpace(text.trim())) ?? [];
  if (whole === undefined || (open === undefined) !== (close === undefined)) return null;
  if (open !== undefined && sign !== "") return null;
  const digits = whole.replaceAll(oneSpace(group), "");
  return `${open !== undefined || sign === "-" ? "-" : ""}${digits}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Where groups are set apart by a space, Excel, keyboards and web pages each use another one. */
const oneSpace = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function readDay(cell: CellValue, date1904: boolean): Reading {
  const day =
    typeof cell === "number"
      ? fromSerial(cell, date1904)
      : typeof cell === "string" && isDay(cell)
        ? cell
        : null;
  return day === null
    ? refuse(`"${plainText(cell)}" is not a day. Write it like 2026-11-23, without a time.`)
    : read(day);
}

function isDay(text: string): boolean {
  const when = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return when !== null && !Number.isNaN(when.getTime()) && when.toISOString().startsWith(text);
}

function readInt(cell: CellValue): Reading {
  const value = typeof cell === "number" ? Number(cell.toPrecision(15)) : Number.NaN;
  const text = typeof cell === "string" && /^-?\d{1,15}$/.test(cell) ? cell : null;
  if (text === null && !Number.isSafeInteger(value)) {
    return refuse(`"${plainText(cell)}" is not a whole number.`);
  }
  return read(text ?? String(value));
}

/** A cell that holds 12.5 holds 1250 %: the range finds nearly every percentage that was typed without its sign. */
function readPercent(cell: CellValue, { computed, culture }: Reader): Reading {
  const points = typeof cell === "string" ? parsePercent(cell, culture) : pointsOf(cell);
  if (points === null)
    return refuse(`"${plainText(cell)}" is not a percentage. Write it like 12.5%.`);
  const { text, rounded } = roundDecimal(points, 2);
  const shown = `${text.replace(/\.?0+$/, "")} %`;
  if (Number(text) < -100 || Number(text) > 999.99) {
    return refuse(
      `${shown} is not between -100 % and 999.99 %. 12.5 % is written 12.5%, or 0.125.`,
    );
  }
  if (rounded && !computed) {
    return refuse(`This percentage has more than two decimals. Write ${shown} instead.`);
  }
  return read(text, rounded);
}

function parsePercent(text: string, culture: CellCulture): string | null {
  const trimmed = text.trim();
  return trimmed.endsWith("%") ? parseAmount(trimmed.slice(0, -1).trim(), culture) : null;
}

function pointsOf(cell: number | boolean): string | null {
  const fraction = amountOf(cell);
  return fraction === null ? null : shiftPoint(fraction, 2);
}

/** Whole units: half a case was never meant, so it is refused and not rounded, unless a formula made it. */
function readUnits(cell: CellValue, { computed, culture }: Reader): Reading {
  const text = typeof cell === "string" ? parseAmount(cell, culture) : amountOf(cell);
  if (text === null)
    return refuse(`"${plainText(cell)}" is not a number of units. Write it like 1200.`);
  const { text: units, rounded } = roundDecimal(text, 0);
  if (rounded && !computed) {
    return refuse(`"${plainText(cell)}" is not a whole number of units. Write ${units}.`);
  }
  return units.replace("-", "").length > MOST_UNIT_DIGITS
    ? refuse(`${plainText(cell)} units are more than Tradebook can keep.`)
    : read(units, rounded);
}

const MOST_UNIT_DIGITS = 12;

function readScore(cell: CellValue): Reading {
  const isShare = typeof cell === "number" && cell >= 0 && cell <= 1;
  return isShare
    ? read(String(Number(cell.toPrecision(15))))
    : refuse(`"${plainText(cell)}" is not a share between 0 % and 100 %.`);
}
