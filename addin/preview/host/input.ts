import type { CellValue } from "./model.ts";

// What Excel makes of a text that is typed or assigned to `Range.values`. These are the coercions by which users
// lose data ("005" becomes 5), so they are emulated rather than smoothed over. en-US only.

export interface Input {
  readonly value: CellValue;
  /** The number format the cell takes on if it still is General. */
  readonly format?: string;
}

const EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/** Days since 1899-12-30, as Excel counts from March 1900 on. */
export function dateToSerial(when: Date): number {
  return (when.getTime() - EPOCH) / DAY;
}

export function serialToDate(serial: number): Date {
  return new Date(EPOCH + Math.round(serial * 86_400) * 1000);
}

/**
 * The formula a text becomes, or null. Excel also takes "+x", "-x" and "@x" for formulas, which is how text from
 * outside turns into one; only a Text cell ("@") or a leading apostrophe keeps it text.
 */
export function asFormula(value: CellValue, format: string): string | null {
  if (typeof value !== "string" || format === "@") {
    return null;
  }
  if (/^=./s.test(value)) {
    return value;
  }
  return /^[+\-@][A-Za-z0-9_("'.]/.test(value) && number(value.trim()) === null
    ? `=${value}`
    : null;
}

export function parseInput(value: CellValue, format: string): Input {
  if (format === "@") {
    return { value: typeof value === "number" ? String(value) : value };
  }
  if (typeof value !== "string") {
    return { value };
  }
  if (value.startsWith("'")) {
    return { value: value.slice(1) };
  }
  const text = value.trim();
  return number(text) ?? logical(text) ?? date(text) ?? { value };
}

function number(text: string): Input | null {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) {
    return { value: fifteenDigits(Number(text)) };
  }
  const parts = /^(\()?([+-]?)(\$?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)(\))?$/.exec(text);
  if (!parts || Boolean(parts[1]) !== Boolean(parts[7])) {
    return null;
  }
  const [, open, sign, dollar, whole = "", fraction = "", percent] = parts;
  const size = Number(whole.replaceAll(",", "") + fraction) / (percent ? 100 : 1);
  const value = fifteenDigits(open || sign === "-" ? -size : size);
  return {
    value,
    format: numberFormat({ dollar, percent, grouped: whole.includes(","), fraction }),
  };
}

function numberFormat(seen: {
  dollar: string | undefined;
  percent: string | undefined;
  grouped: boolean;
  fraction: string;
}): string {
  const decimals = seen.fraction === "" ? "" : ".00";
  if (seen.percent) {
    return `0${decimals}%`;
  }
  if (seen.dollar) {
    return `$#,##0${decimals}`;
  }
  return seen.grouped ? `#,##0${decimals}` : "General";
}

/** Excel keeps fifteen significant digits of what is typed. */
function fifteenDigits(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : value;
}

function logical(text: string): Input | null {
  return /^(true|false)$/i.test(text) ? { value: text.toLowerCase() === "true" } : null;
}

function date(text: string): Input | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : american
      ? [american[3], american[1], american[2]]
      : null;
  if (!parts) {
    return monthOfYear(text);
  }
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const when = new Date(Date.UTC(year, month - 1, day));
  const exists = when.getUTCMonth() === month - 1 && when.getUTCDate() === day && year >= 1900;
  return exists ? { value: dateToSerial(when), format: "m/d/yyyy" } : null;
}

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );

/** "July 2026" becomes the first day of that month, shown as Jul-26. */
function monthOfYear(text: string): Input | null {
  const [, typed = "", year = ""] = /^([a-z]{3,9})[ -]((?:19|20)\d\d)$/i.exec(text) ?? [];
  const name = typed.toLowerCase();
  const month = MONTHS.findIndex((full) => full === name || full.slice(0, 3) === name);
  return month < 0
    ? null
    : { value: dateToSerial(new Date(Date.UTC(Number(year), month, 1))), format: "mmm-yy" };
}
