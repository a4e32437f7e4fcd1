import { Money } from "../money.ts";
import { Refusal } from "../refusal.ts";
import type { Caller, Role } from "../tenancy/identity.ts";
import { decideApproval, refuseNotOpen, waitingFor } from "./agree.ts";
import { fundShort, fundShortfall } from "./fund-check.ts";
import { moveFrom, PROMOTION_MOVES, type PromotionAct } from "./moves.ts";
import type { PromotionStatus } from "./promotion.ts";
import type { ApprovalFact, PromotionFacts } from "./promotion-facts.ts";
import { inWords, isOwn, mustBeOwn, roleMissing } from "./who-may.ts";

/** What is asked: the act, the version that was seen, and why. */
export interface MoveAsked {
  act: PromotionAct;
  version: number;
  reason: string | null;
}

/** What to do about it. `decides` names the approvals that it answers. */
export type Move =
  | { kind: "SUBMIT" }
  | { kind: "AGREE"; decides: readonly string[] }
  | { kind: "APPROVE"; decides: readonly string[] }
  | { kind: "REJECT"; decides: readonly string[] }
  | { kind: "CANCEL" }
  | { kind: "ASK"; approval: "CLOSE" | "REOPEN"; amount: Money }
  | { kind: "LEAVE"; decides: readonly string[] }
  | { kind: "CLOSE"; decides: readonly string[] }
  | { kind: "REOPEN_AS_DRAFT" }
  | { kind: "REOPEN_AS_COMPLETED"; decides: readonly string[] }
  | { kind: "COPY" };

/** The status after its fields or lines were changed by a publish; null when they may not be changed any more. */
export const changeStatus = (status: PromotionStatus): PromotionStatus | null =>
  moveFrom("change", status)?.to ?? null;

/** Whether this caller may change a promotion's fields and lines now: a Planner, their own, and not yet running. */
export const mayChange = (
  promotion: Pick<PromotionFacts, "status" | "createdBy" | "ownerId">,
  caller: Caller,
): boolean =>
  changeStatus(promotion.status) !== null &&
  caller.roles.includes("Planner") &&
  isOwn(promotion, caller);

/**
 * Decides one act on one promotion (PROMOTION_MOVES says what is allowed, decisions.md 4 and 5). Throws a Refusal whose
 * sentence says what is the case and who may: ROLE_MISSING, MOVE_NOT_ALLOWED, APPROVAL_NOT_OPEN, APPROVAL_BY_MAKER,
 * VERSION_STALE, INVALID (a reason is missing), PROMOTION_INCOMPLETE, FUND_SHORT. In that order of questions: may anybody
 * like the caller do this at all, is it the moment, may this caller, is it what was seen, is it complete.
 */
export function decideMove(asked: MoveAsked, facts: PromotionFacts, caller: Caller): Move {
  refuseRole(asked.act, facts, caller);
  if (asked.act === "approve" || asked.act === "reject") {
    return decideWaiting({ ...asked, act: asked.act }, facts, caller);
  }
  if (asked.act !== "copy") refuseMove(asked.act, facts, caller);
  refuseStale(asked.version, facts);
  if (NEEDS_REASON.has(asked.act)) refuseWithoutReason(asked);
  return ACTS[asked.act](facts);
}

type OwnAct = Exclude<PromotionAct, "approve" | "reject">;

const NEEDS_REASON: ReadonlySet<PromotionAct> = new Set(["reject", "cancel", "reopen"]);

const ACTS: Readonly<Record<OwnAct, (facts: PromotionFacts) => Move>> = {
  submit: (facts) => {
    refuseIncomplete(facts);
    refuseShort(facts, facts.plannedSpend);
    return { kind: "SUBMIT" };
  },
  cancel: () => ({ kind: "CANCEL" }),
  close: (facts) =>
    facts.accrued.isMoreThan(facts.releaseLimit)
      ? { kind: "ASK", approval: "CLOSE", amount: facts.accrued }
      : { kind: "CLOSE", decides: [] },
  reopen: (facts) =>
    facts.status === "CLOSED"
      ? { kind: "ASK", approval: "REOPEN", amount: facts.unsettled }
      : { kind: "REOPEN_AS_DRAFT" },
  copy: () => ({ kind: "COPY" }),
};

/** Approve and reject answer whatever waits on the promotion: that it runs, that it is closed, that it is reopened. */
function decideWaiting(
  asked: MoveAsked & { act: "approve" | "reject" },
  facts: PromotionFacts,
  caller: Caller,
): Move {
  const open = facts.approvals.filter(({ status }) => status === "OPEN");
  const [first] = open;
  if (!first) return refuseNotOpen(asked.act, facts);
  const answered = decideApproval(asked, { ...facts, open }, caller);
  if (asked.act === "reject") refuseWithoutReason(asked);
  const decides = answered.map(({ id }) => id);
  if (asked.act === "reject") {
    return first.kind === "PROMOTION" ? { kind: "REJECT", decides } : { kind: "LEAVE", decides };
  }
  if (open.length > answered.length) return { kind: "AGREE", decides };
  return agreed(first, facts, decides);
}

