import type { Move } from "../../shared/planning/life.ts";
import { dayErrors, PROMOTION_DAYS } from "../../shared/planning/promotion-rules.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { newId } from "../mint.ts";
import type { AuditEntry } from "../tenancy/queries.ts";
import { accrueApproved } from "./accrue-approved.ts";
import { answerApprovals, keepVersions, outdateApprovals } from "./approval.queries.ts";
import { askApproval, askFinance } from "./ask-approval.ts";
import { copyFund, copyLines, copyPromotion, copyTactic } from "./copy.queries.ts";
import * as queries from "./move.queries.ts";
import type { MovedPromotion } from "./move-books.ts";
import { releaseAccrual } from "./release-accrual.ts";

/** A move that was decided, with who makes it, when and why. */
export interface Moving {
  promotion: MovedPromotion;
  move: Move;
  by: string;
  reason: string | null;
  weeks: number;
  now: Date;
}

/** What came of it: the promotion to show (a copy is another one), and what the audit keeps. */
export interface Moved {
  shownId: string;
  audit: AuditEntry[];
}

/** Carries out one decided move: status, fund, approvals, kept versions and accrual together. */
export async function writeMove(tx: Tx, moving: Moving): Promise<Moved> {
  const { promotion, move, by, reason, now } = moving;
  if ("decides" in move && move.decides.length > 0) {
    const status = move.kind === "REJECT" || move.kind === "LEAVE" ? "REJECTED" : "APPROVED";
    await answerApprovals(tx, { ids: move.decides, status, by, reason, now });
  }
  if (ENDS_APPROVALS.has(move.kind)) {
    await outdateApprovals(tx, { promotionIds: [promotion.id], now });
  }
  if (move.kind === "ASK") {
    await askFinance(tx, { ...move, promotionId: promotion.id, kind: move.approval }, moving);
    return moved(moving, `${move.approval.toLowerCase()}-asked`, { amount: move.amount });
  }
  return WRITES[move.kind](tx, moving);
}

type Write = (tx: Tx, moving: Moving) => Promise<Moved>;

const WRITES: Readonly<Record<Exclude<Move["kind"], "ASK">, Write>> = {
  SUBMIT: submit,
  AGREE: async (_, moving) => moved(moving, "agreed", {}),
  APPROVE: approve,
  REJECT: async (tx, moving) => {
    await queries.endPromotion(tx, { ...written(moving), status: "REJECTED" });
    return moved(moving, "rejected", { status: "REJECTED" }, await release(tx, moving, "REJECTED"));
  },
  CANCEL: async (tx, moving) => {
    await queries.endPromotion(tx, { ...written(moving), status: "CANCELLED" });
    const released = await release(tx, moving, "CANCELLED");
    return moved(moving, "cancelled", { status: "CANCELLED" }, released);
  },
  LEAVE: async (tx, moving) => {
    await queries.keepLastWords(tx, written(moving));
    return moved(moving, "left-as-it-was", {});
  },
  CLOSE: async (tx, moving) => {
    await queries.closePromotion(tx, written(moving));
    return moved(moving, "closed", { status: "CLOSED" }, await release(tx, moving, "CLOSED"));
  },
  REOPEN_AS_DRAFT: async (tx, moving) => {
    await queries.reopenAsDraft(tx, written(moving));
    return moved(moving, "reopened", { status: "DRAFT" }, await release(tx, moving, "REJECTED"));
  },
  REOPEN_AS_COMPLETED: async (tx, moving) => {
    await queries.reopenAsCompleted(tx, written(moving));
    return moved(moving, "reopened", { status: "COMPLETED" });
  },
  COPY: copy,
};

/** After these nobody is waited for any more. */
const ENDS_APPROVALS: ReadonlySet<Move["kind"]> = new Set([
  "REJECT",
  "CANCEL",
  "LEAVE",
  "REOPEN_AS_DRAFT",
]);

async function submit(tx: Tx, moving: Moving): Promise<Moved> {
  const { id, plannedSpend } = moving.promotion;
  await queries.submitPromotion(tx, written(moving));
  const roles = await askApproval(tx, [id], moving);
  return moved(moving, "submitted", {
    status: "PENDING_APPROVAL",
    plannedSpend,
    waitsFor: roles.get(id),
  });
}

async function approve(tx: Tx, moving: Moving): Promise<Moved> {
  const { by, now } = moving;
  const promotionIds = [moving.promotion.id];
  await queries.approvePromotion(tx, written(moving));
  await keepVersions(tx, { promotionIds, kind: "APPROVED", by, now });
  const accrued = await accrueApproved(tx, { promotionIds, by, now });
  return moved(moving, "approved", { status: "APPROVED" }, accrued);
}

async function copy(tx: Tx, moving: Moving): Promise<Moved> {
  const { promotion, by, weeks } = moving;
  const made = { id: newId(), sourceId: promotion.id, by, days: weeks * 7 };
  const [row] = await copyPromotion(tx, made);
  const [error] = row ? dayErrors(row, PROMOTION_DAYS) : [];
  if (error) {
    throw new Refusal(
      "INVALID",
      `Shifted by ${weeks} weeks, ${promotion.number} would leave the calendar: ${error.message}`,
    );
  }
  await copyLines(tx, made);
  await copyTactic(tx, made);
  await copyFund(tx, made);
  const entry = {
    act: "promotion.copied",
    entity: "promotion",
    entityId: made.id,
    before: null,
    after: { number: row?.number, copiedFrom: promotion.number, weeks },
    reason: moving.reason,
  };
  return { shownId: made.id, audit: [entry] };
}

/** What was accrued for a promotion and will not be paid any more. */
async function release(
  tx: Tx,
  { promotion, by, reason, now }: Moving,
  why: "CANCELLED" | "CLOSED" | "REJECTED",
): Promise<AuditEntry[]> {
  if (promotion.accrualStatus === "NONE") return [];
  return releaseAccrual(tx, { promotionIds: [promotion.id], why, reason, by, now });
}

const written = ({ promotion, by, reason, now }: Moving): queries.WrittenMove => ({
  id: promotion.id,
  by,
  reason,
  now,
});

function moved(
  { promotion, reason }: Moving,
  act: string,
  ...[after, more = []]: [after: object, more?: AuditEntry[]]
): Moved {
  const { id, status } = promotion;
  const before = { status };
  const entry = { act: `promotion.${act}`, entity: "promotion", entityId: id };
  return { shownId: id, audit: [{ ...entry, before, after, reason }, ...more] };
}
