import { Money } from "../../shared/money.ts";
import type { AccrualMethod, PromotionInputs } from "../../shared/planning/promotion.ts";
import type { FieldError } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { FundBook } from "./fund-book.ts";
import type { NamedCustomer, NamedFund, NamedPerson, NamedTactic } from "./names.queries.ts";
import { entryOf, type Names } from "./names.ts";
import type { PromotionToEdit } from "./promotion-edit.queries.ts";
import { type PromotionValues, sentOr } from "./promotion-values.ts";

/** Changes as they were sent: only the fields that are named. */
export type PromotionChanges = {
  [Field in keyof PromotionInputs]?: PromotionInputs[Field] | undefined;
};

/** What the rows of a chunk share: read once, decided many times. The funds keep a running balance. */
export interface PromotionEditFacts {
  caller: Caller;
  promotions: ReadonlyMap<string, PromotionToEdit>;
  customers: Names<NamedCustomer>;
  tactics: Names<NamedTactic>;
  funds: Names<NamedFund>;
  people: Names<NamedPerson>;
  book: FundBook;
}

/** A promotion with its changes put in, names as codes and ids, and an error for each name that nobody knows. */
export function resolvePromotion(
  changes: PromotionChanges,
  before: PromotionValues,
  facts: PromotionEditFacts,
): { wanted: PromotionValues; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const named = <Entry>(
    names: Names<Entry>,
    wanted: { field: keyof PromotionChanges & keyof PromotionValues; what: string },
    code: (entry: Entry) => string,
  ): string | null | undefined => {
    const text = changes[wanted.field];
    if (typeof text !== "string") return text === null ? null : undefined;
    const found = names(text, wanted);
    if ("error" in found) errors.push(found.error);
    return "error" in found ? text : code(found.entry);
  };
  const customer = { field: "customerErpId", what: "customer" } as const;
  const through = { field: "billThroughErpId", what: "customer" } as const;
  const tactic = { field: "tacticType", what: "tactic" } as const;
  const { customers, tactics, funds, people } = facts;
  const wanted: PromotionValues = {
    ...plain(changes, before),
    customerErpId: sentOr(named(customers, customer, codeOf), before.customerErpId),
    billThroughErpId: sentOr(named(customers, through, codeOf), before.billThroughErpId),
    tacticType: sentOr(named(tactics, tactic, codeOf), before.tacticType),
    fundId: sentOr(named(funds, { field: "fundId", what: "fund" }, idOf), before.fundId),
    ownerId: sentOr(named(people, { field: "ownerId", what: "person" }, idOf), before.ownerId),
  };
  return { wanted: withMethod(wanted, before, facts), errors };
}

const codeOf = ({ code }: { code: string }) => code;
const idOf = ({ id }: { id: string }) => id;

type Plain = Omit<
  PromotionValues,
  "customerErpId" | "billThroughErpId" | "tacticType" | "fundId" | "ownerId"
>;

/** The fields that name nothing. */
const plain = (changes: PromotionChanges, before: PromotionValues): Plain => ({
  name: sentOr(changes.name, before.name),
  sellInStart: sentOr(changes.sellInStart, before.sellInStart),
  sellInEnd: sentOr(changes.sellInEnd, before.sellInEnd),
  scanStart: sentOr(changes.scanStart, before.scanStart),
  scanEnd: sentOr(changes.scanEnd, before.scanEnd),
  forecastMode: sentOr(changes.forecastMode, before.forecastMode),
  forecastUpliftPct: sentOr(twoDecimals(changes.forecastUpliftPct), before.forecastUpliftPct),
  fixedCost: sentOr(changes.fixedCost, before.fixedCost) ?? Money.zero,
  accrualMethod: sentOr(changes.accrualMethod, before.accrualMethod),
  note: sentOr(emptied(changes.note), before.note),
});

/** Percent points as they are kept: "60" and "60.00" are the same. */
const twoDecimals = (percent: string | null | undefined) =>
  percent ? Money.of(percent).toMinor() : percent;

/** A text of nothing is no text. */
const emptied = (text: string | null | undefined) => (text === "" ? null : text);

/** Emptied or never said, it is the tactic's own; another tactic brings its own unless another one had been chosen. */
function withMethod(
  wanted: PromotionValues,
  before: PromotionValues,
  facts: PromotionEditFacts,
): PromotionValues {
  const own = ownMethod(wanted.tacticType, facts);
  const wasOwn = before.accrualMethod === ownMethod(before.tacticType, facts);
  const isKept = before.accrualMethod === wanted.accrualMethod;
  const isOwn = wanted.accrualMethod === null || (wasOwn && isKept);
  return isOwn ? { ...wanted, accrualMethod: own } : wanted;
}

const ownMethod = (tactic: string | null, { tactics }: PromotionEditFacts): AccrualMethod | null =>
  entryOf(tactics, tactic)?.accrualMethod ?? null;
