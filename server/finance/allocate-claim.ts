import type { Claim } from "../../shared/finance/claim.ts";
import {
  type AllocationLine,
  allocationDrafts,
  statusWithDrafts,
} from "../../shared/finance/draft.ts";
import type { AllocationRequest } from "../../shared/finance/lists.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";
import { claimsById, lockClaims } from "./claim.queries.ts";
import { claimFor } from "./claim-row.ts";
import * as queries from "./draft.queries.ts";
import { refuseUnlessEditable, saveEdit, wireDraft } from "./edit-claim.ts";
import { recordAct } from "./record.queries.ts";
import { companyRules } from "./rules.ts";

/**
 * Splits a claim: its drafts are replaced by these lines. Refused: NOT_FOUND, VERSION_STALE, CLAIM_NOT_OPEN, and what
 * drafting refuses, at the line it is about.
 */
export async function allocateClaim(
  tx: Tx,
  { id, version, lines }: AllocationRequest & { id: string },
  caller: Caller,
): Promise<Claim> {
  await lockClaims(tx, [id]);
  const [found] = await queries.claimsToDraft(tx, [id]);
  const claim = refuseUnlessEditable(found, version);
  const asked = await resolveLines(tx, lines, claim);
  const { tolerance: rule } = await companyRules(tx);

  const drafts = allocationDrafts(asked, { open: claim.open, rule });
  const chosen = [
    ...new Set(drafts.flatMap(({ promotionId }) => (promotionId ? [promotionId] : []))),
  ];
  const [person] = claim.assignedTo ? await queries.peopleNamed(tx, [claim.assignedTo]) : [];
  await saveEdit(tx, {
    claimId: id,
    status: statusWithDrafts({ open: claim.open, drafts }),
    reason: claim.reason,
    promotionId: chosen.length === 1 ? (chosen[0] ?? null) : null,
    writeOffReason: drafts.find(({ kind }) => kind === "WRITE_OFF")?.reason ?? null,
    note: claim.note,
    assignedToId: person?.id ?? null,
    keepDrafts: false,
    by: caller.userId,
    drafts: drafts.map(wireDraft),
  });

  const [row] = await claimsById(tx, [id]);
  if (!row) throw new Error(`claim ${id} went away while it was split`);
  const { settle, dispute, writeOff } = claim;
  await recordAct(tx, [
    {
      act: "claim.split",
      entity: "claim",
      entityId: id,
      before: { settle, dispute, writeOff },
      after: { drafts },
    },
  ]);
  return claimFor(caller, row);
}

async function resolveLines(
  tx: Tx,
  lines: AllocationRequest["lines"],
  claim: queries.ClaimToDraft,
): Promise<AllocationLine[]> {
  const names = lines.flatMap((line) => (line.kind === "PROMO" ? [line.promotionId.trim()] : []));
  const promotions = new Map(
    (await queries.promotionsNamed(tx, names)).map((promotion) => [promotion.wanted, promotion]),
  );
  const codes = lines.flatMap((line) =>
    line.kind === "NON_TRADE" && line.accountCode ? [line.accountCode] : [],
  );
  const known = new Set((await queries.accountsKnown(tx, codes)).map(({ code }) => code));
  return lines.map((line, index): AllocationLine => {
    const { amount } = line;
    switch (line.kind) {
      case "PROMO": {
        const found = promotions.get(line.promotionId.trim());
        return { kind: line.kind, amount, promotion: found ?? unknownPromotion(line, index) };
      }
      case "NON_TRADE": {
        const accountCode = accountOf(line, { known, reasonAccount: claim.reasonAccount });
        return { kind: line.kind, amount, accountCode: accountCode ?? unknownAccount(line, index) };
      }
      case "DISPUTE":
      case "WRITE_OFF":
        return { kind: line.kind, amount, reason: given(line.reason) };
    }
  });
}

/** The line's own account when the chart has it; without one, that of the claim's reason. */
function accountOf(
  { accountCode }: { accountCode?: string | undefined },
  { known, reasonAccount }: { known: ReadonlySet<string>; reasonAccount: string | null },
): string | null {
  if (!accountCode) return reasonAccount;
  return known.has(accountCode) ? accountCode : null;
}

function unknownPromotion({ promotionId }: { promotionId: string }, index: number): never {
  const code = "PROMOTION_NOT_MATCHABLE";
  const message = `There is no promotion ${promotionId}. Give its number, its id or the reference of its journal.`;
  throw new Refusal(code, message, [{ pointer: `/lines/${index}/promotionId`, code, message }]);
}

function unknownAccount(
  { accountCode }: { accountCode?: string | undefined },
  index: number,
): never {
  const code = "ACCOUNT_ROLE_MISSING";
  const message = accountCode
    ? `The chart of accounts has no ${accountCode}. Name one that it has.`
    : "The claim's reason names no account. Name the account of this line.";
  throw new Refusal(code, message, [{ pointer: `/lines/${index}/accountCode`, code, message }]);
}
