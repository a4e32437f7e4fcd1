import { serialToDate } from "./input.ts";
import type { CellValue } from "./model.ts";

const ERROR =
  /^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|BUSY!|GETTING_DATA|CONNECT!|FIELD!|BLOCKED!|UNKNOWN!)$/;

/** Whether a value is one of Excel's errors, such as "#N/A". */
export function isError(value: unknown): boolean {
  return typeof value === "string" && ERROR.test(value);
}

/** What a cell shows (`Range.text`): en-US, without the #### of a narrow column. */
export function formatText(value: CellValue, format = "General"): string {
  if (typeof value === "boolean") {
    return value ? "TRUE" : "FALSE";
  }
  const sections = splitSections(format);
  if (typeof value === "string") {
    const section = sections[3];
    return section === undefined || value === "" ? value : literals(section).replaceAll("@", value);
  }
  if (format === "General" || format === "@") {
    return general(value);
  }
  const { section, shown } = sectionFor(value, sections);
  return isDateFormat(section) ? dateText(shown, section) : numberText(shown, section);
}

function general(value: number): string {
  const text = String(Number(value.toPrecision(11)));
  return text.replace(/e([+-])(\d)$/, "E$10$2").replace("e", "E");
}

// Semicolons inside quotes do not separate sections.
function splitSections(format: string): string[] {
  return format.match(/(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|$)/g) ?? [""];
}

function sectionFor(value: number, sections: string[]): { section: string; shown: number } {
  const [positive = "", negative, zero] = sections;
  if (value === 0 && zero !== undefined) {
    return { section: zero, shown: 0 };
  }
  if (value < 0 && negative !== undefined) {
    return { section: negative, shown: -value };
  }
  return { section: positive, shown: value };
}

/** Quotes, escapes, padding (`_x`), fill (`*x`), colours and locale marks are no placeholders. */
function literals(section: string): string {
  return section
    .replace(/\[[^\]]*\]/g, "")
    .replace(/_.|\*./g, "")
    .replace(/"([^"]*)"|\\(.)/g, "$1$2");
}

function placeholders(section: string): string {
  return section.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, "");
}

export function isDateFormat(format: string): boolean {
  const bare = placeholders(format);
  return bare !== "General" && /[ymdhs]/i.test(bare) && !/[#0?]/.test(bare);
}

function numberText(value: number, section: string): string {
  const pattern = /[#0?][#0?,]*(?:\.([#0?]*))?/.exec(placeholders(section));
  if (!pattern) {
    return literals(section);
  }
  const decimals = pattern[1] ?? "";
  const factor = placeholders(section).includes("%") ? 100 : 1;
  const digits = Number((Math.abs(value) * factor).toPrecision(15)).toLocaleString("en-US", {
    minimumFractionDigits: decimals.replace(/[#?]/g, "").length,
    maximumFractionDigits: decimals.length,
    minimumIntegerDigits: Math.max(1, integerZeros(pattern[0])),
    useGrouping: pattern[0].includes(","),
  });
  const minus = value < 0 && /[1-9]/.test(digits) ? "-" : "";
  return minus + literals(section).replace(pattern[0], () => digits);
}

function integerZeros(pattern: string): number {
  return (pattern.split(".")[0] ?? "").replace(/[^0]/g, "").length;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const two = (n: number) => String(n).padStart(2, "0");

// "m" means minutes only next to hours or seconds; that is why the tokens are read in order.
function dateText(serial: number, section: string): string {
  const date = serialToDate(serial);
  let previous = "";
  return section
    .replace(/\[[^\]]*\]|_./g, "")
    .replace(/"([^"]*)"|\\(.)|AM\/PM|y+|m+|d+|h+|s+/gi, (token, quoted, escaped) => {
      if (typeof quoted === "string" || typeof escaped === "string") {
        return String(quoted ?? escaped);
      }
      const minutes = /^m{1,2}$/i.test(token) && /^h/i.test(previous);
      previous = token;
      return minutes ? two(date.getUTCMinutes()) : datePart(date, token.toLowerCase(), section);
    });
}

function datePart(date: Date, token: string, section: string): string {
  const hours = /AM\/PM/i.test(section) ? date.getUTCHours() % 12 || 12 : date.getUTCHours();
  const month = MONTHS[date.getUTCMonth()] ?? "";
  const day = DAYS[date.getUTCDay()] ?? "";
  const parts: Record<string, string> = {
    yyyy: String(date.getUTCFullYear()),
    yy: two(date.getUTCFullYear() % 100),
    mmmm: month,
    mmm: month.slice(0, 3),
    mm: two(date.getUTCMonth() + 1),
    m: String(date.getUTCMonth() + 1),
    dddd: day,
    ddd: day.slice(0, 3),
    dd: two(date.getUTCDate()),
    d: String(date.getUTCDate()),
    hh: two(hours),
    h: String(hours),
    ss: two(date.getUTCSeconds()),
    s: String(date.getUTCSeconds()),
    "am/pm": date.getUTCHours() < 12 ? "AM" : "PM",
  };
  return parts[token] ?? token;
}
