import type { Claim } from "../../../shared/finance/claim.ts";
import { Reason } from "../../../shared/finance/claim.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { DeductionsQuery, OnProgress, RefreshOutcome } from "../ports.ts";
import type { Desk } from "./desk.ts";
import { outcomeOf, postingOfClaim } from "./post.ts";

/** Above this many rows the user is asked first: Excel stays quick, but a person cannot review so many. */
const ROWS_WORTH_ASKING = 5_000;

const MOST_ENDS = 200;
const AT_ONCE = 10;

/** What a new workbook asks for: everything that is still open. */
const FIRST_QUERY: DeductionsQuery = { onlyOpen: true };

/** Deductions in memory, not yet in the sheet: cancelling now changes nothing. */
export interface Download {
  query: DeductionsQuery;
  claims: Claim[];
  asOf: string;
}

/** The query that the workbook's table was filled with, or the first one. */
export async function queryOfTable({ workbook }: Desk): Promise<DeductionsQuery> {
  return (await workbook.deductions())?.query ?? FIRST_QUERY;
}

/** Reads all pages into memory. */
export async function downloadDeductions(
  { api }: Desk,
  query: DeductionsQuery,
  options: { onProgress?: OnProgress; signal?: AbortSignal },
): Promise<Download> {
  const { rows, asOf } = await api.claims(query, options);
  return { query, claims: rows, asOf };
}

export const isWorthAsking = ({ claims }: Download): boolean => claims.length > ROWS_WORTH_ASKING;

/**
 * Puts a download into the Deductions table, row by row; cells that the user edited keep what was typed. Rows that the
 * answer no longer lists are asked for by name: one that was settled since should say how it ended.
 */
export async function putDeductions(
  desk: Desk,
  { query, claims, asOf }: Download,
  me: Me,
): Promise<RefreshOutcome> {
  const outcome = await desk.workbook.writeDeductions({
    claims,
    asOf,
    query,
    reasons: [...Reason.options],
    owner: { tenantId: me.tenant.id, userName: me.name },
  });
  await showEnds(desk, outcome.gone.slice(0, MOST_ENDS));
  return outcome;
}

/** A row whose end cannot be learned stays "not listed", which is true of it anyway. */
async function showEnds({ api, workbook }: Desk, ids: string[]): Promise<void> {
  const ended: Claim[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const few = ids.slice(start, start + AT_ONCE);
    const answers = await Promise.allSettled(few.map((id) => api.claim(id)));
    ended.push(...answers.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])));
  }
  const posted = ended.filter(({ journalStatus }) => journalStatus !== null);
  if (posted.length > 0)
    await workbook.showOutcomes(posted.map((claim) => outcomeOf(postingOfClaim(claim), claim)));
}
