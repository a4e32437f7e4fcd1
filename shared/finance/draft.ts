import { Money } from "../money.ts";
import type { ToleranceRule } from "../tenancy/identity.ts";
import {
  type DraftProblem,
  notNegative,
  promotionFits,
  refuseIfAny,
  withinOpen,
  withinTolerance,
  writeOffHasReason,
} from "./draft-rules.ts";
import { type DraftPromotion, expectedOf } from "./expected.ts";
import { type PartKind, totalsOf } from "./parts.ts";

/** The sheet's inputs of one claim, with the promotion looked up. Null is an empty cell. */
export interface DraftInputs {
  promotion: DraftPromotion | null;
  settle: Money | null;
  dispute: Money | null;
  writeOff: Money | null;
  writeOffReason: string | null;
}

/** One draft settlement: minor units, more than zero. */
export interface Draft {
  kind: PartKind;
  amount: Money;
  promotionId: string | null;
  accountCode: string | null;
  reason: string | null;
}

/** One line of a split, as the user divided the claim. A PROMO line's amount includes its tolerance. */
export type AllocationLine =
  | { kind: "PROMO"; amount: Money; promotion: DraftPromotion }
  | { kind: "DISPUTE"; amount: Money; reason: string | null }
  | { kind: "WRITE_OFF"; amount: Money; reason: string | null }
  | { kind: "NON_TRADE"; amount: Money; accountCode: string | null };

/**
 * Turns a row's inputs into the claim's drafts: `settle` becomes PROMO up to what the promotion expects and TOLERANCE
 * for an excess within the allowed variance. `open` is the claim's open amount without drafts.
 * Refused with the field, the rule and the fix: OVER_TOLERANCE, DRAFT_EXCEEDS_OPEN, PROMOTION_NOT_MATCHABLE,
 * WRITE_OFF_REASON_MISSING, INVALID; several mistakes are reported together, under the first one's code.
 */
export function draftsOf(
  inputs: DraftInputs,
  { open, rule }: { open: Money; rule: ToleranceRule },
): Draft[] {
  const amounts = {
    settle: inputs.settle ?? Money.zero,
    dispute: inputs.dispute ?? Money.zero,
    writeOff: inputs.writeOff ?? Money.zero,
  };
  const { promotion, writeOffReason: reason } = inputs;
  const problems = [
    ...notNegative(amounts),
    ...withinOpen({ total: Money.sum(Object.values(amounts)), open }, "/changes/settle"),
    ...promotionFits({ promotion, settle: amounts.settle }, "/changes/promotionId"),
    ...withinTolerance({ promotion, ...amounts, rule }, "/changes/settle"),
    ...writeOffHasReason({ writeOff: amounts.writeOff, reason }, "/changes/writeOffReason"),
  ];
  refuseIfAny(problems);
  return [
    ...settleParts(promotion, amounts.settle),
    draft("DISPUTE", amounts.dispute),
    draft("WRITE_OFF", amounts.writeOff, { reason }),
  ].filter((each) => each.amount.isPositive());
}

/**
 * Turns the lines of a split into drafts, by the same rules; a promotion may be named once. Lines add up to at most
 * `open`.
 */
export function allocationDrafts(
  lines: readonly AllocationLine[],
  { open, rule }: { open: Money; rule: ToleranceRule },
): Draft[] {
  const disputed = Money.sum(
    lines.filter((line) => line.kind === "DISPUTE").map((line) => line.amount),
  );
  const problems = [
    ...withinOpen({ total: Money.sum(lines.map((line) => line.amount)), open }, "/lines"),
    ...lines.flatMap((line, index) =>
      lineProblems(line, { disputed, rule }).map((each) => ({
        ...each,
        pointer: `/lines/${index}${each.pointer}`,
      })),
    ),
    ...namedOnce(lines),
  ];
  refuseIfAny(problems);
  return lines.flatMap(lineDrafts);
}

/** Whether drafts cover the open amount to the cent: then the claim is MATCHED, otherwise IN_REVIEW. */
export function statusWithDrafts({
  open,
  drafts,
}: {
  open: Money;
  drafts: readonly Draft[];
}): "MATCHED" | "IN_REVIEW" {
  return open.isPositive() && totalsOf(drafts).total.equals(open) ? "MATCHED" : "IN_REVIEW";
}

function settleParts(promotion: DraftPromotion | null, settle: Money): Draft[] {
  if (!promotion) return [];
  const expected = expectedOf(promotion);
  const of = { promotionId: promotion.id };
  return [
    draft("PROMO", settle.atMost(expected), of),
    draft("TOLERANCE", settle.minus(expected), of),
  ].filter((each) => each.amount.isPositive());
}

function lineDrafts(line: AllocationLine): Draft[] {
  switch (line.kind) {
    case "PROMO":
      return settleParts(line.promotion, line.amount);
    case "DISPUTE":
    case "WRITE_OFF":
      return [draft(line.kind, line.amount, { reason: line.reason })];
    case "NON_TRADE":
      return [draft("NON_TRADE", line.amount, { accountCode: line.accountCode })];
  }
}

function lineProblems(
  line: AllocationLine,
  { disputed: dispute, rule }: { disputed: Money; rule: ToleranceRule },
): DraftProblem[] {
  const message = `A line of ${line.amount.toDisplay()}: enter an amount above zero, or take the line away.`;
  const positive: DraftProblem[] = line.amount.isPositive()
    ? []
    : [{ code: "INVALID", pointer: "/amount", message }];
  switch (line.kind) {
    case "PROMO": {
      const { promotion, amount: settle } = line;
      return [
        ...positive,
        ...promotionFits({ promotion, settle }, "/promotionId"),
        ...withinTolerance({ promotion, settle, dispute, rule }, "/amount"),
      ];
    }
    case "WRITE_OFF": {
      const { amount: writeOff, reason } = line;
      return [...positive, ...writeOffHasReason({ writeOff, reason }, "/reason")];
    }
    case "DISPUTE":
    case "NON_TRADE":
      return positive;
  }
}

function namedOnce(lines: readonly AllocationLine[]): DraftProblem[] {
  const promotions = lines.flatMap((line) => (line.kind === "PROMO" ? [line.promotion] : []));
  const twice = promotions.find(
    (promotion, index) => promotions.findIndex(({ id }) => id === promotion.id) !== index,
  );
  if (!twice) return [];
  const message = `${twice.number} is named twice. Put its whole amount on one line.`;
  return [{ code: "INVALID", pointer: "/lines", message }];
}

function draft(
  kind: PartKind,
  amount: Money,
  extra: Partial<Pick<Draft, "promotionId" | "accountCode" | "reason">> = {},
): Draft {
  return { kind, amount, promotionId: null, accountCode: null, reason: null, ...extra };
}
