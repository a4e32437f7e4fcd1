import { z } from "zod";
import { Money } from "../money.ts";
import type { AuthorityLimits, Role } from "../tenancy/identity.ts";

/** What one part of a claim becomes: one word each, everywhere (decisions.md 1). */
export const PartKind = z.enum(["PROMO", "TOLERANCE", "DISPUTE", "WRITE_OFF", "NON_TRADE"]);
export type PartKind = z.infer<typeof PartKind>;

/** One part of a claim in minor units, more than zero. */
export interface Part {
  kind: PartKind;
  amount: Money;
}

/** A claim's parts by kind. `settled` is PROMO plus TOLERANCE; `total` is everything. */
export interface PartTotals {
  promo: Money;
  tolerance: Money;
  settled: Money;
  disputed: Money;
  writtenOff: Money;
  nonTrade: Money;
  total: Money;
}

/** Adds up parts by kind, exactly. */
export function totalsOf(parts: readonly Part[]): PartTotals {
  const of = (kind: PartKind) =>
    Money.sum(parts.filter((part) => part.kind === kind).map((part) => part.amount));
  const [promo, tolerance] = [of("PROMO"), of("TOLERANCE")];
  return {
    promo,
    tolerance,
    settled: promo.plus(tolerance),
    disputed: of("DISPUTE"),
    writtenOff: of("WRITE_OFF"),
    nonTrade: of("NON_TRADE"),
    total: Money.sum(parts.map((part) => part.amount)),
  };
}

/** An approval that a posting waits for, with the sentence the preview shows. */
export interface ApprovalNeeded {
  kind: "SETTLEMENT" | "WRITE_OFF";
  role: Role;
  amount: Money;
  message: string;
}

/**
 * Which approvals posting these parts needs (decisions.md 5): Finance settles and writes off alone up to its limits per
 * claim; what is above waits for a FinanceApprover. Parts frozen earlier on the claim count, so that a large amount
 * cannot be posted in slices. Non-trade parts count as settled: they clear the claim at our cost just the same.
 */
export function approvalsNeeded({
  parts,
  frozen,
  limits,
}: {
  parts: readonly Part[];
  frozen: readonly Part[];
  limits: AuthorityLimits;
}): ApprovalNeeded[] {
  const [now, all] = [totalsOf(parts), totalsOf([...frozen, ...parts])];
  const settledNow = now.settled.plus(now.nonTrade);
  const needed: ApprovalNeeded[] = [];
  if (settledNow.isPositive()) {
    const amount = all.settled.plus(all.nonTrade);
    if (amount.isMoreThan(limits.settlement))
      needed.push(above("SETTLEMENT", { amount, limit: limits.settlement }));
  }
  if (now.writtenOff.isPositive() && all.writtenOff.isMoreThan(limits.writeOff))
    needed.push(above("WRITE_OFF", { amount: all.writtenOff, limit: limits.writeOff }));
  return needed;
}

function above(
  kind: ApprovalNeeded["kind"],
  { amount, limit }: { amount: Money; limit: Money },
): ApprovalNeeded {
  const what = kind === "SETTLEMENT" ? "Settling" : "Writing off";
  return {
    kind,
    role: "FinanceApprover",
    amount,
    message: `${what} ${amount.toDisplay()} on one claim is above the limit of ${limit.toDisplay()}: a FinanceApprover decides.`,
  };
}
