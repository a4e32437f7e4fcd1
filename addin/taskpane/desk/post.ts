import type { Claim } from "../../../shared/finance/claim.ts";
import type {
  ClaimPosting,
  ClaimPreview,
  PostingPreview,
} from "../../../shared/finance/posting.ts";
import type { RowOutcome } from "../ports.ts";
import { labelOf } from "./accept-suggestions.ts";
import type { Desk } from "./desk.ts";
import { sentenceOfProblem } from "./row-ends.ts";

/** Why nothing can be previewed yet, or the preview itself. */
export type Previewing =
  | { kind: "nothingSelected" }
  | { kind: "unpublished"; labels: string[] }
  | { kind: "previewed"; preview: PostingPreview };

/** A claim on its way into the ERP, as Activity shows it. */
export interface Posting {
  claimId: string;
  label: string;
  journalId: string | null;
  state: "waitsForApproval" | "onItsWay" | "posted" | "failed" | "refused";
  message: string;
}

/** Asks what posting the selected rows would do. Cells that were not published yet would be left out, so that is said first. */
export async function previewSelected(
  desk: Desk,
  postingDate: string | undefined,
): Promise<Previewing> {
  const claims = await desk.workbook.selected("deductions");
  if (claims.length === 0) return { kind: "nothingSelected" };

  const selected = new Set(claims.map(({ id }) => id));
  const { edited } = await desk.workbook.diff("deductions");
  const unpublished = edited.filter(({ id }) => selected.has(id)).map(({ label }) => label);
  if (unpublished.length > 0) return { kind: "unpublished", labels: unpublished };

  const preview = await desk.api.previewSettlements({
    claims: claims.map(({ id, version }) => ({ id, version })),
    ...(postingDate ? { postingDate } : {}),
  });
  return { kind: "previewed", preview };
}

/** The claims of a preview that can be posted as they were shown. */
export const postable = ({ claims }: PostingPreview): ClaimPreview[] =>
  claims.filter(({ problem }) => problem === null);

/** Posts exactly what the preview showed, in those versions, and shows each row's outcome in the sheet. */
export async function postPreviewed(
  { api, workbook }: Desk,
  preview: PostingPreview,
  idempotencyKey: string,
): Promise<Posting[]> {
  const previewed = postable(preview);
  const { claims } = await api.postSettlements({
    claims: previewed.map(({ claimId, version }) => ({ id: claimId, version })),
    postingDate: preview.postingDate,
    idempotencyKey,
  });
  const labels = new Map(previewed.map((claim) => [claim.claimId, labelOf(claim)]));
  const postings = claims.map((posting) => ({
    posting: postingOf(posting, labels.get(posting.claimId) ?? ""),
    row: posting.row,
  }));
  await workbook.showOutcomes(
    "deductions",
    postings.map(({ posting, row }) => outcomeOf(posting, row)),
  );
  return postings.map(({ posting }) => posting);
}

function postingOf(claim: ClaimPosting, label: string): Posting {
  const { claimId, journalId } = claim;
  switch (claim.outcome) {
    case "refused":
      return {
        claimId,
        label,
        journalId,
        state: "refused",
        message: claim.problem ? sentenceOfProblem(claim.problem) : "Tradebook refused to post it.",
      };
    case "pendingApproval":
      return {
        claimId,
        label,
        journalId,
        state: "waitsForApproval",
        message: "Above your limit: waits for the approval of a FinanceApprover.",
      };
    case "posted":
      return claim.row ? postingOfClaim(claim.row) : onItsWay({ claimId, label, journalId });
  }
}

/** Where a claim's journal is, read from the claim itself. */
export function postingOfClaim(claim: Claim): Posting {
  const known = { claimId: claim.id, label: labelOf(claim), journalId: claim.journalId };
  if (claim.journalStatus === "POSTED") {
    const document = claim.erpDocument === null ? "" : ` as ERP document ${claim.erpDocument}`;
    return { ...known, state: "posted", message: `Posted${document}.` };
  }
  if (claim.journalStatus === "FAILED") {
    const words = claim.journalFailure;
    const message =
      words === null ? "The ERP refused the posting." : `${words.message} (ERP: ${words.code})`;
    return { ...known, state: "failed", message };
  }
  return onItsWay(known);
}

const onItsWay = (known: Pick<Posting, "claimId" | "label" | "journalId">): Posting => ({
  ...known,
  state: "onItsWay",
  message: "The journal is on its way to the ERP.",
});

/** What the sheet shows for a posting: State and Message of its row. */
export function outcomeOf(posting: Posting, row: Claim | null): RowOutcome<Claim> {
  return { id: posting.claimId, state: SHEET_STATES[posting.state], message: posting.message, row };
}

const SHEET_STATES: Record<Posting["state"], RowOutcome<Claim>["state"]> = {
  waitsForApproval: "posting",
  onItsWay: "posting",
  posted: "posted",
  failed: "failed",
  refused: "failed",
};
