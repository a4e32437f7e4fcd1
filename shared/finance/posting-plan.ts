import { Money } from "../money.ts";
import { Refusal } from "../refusal.ts";
import type { AuthorityLimits, ToleranceRule } from "../tenancy/identity.ts";
import type { ClaimStatus } from "./claim.ts";
import { type AllocationLine, allocationDrafts, type Draft } from "./draft.ts";
import type { DraftPromotion } from "./expected.ts";
import {
  type AccrualMovement,
  accrualMovements,
  type Chart,
  type Entry,
  journalEntries,
  type PostingPart,
  type SettledPromotion,
} from "./journal-entries.ts";
import { type ApprovalNeeded, approvalsNeeded, type Part } from "./parts.ts";
import { EDITABLE_CLAIMS } from "./states.ts";

/** A claim as posting finds it. `open` is without drafts; `lastPosting` is the newest journal that was made from it. */
export interface ClaimToPost {
  id: string;
  number: string;
  version: number;
  status: ClaimStatus;
  open: Money;
  frozen: readonly Part[];
  drafts: readonly Draft[];
  deductionAccount: string | null;
  lastPosting: { claimVersion: number; by: string; at: string; reference: string } | null;
}

export type BookedPromotion = DraftPromotion & SettledPromotion;

/** What all claims of one posting share. Promotions change as claims are planned: see `afterPosting`. */
export interface Books {
  rule: ToleranceRule;
  limits: AuthorityLimits;
  accounts: Chart["accounts"];
  /** Every code of the chart of accounts. */
  codes: ReadonlySet<string>;
  promotions: ReadonlyMap<string, BookedPromotion>;
}

/** Everything that posting one claim does, before it is done. */
export interface PostingPlan {
  parts: PostingPart[];
  entries: Entry[];
  movements: AccrualMovement[];
  approvals: ApprovalNeeded[];
  openBefore: Money;
  openAfter: Money;
}

/**
 * Plans the posting of one claim in the version that was previewed: its drafts, checked again against what its promotions
 * expect now, as journal rows and accrual movements. The same plan is the preview and what is posted.
 * Refused: CLAIM_ALREADY_POSTED (with who and when), VERSION_STALE, CLAIM_NOT_OPEN, CLAIM_HAS_NO_DRAFT,
 * ACCOUNT_ROLE_MISSING, and what drafting refuses, when a promotion changed since.
 */
export function planPosting(
  claim: ClaimToPost,
  { version, books }: { version: number; books: Books },
): PostingPlan {
  refuseUnlessCurrent(claim, version);
  const parts = claim.drafts.map((draft): PostingPart => {
    const promotion = draft.promotionId ? promotionOf(draft.promotionId, books) : null;
    return { kind: draft.kind, amount: draft.amount, promotion, accountCode: draft.accountCode };
  });
  refuseIfDraftsAreOld(claim, books);
  const chart = { accounts: books.accounts, deductionAccount: knownAccount(claim, books) };
  const entries = journalEntries(parts, chart);
  if (entries.length === 0) {
    throw new Refusal(
      "INVALID",
      `${claim.number} was booked on the account it would be settled to, so nothing moves. Correct its account in the ERP.`,
    );
  }
  return {
    parts,
    entries,
    movements: accrualMovements(parts),
    approvals: approvalsNeeded({ parts, frozen: claim.frozen, limits: books.limits }),
    openBefore: claim.open,
    openAfter: claim.open.minus(Money.sum(parts.map(({ amount }) => amount))),
  };
}

/** The books as the next claim of the same posting finds them: what this one settled is settled. */
export function afterPosting(books: Books, { parts, movements }: PostingPlan): Books {
  const promotions = new Map(books.promotions);
  for (const { kind, amount, promotion } of parts) {
    const before = promotion && promotions.get(promotion.id);
    if (!before) continue;
    promotions.set(before.id, {
      ...before,
      settled: kind === "PROMO" ? before.settled.plus(amount) : before.settled,
      tolerated: kind === "TOLERANCE" ? before.tolerated.plus(amount) : before.tolerated,
    });
  }
  for (const { promotionId, amount } of movements) {
    const before = promotions.get(promotionId);
    if (before) promotions.set(promotionId, { ...before, accrued: before.accrued.plus(amount) });
  }
  return { ...books, promotions };
}

function refuseUnlessCurrent(claim: ClaimToPost, version: number): void {
  const { number, lastPosting, status } = claim;
  if (lastPosting && lastPosting.claimVersion >= version) {
    throw new Refusal(
      "CLAIM_ALREADY_POSTED",
      `${number} was posted by ${lastPosting.by} at ${lastPosting.at} as ${lastPosting.reference}. Refresh to see it.`,
    );
  }
  if (claim.version !== version) {
    throw new Refusal(
      "VERSION_STALE",
      `${number} was changed since you saw it (version ${claim.version}, not ${version}). Refresh, look at it, and post again.`,
    );
  }
  if (!EDITABLE_CLAIMS.includes(status)) {
    throw new Refusal("CLAIM_NOT_OPEN", `${number} is ${status}; there is nothing to post on it.`);
  }
  if (claim.drafts.length === 0) {
    throw new Refusal(
      "CLAIM_HAS_NO_DRAFT",
      `${number} has nothing to post. Enter what to settle or dispute, publish, then post.`,
    );
  }
}

function knownAccount({ number, deductionAccount }: ClaimToPost, { codes }: Books): string | null {
  if (deductionAccount === null || codes.has(deductionAccount)) return deductionAccount;
  throw new Refusal(
    "ACCOUNT_ROLE_MISSING",
    `The ERP booked ${number} on account ${deductionAccount}, which the chart of accounts does not have. Load the accounts, then post again.`,
  );
}

function refuseIfDraftsAreOld(claim: ClaimToPost, books: Books): void {
  const again = allocationDrafts(linesOf(claim.drafts, books), {
    open: claim.open,
    rule: books.rule,
  });
  if (describe(again) === describe(claim.drafts)) return;
  throw new Refusal(
    "VERSION_STALE",
    `What the promotions of ${claim.number} still expect has changed since it was drafted. Publish the row again, then post.`,
  );
}

/** The lines a user would enter for these drafts: a promotion's tolerance belongs to its line. */
function linesOf(drafts: readonly Draft[], books: Books): AllocationLine[] {
  const amounts = new Map<string, Money>();
  for (const { promotionId, amount } of drafts) {
    if (promotionId)
      amounts.set(promotionId, (amounts.get(promotionId) ?? Money.zero).plus(amount));
  }
  const promotions = [...amounts].map(
    ([id, amount]): AllocationLine => ({
      kind: "PROMO",
      amount,
      promotion: promotionOf(id, books),
    }),
  );
  const others = drafts.flatMap(({ kind, amount, reason, accountCode }): AllocationLine[] => {
    if (kind === "NON_TRADE") return [{ kind, amount, accountCode }];
    return kind === "DISPUTE" || kind === "WRITE_OFF" ? [{ kind, amount, reason }] : [];
  });
  return [...promotions, ...others];
}

const describe = (drafts: readonly Draft[]) =>
  drafts
    .map(({ kind, amount, promotionId }) => `${kind} ${amount.toString()} ${promotionId ?? ""}`)
    .toSorted()
    .join("\n");

function promotionOf(id: string, { promotions }: Books): BookedPromotion {
  const promotion = promotions.get(id);
  if (promotion) return promotion;
  throw new Error(`the books were opened without promotion ${id}`);
}