/** What the last agreement sets going. */
function agreed(first: ApprovalFact, facts: PromotionFacts, decides: readonly string[]): Move {
  switch (first.kind) {
    case "PROMOTION":
      refuseIncomplete(facts);
      refuseOtherContent(facts);
      return { kind: "APPROVE", decides };
    case "CLOSE":
      refuseLargerRelease(first, facts);
      return { kind: "CLOSE", decides };
    case "REOPEN":
      refuseShort(facts, facts.unsettled);
      return { kind: "REOPEN_AS_COMPLETED", decides };
  }
}

function refuseRole(act: PromotionAct, { number }: PromotionFacts, caller: Caller): void {
  const roles = rolesOf(act);
  if (!caller.roles.some((role) => roles.includes(role))) {
    throw roleMissing(caller, `${act} ${number}`, roles);
  }
}

/** Every role that may do an act at some moment. A copy is a new plan, so it is a Planner's. */
export const rolesOf = (act: PromotionAct): Role[] =>
  act === "copy" ? ["Planner"] : [...new Set(PROMOTION_MOVES[act].flatMap(({ by }) => by))];

function refuseMove(act: Exclude<OwnAct, "copy">, facts: PromotionFacts, caller: Caller): void {
  const move = moveFrom(act, facts.status);
  if (!move) throw notAllowed(act, facts);
  const waits = facts.approvals.find(
    ({ status, kind }) => status === "OPEN" && WAITS[act] === kind,
  );
  if (waits) {
    throw new Refusal(
      "MOVE_NOT_ALLOWED",
      `${facts.number} waits for approval of this already: ${waitingFor([waits])}.`,
    );
  }
  const held = move.by.filter((role) => caller.roles.includes(role));
  if (held.length === 0) throw roleMissing(caller, `${act} ${facts.number} now`, move.by);
  if (held.every((role) => role === "Planner")) mustBeOwn(act, facts, caller);
}

/** An act that was asked for is not asked for twice. */
const WAITS: Readonly<Partial<Record<PromotionAct, ApprovalFact["kind"]>>> = {
  close: "CLOSE",
  reopen: "REOPEN",
};

function notAllowed(act: Exclude<OwnAct, "copy">, { number, status }: PromotionFacts): Refusal {
  const moves = PROMOTION_MOVES[act];
  const may = moves.map(({ from, by }) => `one that is ${inWords(from)} by a ${inWords(by)}`);
  return new Refusal(
    "MOVE_NOT_ALLOWED",
    `${number} is ${status}, so nobody may ${act} it now: it can be done with ${may.join(", or with ")}.`,
  );
}

function refuseStale(version: number, facts: PromotionFacts): void {
  if (version === facts.version) return;
  throw new Refusal(
    "VERSION_STALE",
    `${facts.number} changed since you saw it (version ${facts.version}, not ${version}). Refresh and decide again.`,
  );
}

function refuseWithoutReason({ act, reason }: MoveAsked): void {
  if (reason) return;
  const message = `Say why: to ${act} needs a reason of at least three characters.`;
  throw new Refusal("INVALID", message, [{ pointer: "/reason", code: "required", message }]);
}

function refuseIncomplete({ number, lines, fixedCost, plannedSpend, fund }: PromotionFacts): void {
  const errors = [
    lines === 0 &&
      fixedCost.isZero() &&
      missing(
        "/lines",
        "It has neither a line nor a fixed cost: add a line on the Promo Lines sheet.",
      ),
    !plannedSpend.isPositive() &&
      missing(
        "/plannedSpend",
        "Its planned spend is 0.00: give a discount and units, or a fixed cost.",
      ),
    fund === null && missing("/fundId", "It has no fund: choose the fund that pays for it."),
  ].filter((error) => error !== false);
  if (errors.length === 0) return;
  const what = errors.map(({ message }) => message).join(" ");
  throw new Refusal("PROMOTION_INCOMPLETE", `${number} is not complete yet. ${what}`, errors);
}

const missing = (pointer: string, message: string) => ({ pointer, code: "required", message });

function refuseShort({ fund }: PromotionFacts, needs: Money): void {
  if (!fund) return;
  const change = { before: Money.zero, after: needs };
  if (fundShortfall({ available: fund.available, ...change })) throw fundShort(fund, change);
}

function refuseOtherContent({ number, saysWhatWasSubmitted }: PromotionFacts): void {
  if (saysWhatWasSubmitted) return;
  throw new Refusal(
    "VERSION_STALE",
    `${number} does not say any more what was submitted. Reject it, so that it is submitted again.`,
  );
}

function refuseLargerRelease({ amount }: ApprovalFact, { number, accrued }: PromotionFacts): void {
  if (!accrued.isMoreThan(amount)) return;
  throw new Refusal(
    "VERSION_STALE",
    `Closing ${number} would release ${accrued.toDisplay()} by now, more than the ${amount.toDisplay()} that was asked for. Reject it, so that it can be asked for again.`,
  );
}
