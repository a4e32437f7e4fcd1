import type { Money } from "../../shared/money.ts";
import { promotionErrors } from "../../shared/planning/promotion-rules.ts";
import { type FieldError, Refusal } from "../../shared/refusal.ts";
import type { PublishRow } from "../publish/table.ts";
import { holdOnFund } from "./fund-book.ts";
import { refusalOfFields, refuseUnlessChangeable, stale } from "./may-edit.ts";
import type { NamedCustomer } from "./names.queries.ts";
import { entryOf, type Names } from "./names.ts";
import type { PromotionToEdit } from "./promotion-edit.queries.ts";
import { differing, EMPTY_PROMOTION, kept, type PromotionValues } from "./promotion-values.ts";
import type { PromotionRecord } from "./promotion-writes.queries.ts";
import {
  type PromotionChanges,
  type PromotionEditFacts,
  resolvePromotion,
} from "./resolve-promotion.ts";

/** What is to be done about a row; `none` when everything is as wanted already. */
export type PromotionEdit =
  | { kind: "none" }
  | { kind: "create"; record: PromotionRecord; after: object }
  | { kind: "update"; record: PromotionRecord; before: object; after: object; isMaterial: boolean }
  | { kind: "delete"; id: string; before: object }
  | { kind: "restore"; id: string; snapshot: unknown };

type Row = PublishRow<PromotionChanges>;

/** Fields that say who looks after it, not what is done: no approval is about them. */
const IMMATERIAL: ReadonlySet<string> = new Set(["name", "ownerId", "note"]);

/**
 * Decides one row of the Promotions grid against what is there. Refused: NOT_FOUND, VERSION_STALE, ROLE_MISSING (another
 * planner's), MOVE_NOT_ALLOWED (it runs already), INVALID with every field, FUND_SHORT.
 */
export function editPromotion(row: Row, facts: PromotionEditFacts): PromotionEdit {
  const current = facts.promotions.get(row.id);
  if (!current) return createPromotion(row, facts);
  const { wanted, errors } = resolvePromotion(row.changes, current, facts);
  const changed = differing(current, wanted);
  const isAsWanted = row.op !== "delete" && errors.length === 0 && changed.length === 0;
  if (isAsWanted) return { kind: "none" };
  // That it runs by now says more than that it was changed.
  refuseUnlessChangeable(current, facts.caller);
  if (row.version !== current.version) throw stale(current, row.version);
  if (row.op === "delete") return deletePromotion(current);
  refuseBrokenRules(wanted, { errors, hasDiscounts: current.hasDiscounts }, facts);
  holdOnFund(facts.book, {
    promotion: current,
    fundId: wanted.fundId,
    after: current.lineSpend.plus(wanted.fixedCost),
    field: changed.includes("fixedCost") ? "fixedCost" : "fundId",
  });
  return {
    kind: "update",
    record: { ...recordOf(current.id, wanted, facts), number: current.number },
    before: kept(current, changed),
    after: kept(wanted, changed),
    isMaterial: changed.some((field) => !IMMATERIAL.has(field)),
  };
}

function createPromotion(row: Row, facts: PromotionEditFacts): PromotionEdit {
  if (row.op !== "create") {
    throw new Refusal("NOT_FOUND", "This promotion is not there any more.");
  }
  if (row.restore !== undefined) return { kind: "restore", id: row.id, snapshot: row.restore };
  const base = { ...EMPTY_PROMOTION, ownerId: facts.caller.userId };
  const { wanted, errors } = resolvePromotion(row.changes, base, facts);
  refuseBrokenRules(wanted, { errors, hasDiscounts: false }, facts);
  const after = kept(wanted, differing(EMPTY_PROMOTION, wanted));
  return { kind: "create", record: recordOf(row.id, wanted, facts), after };
}

function deletePromotion(current: PromotionToEdit): PromotionEdit {
  if (current.status !== "DRAFT" || current.wasSubmitted) {
    throw new Refusal(
      "INVALID",
      `${current.number} was submitted before, so it is kept: cancel it instead of deleting it.`,
    );
  }
  return { kind: "delete", id: current.id, before: kept(current) };
}

function refuseBrokenRules(
  wanted: PromotionValues,
  { errors, hasDiscounts }: { errors: FieldError[]; hasDiscounts: boolean },
  { customers, funds, tactics }: PromotionEditFacts,
): void {
  const fund = entryOf(funds, wanted.fundId);
  const broken = promotionErrors(wanted, {
    customerChain: entryOf(customers, wanted.customerErpId)?.chain,
    fund: fund && { ...fund, number: fund.code },
    costBasis: entryOf(tactics, wanted.tacticType)?.costBasis,
    hasDiscounts,
  });
  const all = [...errors, ...broken];
  if (all.length > 0) throw refusalOfFields(all);
}

/** A promotion as it is written, once no rule objects. */
function recordOf(
  id: string,
  wanted: PromotionValues,
  { customers, promotions }: PromotionEditFacts,
): PromotionRecord {
  const current = promotions.get(id);
  const customerId = entryOf(customers, wanted.customerErpId)?.id ?? current?.customerId ?? null;
  return {
    id,
    number: "",
    name: present(wanted.name),
    customerId: present(customerId),
    billThroughId: billThroughOf(wanted, customers, current),
    tacticType: present(wanted.tacticType),
    fundId: present(wanted.fundId),
    sellInStart: present(wanted.sellInStart),
    sellInEnd: present(wanted.sellInEnd),
    scanStart: wanted.scanStart,
    scanEnd: wanted.scanEnd,
    forecastMode: wanted.forecastMode,
    forecastUpliftPct: wanted.forecastUpliftPct,
    fixedCost: amountText(wanted.fixedCost),
    accrualMethod: wanted.accrualMethod ?? "PLAN_AT_APPROVAL",
    ownerId: wanted.ownerId,
    note: wanted.note,
  };
}

/** A customer that was there before stays, even when it is not active any more. */
function billThroughOf(
  { billThroughErpId }: PromotionValues,
  customers: Names<NamedCustomer>,
  current: PromotionToEdit | undefined,
): string | null {
  if (billThroughErpId === null) return null;
  return entryOf(customers, billThroughErpId)?.id ?? current?.billThroughId ?? null;
}

const amountText = (amount: Money) => amount.toString();

function present(value: string | null): string {
  if (value === null) throw new Error("the rules let a promotion pass that lacks what it needs");
  return value;
}
