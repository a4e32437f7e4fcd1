import { changeStatus } from "../../shared/planning/life.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import type { AuditEntry } from "../tenancy/queries.ts";
import { outdateApprovals } from "./approval.queries.ts";
import { askApproval } from "./ask-approval.ts";
import * as queries from "./change.queries.ts";

/**
 * What a published change does to promotions, after their rows were written and in the same transaction: a rejected one is a
 * draft again; a submitted or approved one waits for approval of the new version, its fund held, and what was asked for the old
 * one is stale. Answers what to add to the publish's own record. Refused: MOVE_NOT_ALLOWED for one that may not be changed.
 */
export async function reactToChange(
  tx: Tx,
  { promotionIds, caller, now }: { promotionIds: readonly string[]; caller: Caller; now: Date },
): Promise<AuditEntry[]> {
  if (promotionIds.length === 0) return [];
  const changed = await queries.changedPromotions(tx, promotionIds);
  const moves = changed.map((promotion) => ({ ...promotion, to: statusAfter(promotion) }));
  const drafts = moves.filter(({ status, to }) => to === "DRAFT" && status !== to);
  const pending = moves.filter(({ to }) => to === "PENDING_APPROVAL");
  if (drafts.length > 0) await queries.draftAgain(tx, idsOf(drafts));
  const by = caller.userId;
  const roles =
    pending.length > 0
      ? await askAgain(tx, idsOf(pending), { by, now })
      : new Map<string, string[]>();
  return [...drafts, ...pending].map(({ id, status, to }) => ({
    act: to === "DRAFT" ? "promotion.reopened" : "promotion.sent-back",
    entity: "promotion",
    entityId: id,
    before: { status },
    after: { status: to, ...(roles.has(id) && { waitsFor: roles.get(id) }) },
  }));
}

async function askAgain(
  tx: Tx,
  ids: readonly string[],
  { by, now }: { by: string; now: Date },
): Promise<ReadonlyMap<string, string[]>> {
  await queries.sendBack(tx, { ids, by, now });
  await outdateApprovals(tx, { promotionIds: ids, now });
  return askApproval(tx, ids, { by, now, reason: "Changed after it was submitted" });
}

function statusAfter({ number, status }: queries.ChangedPromotion) {
  const to = changeStatus(status);
  if (to) return to;
  throw new Refusal(
    "MOVE_NOT_ALLOWED",
    `${number} is ${status}, so its fields and lines are not changed any more.`,
  );
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
