import { z } from "zod";
import { Day } from "../day.ts";
import type { FunctionName, FunctionResult } from "./functions.ts";
import { type Months, monthsOfPeriod, PERIOD_FORMS } from "./period.ts";
import { PROMOTION_FIELD_NAMES, type PromotionField, promotionField } from "./promotion-fields.ts";

const FundMeasure = z.enum([
  "remaining",
  "budget",
  "committed",
  "reserved",
  "actual",
  "accrued",
  "settled",
]);
const AccrualMeasure = z.enum(["balance", "accrued", "settled", "released"]);
const SpendKind = z.enum(["planned", "accrued", "settled", "committed"]);
const SpendVersion = z.enum(["plan", "actual", "latest"]);
const DeductionMeasure = z.enum(["amount", "count"]);
const Source = z.enum(["tpm", "gl", "shipments", "pos"]);

/** What a cell asks, understood. A customer, product or reason of null means all of them. */
export type FunctionQuery =
  | { kind: "FUND"; fund: string; measure: z.infer<typeof FundMeasure>; asOf: Day | null }
  | {
      kind: "SPEND";
      customer: string | null;
      product: string | null;
      months: Months;
      spend: z.infer<typeof SpendKind>;
      version: z.infer<typeof SpendVersion>;
    }
  | {
      kind: "ACCRUAL";
      promotion: string;
      measure: z.infer<typeof AccrualMeasure>;
      asOf: Day | null;
    }
  | { kind: "PROMO"; promotion: string; field: PromotionField }
  | {
      kind: "OPENDEDUCTIONS";
      customer: string | null;
      measure: z.infer<typeof DeductionMeasure>;
      reason: string | null;
      minAge: number;
    }
  | { kind: "ASOF"; source: z.infer<typeof Source> };

export type QueryOf<Name extends FunctionName> = Extract<FunctionQuery, { kind: Name }>;

/** A call that is understood, or one that is answered already: a wrong argument, or an empty one that gives an empty cell. */
export type ReadCall = { query: FunctionQuery } | { result: FunctionResult };

interface Call {
  name: string;
  args: readonly (string | null)[];
}

/** The arguments of one call: trimmed, and null where one was left out. */
type Arguments = readonly (string | null)[];
type Reader = (args: Arguments, company: { fiscalYearStart: number }) => FunctionQuery;

/** A wrong argument, with the sentence for the cell; it never leaves this file. */
class WrongArgument extends Error {}

/**
 * Reads one call of a cell. A left-out or empty required argument gives an empty text, so that half-built reports stay quiet; a
 * wrong one gives VALUE and a sentence that names what is allowed.
 */
export function readCall({ name, args }: Call, company: { fiscalYearStart: number }): ReadCall {
  const known = READERS.get(name.toUpperCase());
  if (!known) return wrong(`There is no function TPM.${name}.`);
  const given = args.map((text) => text?.trim() || null);
  if (given.length > known.most) {
    return wrong(`TPM.${name} takes at most ${known.most} arguments.`);
  }
  const required = Array.from({ length: known.required }, (_, at) => given[at] ?? null);
  if (required.includes(null)) return EMPTY;
  try {
    return { query: known.read(given, company) };
  } catch (error) {
    if (error instanceof WrongArgument) return wrong(error.message);
    throw error;
  }
}

const EMPTY: ReadCall = { result: { value: { kind: "text", text: "" } } };

const wrong = (message: string): ReadCall => ({ result: { error: { code: "VALUE", message } } });

const readFund: Reader = ([fund, measure, asOf]) => ({
  kind: "FUND",
  fund: fund ?? "",
  measure: oneOf(FundMeasure, measure) ?? "remaining",
  asOf: dayOf(asOf),
});

const readAccrual: Reader = ([promotion, measure, asOf]) => ({
  kind: "ACCRUAL",
  promotion: promotion ?? "",
  measure: oneOf(AccrualMeasure, measure) ?? "balance",
  asOf: dayOf(asOf),
});

const readSpend: Reader = ([customer, product, period, kind, version], { fiscalYearStart }) => {
  const spend = oneOf(SpendKind, kind) ?? "planned";
  const asked = oneOf(SpendVersion, version) ?? (spend === "planned" ? "plan" : "actual");
  if (spend !== "planned" && asked === "plan") {
    throw new WrongArgument(
      'Only "planned" has a version "plan"; leave the version out, or ask for planned.',
    );
  }
  return {
    kind: "SPEND",
    customer: scope(customer),
    product: scope(product),
    months: monthsOf(period ?? "", fiscalYearStart),
    spend,
    version: asked,
  };
};

const readPromo: Reader = ([promotion, field]) => {
  const known = promotionField(field ?? "");
  if (known === null) {
    throw new WrongArgument(
      `"${field}" is no field of a promotion. Use ${PROMOTION_FIELD_NAMES.join(", ")}.`,
    );
  }
  return { kind: "PROMO", promotion: promotion ?? "", field: known };
};

const readOpenDeductions: Reader = ([customer, measure, reason, minAge]) => ({
  kind: "OPENDEDUCTIONS",
  customer: scope(customer),
  measure: oneOf(DeductionMeasure, measure) ?? "amount",
  reason: scope(reason),
  minAge: daysOf(minAge),
});

const readAsOf: Reader = ([source]) => ({ kind: "ASOF", source: oneOf(Source, source) ?? "tpm" });

const READERS: ReadonlyMap<string, { required: number; most: number; read: Reader }> = new Map([
  ["FUND", { required: 1, most: 3, read: readFund }],
  ["SPEND", { required: 3, most: 5, read: readSpend }],
  ["ACCRUAL", { required: 1, most: 3, read: readAccrual }],
  ["PROMO", { required: 2, most: 2, read: readPromo }],
  ["OPENDEDUCTIONS", { required: 1, most: 4, read: readOpenDeductions }],
  ["ASOF", { required: 0, most: 1, read: readAsOf }],
]);

function oneOf<Word extends string>(
  words: z.ZodType<Word> & { options: readonly Word[] },
  text: string | null | undefined,
): Word | null {
  if (text === null || text === undefined) return null;
  const word = words.safeParse(text.toLowerCase());
  if (word.success) return word.data;
  throw new WrongArgument(`"${text}" is not allowed here. Use ${words.options.join(", ")}.`);
}

function dayOf(text: string | null | undefined): Day | null {
  if (text === null || text === undefined) return null;
  const day = Day.safeParse(text);
  if (day.success) return day.data;
  throw new WrongArgument(`"${text}" is not a day. Use a date cell, or write it like 2026-03-31.`);
}

function monthsOf(text: string, fiscalYearStart: number): Months {
  const months = monthsOfPeriod(text, fiscalYearStart);
  if (months !== null) return months;
  throw new WrongArgument(`"${text}" is not a period of whole months. Write ${PERIOD_FORMS}.`);
}

function daysOf(text: string | null | undefined): number {
  if (text === null || text === undefined) return 0;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new WrongArgument(`"${text}" is not an age in days. Write a whole number, such as 30.`);
}

/** A star means everything, which a query says by naming nothing. */
const scope = (text: string | null | undefined): string | null =>
  text === "*" || text === undefined ? null : text;
