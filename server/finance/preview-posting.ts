import type { Entry } from "../../shared/finance/journal-entries.ts";
import { totalsOf } from "../../shared/finance/parts.ts";
import type {
  AccountTotal,
  ClaimPreview,
  PostingPreview,
  PostingRequest,
} from "../../shared/finance/posting.ts";
import { afterPosting, type PostingPlan, planPosting } from "../../shared/finance/posting-plan.ts";
import { Money } from "../../shared/money.ts";
import { type Problem, problemOf } from "../../shared/problem.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import {
  namedEntries,
  type PostableClaim,
  type PostingFacts,
  readPosting,
} from "./posting-facts.ts";

/** What posting these claims would do, claim after claim: the plan that posting carries out, and nothing written. */
export async function previewPosting(
  tx: Tx,
  request: PostingRequest,
  { requestId, now }: { requestId: string; now: Date },
): Promise<PostingPreview> {
  const ids = request.claims.map(({ id }) => id);
  const asked = { ids, postingDate: request.postingDate, now };
  const facts = await readPosting(tx, asked, { lock: false });

  let { books } = facts;
  const previews = request.claims.map(({ id, version }): ClaimPreview => {
    const claim = facts.claims.get(id);
    try {
      if (!claim) throw new Refusal("NOT_FOUND", "This claim is not there any more.");
      const plan = planPosting(claim, { version, books });
      books = afterPosting(books, plan);
      return planPreview(plan, claim, { id, version, facts });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusedPreview({ id, version, facts }, problemOf(error, requestId));
    }
  });
  const entries = previews.flatMap((preview) => preview.entries);
  return {
    postingDate: facts.postingDate,
    claims: previews,
    totals: accountTotals(entries, facts),
  };
}

interface Shown {
  id: string;
  version: number;
  facts: PostingFacts;
}

/** A claim of which nothing can be posted; the problem says why. */
function refusedPreview({ id, version, facts }: Shown, problem: Problem): ClaimPreview {
  const claim = facts.claims.get(id);
  const { total: nothing } = totalsOf([]);
  const open = claim?.open ?? nothing;
  return {
    claimId: id,
    number: claim?.number ?? "",
    version,
    customerName: claim?.customerName ?? "",
    postingDate: facts.postingDate,
    entries: [],
    totals: [],
    tieOut: {
      openBefore: open,
      settled: nothing,
      tolerance: nothing,
      disputed: nothing,
      writtenOff: nothing,
      nonTrade: nothing,
      openAfter: open,
    },
    period: facts.period,
    approvals: [],
    problem,
  };
}

function planPreview(
  plan: PostingPlan,
  claim: PostableClaim,
  { id, version, facts }: Shown,
): ClaimPreview {
  const { promo, tolerance, disputed, writtenOff, nonTrade } = totalsOf(plan.parts);
  const { openBefore, openAfter } = plan;
  return {
    claimId: id,
    number: claim.number,
    version,
    customerName: claim.customerName,
    postingDate: facts.postingDate,
    entries: namedEntries(plan.entries, facts),
    totals: accountTotals(plan.entries, facts),
    tieOut: { openBefore, settled: promo, tolerance, disputed, writtenOff, nonTrade, openAfter },
    period: facts.period,
    approvals: plan.approvals.map(({ kind, role, message }) => ({ kind, role, message })),
    problem: null,
  };
}

function accountTotals(
  entries: readonly Pick<Entry, "debitAccount" | "creditAccount" | "amount">[],
  { accountNames }: Pick<PostingFacts, "accountNames">,
): AccountTotal[] {
  const codes = new Set(
    entries.flatMap(({ debitAccount, creditAccount }) => [debitAccount, creditAccount]),
  );
  const sumOf = (side: "debitAccount" | "creditAccount", account: string) =>
    Money.sum(entries.filter((entry) => entry[side] === account).map(({ amount }) => amount));
  return [...codes].toSorted().map((account) => ({
    account,
    name: accountNames.get(account) ?? "",
    debit: sumOf("debitAccount", account),
    credit: sumOf("creditAccount", account),
  }));
}
