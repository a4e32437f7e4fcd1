import { z } from "zod";

/** What is wrong with a field: the rule's code, and a sentence that says what is allowed and how to mend it. */
export interface Fault {
  rule: string;
  message: string;
}

/** Looks at the text of one field; null when nothing is wrong with it. */
export type Rule = (text: string) => Fault | null;

const SHOWN_CHARACTERS = 40;
const CONTROL_CHARACTER = /[\p{Cc}\p{Cs}]/u;
const CONTROL_CHARACTER_IN_PROSE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;
// JSON.stringify writes exactly these characters as \\u escapes; an even run of backslashes before is text.
const UNSTORABLE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Quotes a value for a message, shortened, so that one bad cell cannot fill a page. */
export function shown(text: string): string {
  return JSON.stringify(shortened(text, SHOWN_CHARACTERS));
}

/** The start of a text; a character is never cut in half. */
export function shortened(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const start = Array.from(text.slice(0, 2 * characters))
    .slice(0, characters)
    .join("");
  return start.length < text.length ? `${start}…` : text;
}

/** A text field that passes all `rules`; the first one broken is reported. */
export function field(name: string, rules: readonly Rule[]) {
  return z
    .string({
      error: ({ input }) =>
        input === undefined
          ? `${name} is missing: fill it in, it is required`
          : `${name} is not text: send it in quotes, such as "${name}": "…"`,
    })
    .superRefine((text, context) => {
      for (const rule of rules) {
        const fault = rule(text);
        if (!fault) continue;
        context.addIssue({ code: "custom", message: fault.message, params: { rule: fault.rule } });
        return;
      }
    });
}

const filled =
  (name: string): Rule =>
  (text) =>
    text.trim() === ""
      ? { rule: "EMPTY", message: `${name} is empty: fill it in, or leave the field out` }
      : null;

const atMost =
  (name: string, characters: number): Rule =>
  (text) => {
    // Postgres counts characters, JavaScript UTF-16 units: an emoji is one of the first and two of the second.
    const length = text.length > characters ? Array.from(text).length : text.length;
    return length > characters
      ? {
          rule: "TOO_LONG",
          message: `${name} has ${length} characters: at most ${characters} are allowed, so shorten it`,
        }
      : null;
  };

const printable =
  (name: string, forbidden: RegExp): Rule =>
  (text) =>
    forbidden.test(text)
      ? {
          rule: "CONTROL_CHARACTER",
          message: `${name} contains a control character: remove it, only visible characters and spaces are kept`,
        }
      : null;

/** A code or reference: text on one line, nothing padded or trimmed, `"05"` is not `"005"`. */
export function codeField(name: string, characters = 50) {
  return field(name, [
    filled(name),
    atMost(name, characters),
    printable(name, CONTROL_CHARACTER),
  ]).meta({ minLength: 1, maxLength: characters });
}

/** Words for people: as a code, but longer, and line breaks are allowed. Text that starts with `=` stays text. */
export function proseField(name: string, characters = 255) {
  return field(name, [
    filled(name),
    atMost(name, characters),
    printable(name, CONTROL_CHARACTER_IN_PROSE),
  ]).meta({ minLength: 1, maxLength: characters });
}

const wholeFromOne =
  (name: string): Rule =>
  (text) =>
    /^0*[1-9]\d{0,8}$/.test(text)
      ? null
      : {
          rule: "NOT_A_LINE",
          message: `${name} is not the number of a line: ${shown(text)}. Write a whole number from 1`,
        };

/** The number of a line, from 1. A JSON number is taken as well as text, for it is no code. */
export function lineField(name: string) {
  return z
    .preprocess(
      (value) => (typeof value === "number" ? String(value) : value),
      field(name, [wholeFromOne(name)]),
    )
    .transform(Number)
    .meta({ type: "integer", minimum: 1, example: 1 });
}

const realDay =
  (name: string): Rule =>
  (text) => {
    if (!DAY.test(text)) {
      return {
        rule: "NOT_A_DAY",
        message: `${name} is not a day: ${shown(text)}. Write year-month-day, such as 2026-11-23`,
      };
    }
    return z.iso.date().safeParse(text).success && text >= "0001-01-01"
      ? null
      : {
          rule: "NOT_A_DAY",
          message: `${name} is not in the calendar: ${shown(text)}. Correct the day or the month`,
        };
  };

/** A day of the calendar, `YYYY-MM-DD`. */
export function dayField(name: string) {
  return field(name, [realDay(name)]).meta({ format: "date", example: "2026-11-23" });
}

const threeCapitals =
  (name: string): Rule =>
  (text) =>
    /^[A-Z]{3}$/.test(text)
      ? null
      : {
          rule: "NOT_A_CURRENCY",
          message: `${name} is not a currency: ${shown(text)}. Write the three capital letters of ISO 4217, such as USD`,
        };

/** A currency by its three letters. */
export function currencyField(name: string) {
  return field(name, [threeCapitals(name)]).meta({ pattern: "^[A-Z]{3}$", example: "USD" });
}

const secureAddress =
  (name: string): Rule =>
  (text) =>
    /^https:\/\/[^\s/?#]+\S*$/.test(text)
      ? null
      : {
          rule: "NOT_HTTPS",
          message: `${name} is not an https address: ${shown(text)}. Send one that starts with https://, or leave it out`,
        };

/** Where a document lies. It is kept, shown and never fetched by the server. */
export function addressField(name: string) {
  return field(name, [atMost(name, 2000), secureAddress(name)]).meta({
    format: "uri",
    example: "https://retailer.example/backup/4711.pdf",
  });
}

/** One of the words of `kind`, written exactly so. */
export function wordField<Words extends Readonly<Record<string, string>>>(
  name: string,
  kind: z.ZodEnum<Words>,
) {
  const allowed = Object.values(kind.enum).join(", ");
  return z.enum(kind.enum, {
    error: ({ input }) =>
      input === undefined
        ? `${name} is missing: fill it in with one of ${allowed}`
        : `${name} is ${typeof input === "string" ? shown(input) : "not text"}: allowed are ${allowed}, written exactly so`,
  });
}

/** What the ERP knows beyond our fields: names and values, kept as they come. */
export function attributesField() {
  return z
    .record(z.string(), z.unknown(), {
      error: () =>
        'attributes is not an object: send names and values, such as {"route": "12"}, in a CSV as JSON text',
    })
    .superRefine((attributes, context) => {
      if (isStorable(attributes)) return;
      context.addIssue({
        code: "custom",
        message: "attributes contains a character that cannot be stored: remove it",
        params: { rule: "CONTROL_CHARACTER" },
      });
    })
    .meta({ type: "object", example: { route: "12" } });
}

/** False for a value with a NUL or half a surrogate pair in it, which no text of the database can hold. */
export function isStorable(value: unknown): boolean {
  return !UNSTORABLE_ESCAPE.test(JSON.stringify(value) ?? "");
}
