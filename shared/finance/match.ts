import type { MatchClaim, MatchPromotion, Signal } from "./match-facts.ts";
import { amountSignal, customerSignal, dateSignal, reasonSignal, tacticSignal } from "./signals.ts";

/** Which weights a score was made with; kept with every match, so that rules can be replayed. */
export const MATCH_RULE_VERSION = "match-1";

/** A suggestion below this score is kept as a candidate but not offered in the sheet. */
export const SUGGESTION_SCORE = 0.6;

/** The whole scoring in one table: what each feature may add to a score, with a reference in the claim and without. */
export const WEIGHTS = {
  withReference: {
    reference: 0.9,
    customer: 0.04,
    dates: 0.02,
    amount: 0.02,
    reason: 0.01,
    tactic: 0.01,
  },
  withoutReference: {
    reference: 0,
    customer: 0.36,
    dates: 0.22,
    amount: 0.2,
    reason: 0.12,
    tactic: 0.06,
  },
} as const;

export type Feature = keyof (typeof WEIGHTS)["withReference"];

/** Why a candidate has its score: the weights of its reasons add up to it (below zero counts as zero). */
export interface MatchReason {
  feature: Feature;
  text: string;
  weight: number;
}

export interface Match {
  promotionId: string;
  score: number;
  reasons: MatchReason[];
}

const PLACES = 10_000;
const round = (value: number) => Math.round(value * PLACES) / PLACES;

/**
 * Ranks promotions for a claim, best first; losing candidates are kept, none is a "first hit". A reference in the claim
 * (promotion number, GUID or 16-character reference) decides nearly alone; otherwise customer, dates, amount, reason and
 * tactic speak. Scores are 0 to 1 in four decimals. Ties go to the promotion whose performance ended first, then by number
 * (domain.md Q37). Product overlap will be one more feature of the same table.
 */
export function rankMatches(claim: MatchClaim, promotions: readonly MatchPromotion[]): Match[] {
  const ends = new Map(promotions.map((promotion) => [promotion.id, endAndNumber(promotion)]));
  const order = (id: string) => ends.get(id) ?? "";
  return promotions
    .map((promotion) => scoreMatch(claim, promotion))
    .toSorted(
      (a, b) => b.score - a.score || (order(a.promotionId) < order(b.promotionId) ? -1 : 1),
    );
}

/** The candidate to put into the sheet, or null when none is good enough. */
export function suggestionOf(ranked: readonly Match[]): Match | null {
  const [best] = ranked;
  return best && best.score >= SUGGESTION_SCORE ? best : null;
}

/** Whether a claim's reference text names this promotion; letters' case and blanks around do not matter. */
export function isReferenced(
  promotionRef: string | null,
  { id, number, references }: Pick<MatchPromotion, "id" | "number" | "references">,
): boolean {
  const wanted = promotionRef?.trim().toLowerCase();
  return Boolean(wanted) && [id, number, ...references].some((key) => key.toLowerCase() === wanted);
}

function scoreMatch(claim: MatchClaim, promotion: MatchPromotion): Match {
  const referenced = isReferenced(claim.promotionRef, promotion);
  const weights = referenced ? WEIGHTS.withReference : WEIGHTS.withoutReference;
  const signals: Record<Feature, Signal> = {
    reference: {
      strength: referenced ? 1 : 0,
      text: `the deduction names ${claim.promotionRef?.trim() ?? ""}`,
    },
    customer: customerSignal(claim, promotion),
    dates: dateSignal(claim.postingDate, promotion),
    amount: amountSignal(claim.open, promotion.expected),
    reason: reasonSignal(claim),
    tactic: tacticSignal(claim, promotion),
  };
  const reasons = FEATURES.map((feature) => ({
    feature,
    text: signals[feature].text,
    weight: round(weights[feature] * signals[feature].strength),
  })).filter(({ feature }) => feature !== "reference" || referenced);
  const score = round(reasons.reduce((sum, { weight }) => sum + weight, 0));
  return { promotionId: promotion.id, score: Math.min(Math.max(score, 0), 1), reasons };
}

const FEATURES: readonly Feature[] = [
  "reference",
  "customer",
  "dates",
  "amount",
  "reason",
  "tactic",
];

function endAndNumber({ sellIn, scan, number }: MatchPromotion): string {
  const ends = [sellIn?.end, scan?.end].filter((end) => end !== undefined).toSorted();
  return `${ends.at(-1) ?? "9999-12-31"} ${number}`;
}
