import type { Candidate, Claim } from "../../../shared/finance/claim.ts";
import type { Journal } from "../../../shared/finance/journal.ts";
import type { Desk } from "../desk/desk.ts";

/** The selected deduction as the server knows it now, with its candidates and its latest journal. */
export interface RowContents {
  claim: Claim;
  candidates: Candidate[];
  journal: Journal | null;
  /** How many other rows are selected too. */
  others: number;
}

/** Reads the named deduction, or the first selected row; null when neither is there. */
export async function loadRow(
  { api, workbook }: Desk,
  claimId: string | null,
): Promise<RowContents | null> {
  const wanted =
    claimId === null ? (await workbook.selected("deductions")).map(({ id }) => id) : [claimId];
  const [first, ...others] = wanted;
  if (first === undefined) return null;

  const [claim, candidates] = await Promise.all([
    api.row("deductions", first),
    api.candidates(first),
  ]);
  const journal = claim.journalId === null ? null : await api.journal(claim.journalId);
  return { claim, candidates, journal, others: others.length };
}
