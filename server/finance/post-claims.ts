import type { ClaimPosting, PostingRequest, PostingResult } from "../../shared/finance/posting.ts";
import { afterPosting, type Books, planPosting } from "../../shared/finance/posting-plan.ts";
import { problemOf } from "../../shared/problem.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import { refusalOf } from "../db/constraint.ts";
import type { Tx } from "../db/pool.ts";
import { claimsById } from "./claim.queries.ts";
import { claimFor } from "./claim-row.ts";
import { type PostingFacts, readPosting } from "./posting-facts.ts";
import { recordAct } from "./record.queries.ts";
import { type Posted, writePosting } from "./write-posting.ts";

/** Who posts, and when. */
export interface Poster {
  caller: Caller;
  requestId: string;
  now: Date;
}

type Attempt = { claimId: string } & ({ posted: Posted } | { refusal: Refusal });

/**
 * Posts the drafts of claims, each all or nothing in its own savepoint: parts, journal, accrual movements, dispute and
 * approvals are written together and the journal is on its way. A claim that somebody posted meanwhile is refused with
 * their name; what is above the poster's limit waits for approval.
 */
export async function postClaims(
  tx: Tx,
  request: PostingRequest,
  poster: Poster,
): Promise<PostingResult> {
  const ids = request.claims.map(({ id }) => id);
  const asked = { ids, postingDate: request.postingDate, now: poster.now };
  const facts = await readPosting(tx, asked, { lock: true });

  let { books } = facts;
  const attempts: Attempt[] = [];
  for (const claim of request.claims) {
    const attempt = await postClaim(tx, claim, { facts: { ...facts, books }, poster });
    if ("posted" in attempt) books = afterPosting(books, attempt.posted.plan);
    attempts.push(attempt);
  }

  const rows = new Map((await claimsById(tx, ids)).map((row) => [row.id, row]));
  const claims = attempts.map((attempt): ClaimPosting => {
    const row = rows.get(attempt.claimId);
    const shown = row ? claimFor(poster.caller, row) : null;
    return { ...answerOf(attempt, poster), row: shown };
  });
  const entries = attempts.flatMap((attempt) => ("posted" in attempt ? attempt.posted.audit : []));
  if (entries.length > 0) await recordAct(tx, entries);
  return { claims };
}

async function postClaim(
  tx: Tx,
  { id, version }: { id: string; version: number },
  { facts, poster }: { facts: PostingFacts & { books: Books }; poster: Poster },
): Promise<Attempt> {
  try {
    const claim = facts.claims.get(id);
    if (!claim) throw new Refusal("NOT_FOUND", "This claim is not there any more.");
    const plan = planPosting(claim, { version, books: facts.books });
    const { posted } = await tx.savepoint(async (inner) => ({
      posted: await writePosting(inner, { claim, plan }, { facts, by: poster.caller }),
    }));
    return { claimId: id, posted };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    if (!refusal) throw error;
    return { claimId: id, refusal };
  }
}

function answerOf(attempt: Attempt, { requestId }: Poster): Omit<ClaimPosting, "row"> {
  const { claimId } = attempt;
  if ("refusal" in attempt) {
    const problem = problemOf(attempt.refusal, requestId);
    const nothing = { journalId: null, reference: null, journalStatus: null };
    return { claimId, outcome: "refused", ...nothing, problem };
  }
  const { journalId, reference, waits } = attempt.posted;
  return {
    claimId,
    outcome: waits ? "pendingApproval" : "posted",
    journalId,
    reference,
    journalStatus: waits ? "DRAFT" : "QUEUED",
    problem: null,
  };
}
