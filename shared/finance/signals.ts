import { type Day, daysBetween } from "../day.ts";
import type { Money } from "../money.ts";
import type { MatchClaim, MatchPromotion, Signal, Window } from "./match-facts.ts";

/** Days a deduction may follow its promotion without saying less: retailers settle in the month after. */
const LAG_DAYS = 45;
/** After this many days past its end a promotion's dates say nothing any more. */
const LAST_DAY = 365;
/** A deduction this many days before the start still fits a little: allowances are sometimes taken with the first order. */
const EARLY_DAYS = 14;
/** A gap of up to two percent is what the tolerance forgives anyway. */
const SAME_AMOUNT = 0.02;

/** Who deducted against whose promotion it is: the same customer, above or below it, billed through it, or the same banner. */
export function customerSignal(
  claim: Pick<MatchClaim, "customerId" | "customerPath">,
  promotion: MatchPromotion,
): Signal {
  const { customerName } = promotion;
  if (claim.customerId === promotion.customerId)
    return { strength: 1, text: `same customer, ${customerName}` };
  const billThrough = promotion.billThroughCustomerId;
  if (billThrough && claim.customerPath.includes(billThrough))
    return { strength: 0.95, text: `billed through this customer for ${customerName}` };
  if (claim.customerPath.includes(promotion.customerId))
    return { strength: 0.9, text: `the customer belongs to ${customerName}` };
  if (promotion.customerPath.includes(claim.customerId))
    return { strength: 0.85, text: `${customerName} belongs to the customer` };
  const [root] = claim.customerPath;
  if (root && root === promotion.customerPath[0])
    return { strength: 0.5, text: `${customerName} is of the same retailer` };
  return { strength: 0, text: `${customerName} is another customer` };
}

/** How the posting day lies to the sell-in and the scan window; the better one speaks. */
export function dateSignal(
  posted: Day,
  { sellIn, scan }: Pick<MatchPromotion, "sellIn" | "scan">,
): Signal {
  const signals = [
    ...(scan ? [windowSignal(posted, scan, "scan")] : []),
    ...(sellIn ? [windowSignal(posted, sellIn, "sell-in")] : []),
  ].toSorted((a, b) => b.strength - a.strength);
  return signals[0] ?? { strength: 0, text: "the promotion has no dates" };
}

function windowSignal(posted: Day, window: Window, name: string): Signal {
  const early = daysBetween({ from: posted, to: window.start });
  if (early > 0) {
    const strength = early <= EARLY_DAYS ? 0.4 : 0;
    return { strength, text: `posted ${days(early)} before the ${name} window` };
  }
  const late = daysBetween({ from: window.end, to: posted });
  if (late <= 0) return { strength: 1, text: `posted inside the ${name} window` };
  const text = `posted ${days(late)} after the ${name} window`;
  if (late <= LAG_DAYS) return { strength: 1, text };
  return { strength: Math.max(0, (LAST_DAY - late) / (LAST_DAY - LAG_DAYS)), text };
}

const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);

/**
 * How near the open amount is to what the promotion still expects. A score is no amount: only here do amounts become
 * floating-point numbers, and nothing is ever booked from them.
 */
export function amountSignal(open: Money, expected: Money): Signal {
  const [claimed, left] = [Number(open.toString()), Number(expected.toString())];
  const amounts = `${open.toDisplay()} against ${expected.toDisplay()} expected`;
  if (left <= 0) return { strength: 0, text: `${amounts}: nothing is left of the promotion` };
  if (claimed <= 0) return { strength: 0, text: `${amounts}: nothing is open` };
  const gap = (claimed - left) / left;
  const percent = `${gap >= 0 ? "+" : "−"}${Math.abs(gap * 100).toFixed(1)} %`;
  if (Math.abs(gap) <= SAME_AMOUNT) return { strength: 1, text: `${amounts} (${percent})` };
  const nearness = Math.min(claimed, left) / Math.max(claimed, left);
  // A part of what is expected is common (retailers deduct in steps); more than expected is not.
  return {
    strength: gap < 0 ? Math.max(nearness, 0.5) : nearness,
    text: `${amounts} (${percent})`,
  };
}

/** A reason that is not about promotions speaks against all of them, louder than any other feature speaks for one. */
const AGAINST = -3;

/** What the retailer's reason says: a promotion, something else, or nothing that we know. */
export function reasonSignal({
  reason,
  reasonCodeErp,
}: Pick<MatchClaim, "reason" | "reasonCodeErp">): Signal {
  if (reason === "PROMO") return { strength: 1, text: "the reason is PROMO" };
  if (reason === "PRICING" || reason === "AUDIT")
    return { strength: 0.5, text: `the reason ${reason} may concern a promotion` };
  if (reason) return { strength: AGAINST, text: `the reason ${reason} is not about promotions` };
  const code = reasonCodeErp
    ? `the code ${reasonCodeErp} has no meaning yet`
    : "no reason was given";
  return { strength: 0.5, text: code };
}

/** Whether this tactic is paid the way the claim came: scan-backs are deducted, fixed fees are mostly vouchered. */
export function tacticSignal(
  { kind }: Pick<MatchClaim, "kind">,
  { tacticType, costBasis, offInvoice }: MatchPromotion,
): Signal {
  const tactic = tacticType.toLowerCase().replaceAll("_", " ");
  if (offInvoice) return { strength: 0, text: `${tactic} was already given on the invoice` };
  const vouchered = kind === "AP_VOUCHER" || kind === "INVOICE_CLAIM";
  if (vouchered === (costBasis === "FIXED"))
    return { strength: 1, text: `${tactic} is usually ${vouchered ? "invoiced" : "deducted"}` };
  return { strength: 0.5, text: `${tactic} is sometimes ${vouchered ? "invoiced" : "deducted"}` };
}
