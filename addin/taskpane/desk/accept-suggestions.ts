import type { Candidate, Claim } from "../../../shared/finance/claim.ts";
import { suggestInputs } from "../../../shared/finance/settlement.ts";
import type { Me, ToleranceRule } from "../../../shared/tenancy/identity.ts";
import type { Desk } from "./desk.ts";

/** Which rows were filled, and why the others were left alone. */
export interface Acceptance {
  filled: string[];
  skipped: { label: string; why: string }[];
}

/** Fills Promo, Settle and Dispute of the selected rows: an ordinary edit, to be reviewed and published. */
export async function acceptSuggestions(
  { workbook }: Desk,
  me: Pick<Me, "roles" | "tolerance">,
): Promise<Acceptance> {
  const claims = await workbook.selected("deductions");
  const judged = claims.map((claim) => ({ claim, verdict: judge(claim, me) }));
  const inputs = judged.flatMap(({ verdict }) => (verdict.kind === "fill" ? [verdict.input] : []));

  if (inputs.length > 0) await workbook.fill("deductions", inputs);
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
  await workbook.fill("deductions", [inputOf(claim.id, candidate.number, shares)]);
}

type Input = Parameters<Desk["workbook"]["fill"]>[1][number];

const inputOf = (
  id: string,
  promotionId: string,
  { settle, dispute }: ReturnType<typeof suggestInputs>,
): Input => ({
  id,
  fields: { promotionId, settle: settle.toString(), dispute: dispute.toString() },
});

type Verdict = { kind: "fill"; input: Input } | { kind: "skip"; why: string };

function judge(claim: Claim, { roles, tolerance }: Pick<Me, "roles" | "tolerance">): Verdict {
  const { suggestedPromotionNumber: promotionNumber, suggestedRemaining: base } = claim;
  if (!roles.includes("Finance"))
    return skip("settling deductions takes the role Finance, which you do not have");
  if (!claim.editable)
    return skip("it cannot be edited now: it is posted already, or on its way to the ERP");
  if (!claim.open.isPositive()) return skip("nothing is open on it any more");
  if (promotionNumber === null || base === null)
    return skip("no promotion was found for it: open Details to see why, or type one into Promo");
  const shares = suggestInputs({ deducted: claim.open, base, rule: tolerance });
  return { kind: "fill", input: inputOf(claim.id, promotionNumber, shares) };
}

const skip = (why: string): Verdict => ({ kind: "skip", why });

/** How a claim is called in lists and sentences. */
export const labelOf = (claim: Pick<Claim, "number" | "customerName">): string =>
  `${claim.number} · ${claim.customerName}`;
