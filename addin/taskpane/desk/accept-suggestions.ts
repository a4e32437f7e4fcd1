import type { Candidate, Claim } from "../../../shared/finance/claim.ts";
import { suggestInputs } from "../../../shared/finance/settlement.ts";
import type { ToleranceRule } from "../../../shared/tenancy/identity.ts";
import type { Desk } from "./desk.ts";

/** Which rows were filled, and why the others were left alone. */
export interface Acceptance {
  filled: string[];
  skipped: { label: string; why: string }[];
}

/** Fills Promo, Settle and Dispute of the selected rows: an ordinary edit, to be reviewed and published. */
export async function acceptSuggestions(
  { workbook }: Desk,
  rule: ToleranceRule,
): Promise<Acceptance> {
  const claims = await workbook.selectedClaims();
  const judged = claims.map((claim) => ({ claim, verdict: judge(claim, rule) }));
  const inputs = judged.flatMap(({ verdict }) => (verdict.kind === "fill" ? [verdict.input] : []));

  if (inputs.length > 0) await workbook.fillInputs(inputs);
  return {
    filled: judged.flatMap(({ claim, verdict }) =>
      verdict.kind === "fill" ? [labelOf(claim)] : [],
    ),
    skipped: judged.flatMap(({ claim, verdict }) =>
      verdict.kind === "skip" ? [{ label: labelOf(claim), why: verdict.why }] : [],
    ),
  };
}

/** Fills one row from a promotion that the user picked among the candidates. */
export async function acceptCandidate(
  { workbook }: Desk,
  { claim, candidate, rule }: { claim: Claim; candidate: Candidate; rule: ToleranceRule },
): Promise<void> {
  const shares = suggestInputs({ deducted: claim.open, base: candidate.remainingExpected, rule });
  await workbook.fillInputs([{ id: claim.id, promotionNumber: candidate.number, ...shares }]);
}

type Verdict =
  | { kind: "fill"; input: Parameters<Desk["workbook"]["fillInputs"]>[0][number] }
  | { kind: "skip"; why: string };

function judge(claim: Claim, rule: ToleranceRule): Verdict {
  const { suggestedPromotionNumber: promotionNumber, suggestedRemaining: base } = claim;
  if (!claim.editable) return skip("it cannot be edited now: it is posted, or not yours to change");
  if (!claim.open.isPositive()) return skip("nothing is open on it any more");
  if (promotionNumber === null || base === null)
    return skip("no promotion was found for it: open Details to see why, or type one into Promo");
  const shares = suggestInputs({ deducted: claim.open, base, rule });
  return { kind: "fill", input: { id: claim.id, promotionNumber, ...shares } };
}

const skip = (why: string): Verdict => ({ kind: "skip", why });

/** How a claim is called in lists and sentences. */
export const labelOf = (claim: Pick<Claim, "number" | "customerName">): string =>
  `${claim.number} · ${claim.customerName}`;
