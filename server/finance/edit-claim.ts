import type { ClaimInputs } from "../../shared/finance/claim.ts";
import { type Draft, draftsOf, statusWithDrafts } from "../../shared/finance/draft.ts";
import { EDITABLE_CLAIMS } from "../../shared/finance/states.ts";
import type { Money } from "../../shared/money.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { ToleranceRule } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import * as queries from "./draft.queries.ts";

export type ClaimChanges = { [Field in keyof ClaimInputs]?: ClaimInputs[Field] | undefined };

/** What the rows of a chunk share: read once, decided many times. */
export interface EditFacts {
  rule: ToleranceRule;
  by: string;
  promotions: ReadonlyMap<string, queries.NamedPromotion>;
  people: ReadonlyMap<string, string>;
}

const AMOUNTS = ["settle", "dispute", "writeOff", "promotionId"] as const;

/**
 * Decides one row of a publish: the claim's inputs with these changes, as drafts. Refused: NOT_FOUND, VERSION_STALE,
 * CLAIM_NOT_OPEN, CLAIM_HAS_SPLITS, and what drafting refuses.
 */
export function editClaim(
  claim: queries.ClaimToDraft | undefined,
  asked: { version?: number | undefined; changes: ClaimChanges },
  facts: EditFacts,
): queries.SavedInputs {
  const current = refuseUnlessEditable(claim, asked.version);
  const { changes } = asked;
  const touchesAmounts = AMOUNTS.some((field) => field in changes);
  if (current.hasSplits && touchesAmounts) {
    throw new Refusal(
      "CLAIM_HAS_SPLITS",
      `${current.number} is split over several parts. Change them in the split, or remove the split first.`,
      [{ pointer: "/changes/settle", code: "CLAIM_HAS_SPLITS", message: "Edit the split." }],
    );
  }
  const inputs = merged(current, changes);
  const promotion = promotionNamed(inputs.promotionId, facts);
  const drafts =
    current.hasSplits || !touchesDrafts(changes)
      ? []
      : draftsOf({ ...inputs, promotion }, { open: current.open, rule: facts.rule });
  const keepDrafts = current.hasSplits || !touchesDrafts(changes);
  return {
    claimId: current.id,
    status: keepDrafts ? editedStatus(current) : statusWithDrafts({ open: current.open, drafts }),
    reason: inputs.reason,
    promotionId: promotion?.id ?? null,
    writeOffReason: inputs.writeOffReason,
    note: inputs.note,
    assignedToId: personNamed(inputs.assignedTo, facts),
    keepDrafts,
    by: facts.by,
    drafts: drafts.map(wireDraft),
  };
}

/** Writes what was decided, inside the savepoint it is given. */
export async function saveEdit(tx: Tx, saved: queries.SavedInputs): Promise<void> {
  if (!saved.keepDrafts) {
    await queries.clearDrafts(tx, saved.claimId);
    await queries.insertDrafts(tx, saved);
  }
  await queries.saveInputs(tx, saved);
}

export function refuseUnlessEditable<
  Row extends Pick<queries.ClaimToDraft, "number" | "version" | "status">,
>(claim: Row | undefined, version: number | undefined): Row {
  if (!claim) throw new Refusal("NOT_FOUND", "This claim is not there any more.");
  if (claim.version !== version) {
    throw new Refusal(
      "VERSION_STALE",
      `${claim.number} was changed since you saw it (version ${claim.version}, not ${version ?? "given"}). Refresh and decide again.`,
    );
  }
  if (!EDITABLE_CLAIMS.includes(claim.status)) {
    throw new Refusal(
      "CLAIM_NOT_OPEN",
      `${claim.number} is ${claim.status}; its inputs cannot be changed.`,
    );
  }
  return claim;
}

export const wireDraft = (draft: Draft) => ({ ...draft, amount: draft.amount.toString() });

const touchesDrafts = (changes: ClaimChanges) =>
  AMOUNTS.some((field) => field in changes) || "writeOffReason" in changes;

/** A note alone does not undo a match, and it is the first sign that somebody looks at the claim. */
const editedStatus = ({ status }: queries.ClaimToDraft) =>
  status === "PENDING" ? "IN_REVIEW" : status;

interface MergedInputs {
  reason: ClaimInputs["reason"];
  promotionId: string | null;
  settle: Money | null;
  dispute: Money | null;
  writeOff: Money | null;
  writeOffReason: string | null;
  note: string | null;
  assignedTo: string | null;
}

function merged(current: queries.ClaimToDraft, changes: ClaimChanges): MergedInputs {
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  );
  const { reason, promotionId, settle, dispute, writeOff, writeOffReason, note, assignedTo } =
    current;
  const before = {
    reason,
    promotionId,
    settle,
    dispute,
    writeOff,
    writeOffReason,
    note,
    assignedTo,
  };
  return { ...before, ...given };
}

function promotionNamed(name: string | null, { promotions }: EditFacts) {
  if (!name?.trim()) return null;
  const promotion = promotions.get(name.trim());
  if (promotion) return promotion;
  const message = `There is no promotion ${name}. Give its number, its id or the reference of its journal.`;
  throw new Refusal("PROMOTION_NOT_MATCHABLE", message, [
    { pointer: "/changes/promotionId", code: "PROMOTION_NOT_MATCHABLE", message },
  ]);
}

function personNamed(name: string | null, { people }: EditFacts): string | null {
  if (!name?.trim()) return null;
  const person = people.get(name.trim());
  if (person) return person;
  const message = `There is no ${name} in your organisation. Give a name or e-mail of somebody who is.`;
  throw new Refusal("INVALID", message, [
    { pointer: "/changes/assignedTo", code: "INVALID", message },
  ]);
}
