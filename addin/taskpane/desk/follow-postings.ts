import type { Claim } from "../../../shared/finance/claim.ts";
import type { Desk } from "./desk.ts";
import { outcomeOf, type Posting, postingOfClaim } from "./post.ts";

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5_000;
const PATIENCE_MS = 120_000;
const AT_ONCE = 10;

/** How the follower waits, and whom it tells. */
export interface Following {
  wait: (ms: number) => Promise<void>;
  onChange: (postings: Posting[]) => void;
  signal: AbortSignal;
}

/**
 * Follows journals until each is posted or failed, asking less and less often, and updates the rows in the sheet as
 * they arrive: nobody has to press Refresh. Gives up after two minutes; the server goes on without us.
 */
export async function followPostings(
  desk: Desk,
  postings: readonly Posting[],
  { wait, onChange, signal }: Following,
): Promise<Posting[]> {
  let current = [...postings];
  let pause = FIRST_WAIT_MS;
  for (let waited = 0; current.some(isUnderWay) && waited < PATIENCE_MS; waited += pause) {
    pause = Math.min(pause * 1.5, LONGEST_WAIT_MS);
    await wait(pause);
    if (signal.aborted) return current;
    current = await ask(desk, current);
    onChange(current);
  }
  return current;
}

const isUnderWay = ({ state }: Posting) => state === "onItsWay";

async function ask({ api, workbook }: Desk, postings: Posting[]): Promise<Posting[]> {
  const pending = postings.filter(isUnderWay).map(({ claimId }) => claimId);
  const claims: Claim[] = [];
  for (let start = 0; start < pending.length; start += AT_ONCE) {
    const few = pending.slice(start, start + AT_ONCE);
    claims.push(...(await Promise.all(few.map((id) => api.row("deductions", id)))));
  }
  const moved = claims
    .map((claim) => ({ claim, posting: postingOfClaim(claim) }))
    .filter(({ posting }) => !isUnderWay(posting));
  if (moved.length > 0)
    await workbook.showOutcomes(
      "deductions",
      moved.map(({ claim, posting }) => outcomeOf(posting, claim)),
    );
  const news = new Map(moved.map(({ posting }) => [posting.claimId, posting]));
  return postings.map((posting) => news.get(posting.claimId) ?? posting);
}
