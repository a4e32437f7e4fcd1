import { Refusal } from "../refusal.ts";
import type { Caller } from "../tenancy/identity.ts";
import type { PromotionStatus } from "./promotion.ts";
import type { ApprovalFact, PromotionFacts } from "./promotion-facts.ts";
import { inWords, roleMissing } from "./who-may.ts";

type Verdict = "approve" | "reject";

/**
 * Which of the open approvals this caller answers: those of every role they have, at once. Refused: ROLE_MISSING (and who is
 * waited for), APPROVAL_NOT_OPEN (somebody of this role was first), VERSION_STALE (what was seen is not what waits),
 * APPROVAL_BY_MAKER (who created, submitted, changed or asked).
 */
export function decideApproval(
  { act, version }: { act: Verdict; version: number },
  facts: PromotionFacts & { open: readonly ApprovalFact[] },
  caller: Caller,
): readonly ApprovalFact[] {
  const mine = facts.open.filter(({ role }) => caller.roles.includes(role));
  const [first] = mine;
  if (!first) throw notTheirs(act, facts, caller);
  // An approval becomes stale with every change of what is paid, so whatever version since it was asked shows the same.
  if (version < first.promotionVersion || version > facts.version) {
    throw new Refusal(
      "VERSION_STALE",
      `${facts.number} changed since you saw it (version ${facts.version}, not ${version}). Look at the difference and decide again.`,
    );
  }
  const makers = [facts.createdBy, facts.submittedBy, ...mine.map((row) => row.requestedBy)];
  if (makers.includes(caller.userId)) {
    throw new Refusal(
      "APPROVAL_BY_MAKER",
      `You made, submitted or asked for ${facts.number}, so somebody else with the role ${inWords(mine.map(({ role }) => role))} decides it.`,
    );
  }
  return mine;
}

/** Refuses an answer where nothing is asked (any more), and says who answered, and when. */
export function refuseNotOpen(act: Verdict, { number, status, approvals }: PromotionFacts): never {
  const last = approvals.findLast(
    (decided) => decided.status !== "OPEN" && outcomeOf(decided) === status,
  );
  if (last) {
    throw new Refusal("APPROVAL_NOT_OPEN", `${number} was ${answered(last)}. Refresh to see it.`);
  }
  throw new Refusal(
    "MOVE_NOT_ALLOWED",
    `${number} is ${status} and waits for nobody's approval, so nobody may ${act} it: a Planner submits it first.`,
  );
}

/** `a FinanceApprover, asked by Carlos Stone`, for a sentence. */
export const waitingFor = (open: readonly ApprovalFact[]): string =>
  `it waits for a ${inWords(open.map(({ role }) => role))}, asked by ${open[0]?.requestedByName ?? "somebody"}`;

function notTheirs(
  act: Verdict,
  { number, approvals, open }: PromotionFacts & { open: readonly ApprovalFact[] },
  caller: Caller,
): Refusal {
  const decided = approvals.find(
    ({ status, role }) => status !== "OPEN" && caller.roles.includes(role),
  );
  if (decided) {
    return new Refusal(
      "APPROVAL_NOT_OPEN",
      `${number} was ${answered(decided)} as ${decided.role} already; now ${waitingFor(open)}.`,
    );
  }
  return roleMissing(
    caller,
    `${act} ${number} now`,
    open.map(({ role }) => role),
  );
}

const answered = ({ status, decidedByName, decidedAt }: ApprovalFact) =>
  `${status.toLowerCase()} by ${decidedByName ?? "somebody"} at ${decidedAt ?? "some time"} UTC`;

/** Where an answer led: while the promotion is still there, a second answer came too late. */
const outcomeOf = ({ kind, status }: ApprovalFact): PromotionStatus =>
  OUTCOMES[kind][status === "APPROVED" ? "APPROVED" : "REJECTED"];

const OUTCOMES: Readonly<
  Record<ApprovalFact["kind"], Readonly<Record<"APPROVED" | "REJECTED", PromotionStatus>>>
> = {
  PROMOTION: { APPROVED: "APPROVED", REJECTED: "REJECTED" },
  CLOSE: { APPROVED: "CLOSED", REJECTED: "COMPLETED" },
  REOPEN: { APPROVED: "COMPLETED", REJECTED: "CLOSED" },
};
