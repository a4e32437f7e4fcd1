import type { Money } from "../money.ts";
import { type FieldError, Refusal, type RefusalCode } from "../refusal.ts";
import type { ToleranceRule } from "../tenancy/identity.ts";
import { type DraftPromotion, expectedOf, MATCHABLE, tolerable } from "./expected.ts";

/** One mistake in a draft: where it is, which rule it breaks, and a sentence with the fix and the amounts. */
export interface DraftProblem extends FieldError {
  code: RefusalCode;
}

const LABELS = { settle: "Settle", dispute: "Dispute", writeOff: "Write-off" } as const;

/** Inputs are zero or more. */
export function notNegative(amounts: Record<keyof typeof LABELS, Money>): DraftProblem[] {
  const fields = ["settle", "dispute", "writeOff"] as const;
  return fields
    .filter((field) => amounts[field].isNegative())
    .map((field) => ({
      code: "INVALID",
      pointer: `/changes/${field}`,
      message: `${LABELS[field]} ${amounts[field].toDisplay()} is below zero. Enter zero or more.`,
    }));
}

/** The parts together are at most what is open. */
export function withinOpen(
  { total, open }: { total: Money; open: Money },
  pointer: string,
): DraftProblem[] {
  if (!total.isMoreThan(open)) return [];
  const excess = total.minus(open).toDisplay();
  const message = `The parts come to ${total.toDisplay()}, but only ${open.toDisplay()} is open. Take ${excess} off.`;
  return [{ code: "DRAFT_EXCEEDS_OPEN", pointer, message }];
}

/** A settled amount needs a promotion, and one that may pay a claim. */
export function promotionFits(
  { promotion, settle }: { promotion: DraftPromotion | null; settle: Money },
  pointer: string,
): DraftProblem[] {
  const code = "PROMOTION_NOT_MATCHABLE";
  if (!promotion) {
    const message = `Settle ${settle.toDisplay()} needs a promotion. Choose one, or dispute the amount.`;
    return settle.isPositive() ? [{ code, pointer, message }] : [];
  }
  if (MATCHABLE.includes(promotion.status)) return [];
  const message = `${promotion.number} is ${promotion.status}; only an approved promotion pays a claim. Choose another, or have it approved first.`;
  return [{ code, pointer, message, allowed: [...MATCHABLE] }];
}

/**
 * What exceeds the promotion's expectation is within its tolerance. The whole excess of an over-claim is disputed
 * (domain.md 4.3, J8): tolerance lets a claim pass, it is no first slice of one that is disputed.
 */
export function withinTolerance(
  inputs: { promotion: DraftPromotion | null; settle: Money; dispute: Money; rule: ToleranceRule },
  pointer: string,
): DraftProblem[] {
  const { promotion, settle, dispute, rule } = inputs;
  if (!promotion) return [];
  const expected = expectedOf(promotion);
  const excess = settle.minus(expected);
  if (!excess.isPositive()) return [];
  const allowed = tolerable(promotion, rule);
  const passes = !excess.isMoreThan(allowed);
  if (passes && !dispute.isPositive()) return [];
  const why = passes
    ? "a part is disputed, and tolerance is only for a claim that passes"
    : `the tolerance of ${rule.percent} %, at most ${rule.cap.toDisplay()}, lets ${allowed.toDisplay()} pass`;
  const message =
    `Settle ${settle.toDisplay()} is ${excess.toDisplay()} more than ${promotion.number} still expects ` +
    `(${expected.toDisplay()}); ${why}. Settle ${expected.toDisplay()} and dispute ${excess.plus(dispute).toDisplay()}.`;
  return [{ code: "OVER_TOLERANCE", pointer, message }];
}

/** Writing off is a choice that somebody answers for: it says why. */
export function writeOffHasReason(
  { writeOff, reason }: { writeOff: Money; reason: string | null },
  pointer: string,
): DraftProblem[] {
  if (!writeOff.isPositive() || reason?.trim()) return [];
  const message = `Write-off ${writeOff.toDisplay()} needs a reason. Enter a write-off code, or take the write-off away.`;
  return [{ code: "WRITE_OFF_REASON_MISSING", pointer, message }];
}

/** Refuses with all mistakes together, under the code of the first. */
export function refuseIfAny(problems: readonly DraftProblem[]): void {
  const [first] = problems;
  if (first) throw new Refusal(first.code, first.message, [...problems]);
}
