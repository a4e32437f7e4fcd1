import { describe, expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { changeStatus, decideMove, mayChange, rolesOf } from "../../../shared/planning/life.ts";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import { PromotionStatus } from "../../../shared/planning/promotion.ts";
import type { ApprovalFact, PromotionFacts } from "../../../shared/planning/promotion-facts.ts";
import { Refusal } from "../../../shared/refusal.ts";
import type { Role } from "../../../shared/tenancy/identity.ts";

const PAULA = "paula";
const caller = (userId: string, ...roles: Role[]) => ({
  tenantId: "t",
  userId,
  name: userId,
  roles,
});
const fund = (available: string) => ({
  id: "f",
  number: "F-1",
  name: "Q1-Innov",
  available: Money.of(available),
});
const facts = (change: Partial<PromotionFacts> = {}): PromotionFacts => ({
  number: "P-1",
  status: "DRAFT",
  version: 3,
  createdBy: PAULA,
  createdByName: "Paula",
  ownerId: PAULA,
  ownerName: "Paula",
  submittedBy: null,
  lines: 2,
  fixedCost: Money.zero,
  plannedSpend: Money.of("1850"),
  unsettled: Money.of("1850"),
  accrued: Money.zero,
  releaseLimit: Money.of("25000"),
  fund: fund("5000"),
  saysWhatWasSubmitted: true,
  approvals: [],
  ...change,
});
const approval = (change: Partial<ApprovalFact> = {}): ApprovalFact => ({
  id: "a",
  kind: "PROMOTION",
  role: "SalesApprover",
  status: "OPEN",
  promotionVersion: 2,
  amount: Money.of("1850"),
  requestedBy: PAULA,
  requestedByName: "Paula",
  decidedByName: null,
  decidedAt: null,
  ...change,
});
const refusalOf = (decide: () => unknown): Refusal => {
  try {
    decide();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};
const asked = (act: PromotionAct, version = 3) => ({ act, version, reason: "because" });
const pending = (change: Partial<PromotionFacts> = {}) =>
  facts({ status: "PENDING_APPROVAL", submittedBy: PAULA, approvals: [approval()], ...change });

describe("submitting decides", () => {
  test("with a fixed cost alone, without any line", () => {
    const promotion = facts({ lines: 0, fixedCost: Money.of("1850") });

    expect(decideMove(asked("submit"), promotion, caller(PAULA, "Planner"))).toEqual({
      kind: "SUBMIT",
    });
  });

  test("PROMOTION_INCOMPLETE where a line costs nothing", () => {
    const promotion = facts({ plannedSpend: Money.zero });

    const refusal = refusalOf(() =>
      decideMove(asked("submit"), promotion, caller(PAULA, "Planner")),
    );

    expect([refusal.code, refusal.errors.map(({ pointer }) => pointer)]).toEqual([
      "PROMOTION_INCOMPLETE",
      ["/plannedSpend"],
    ]);
  });

  test("FUND_SHORT by a cent", () => {
    const enough = facts({ fund: fund("1850.00") });
    const short = facts({ fund: fund("1849.99") });

    expect(decideMove(asked("submit"), enough, caller(PAULA, "Planner")).kind).toBe("SUBMIT");
    expect(
      refusalOf(() => decideMove(asked("submit"), short, caller(PAULA, "Planner"))).message,
    ).toBe(
      "Fund F-1 (Q1-Innov) has 1,849.99 left; this promotion needs 1,850.00 (Planned spend). Plan less, choose another fund, or have the fund raised.",
    );
  });
});

describe("a refusal says", () => {
  test("from which status an act is possible, and by whom", () => {
    const running = facts({ status: "LIVE" });

    const { code, message } = refusalOf(() =>
      decideMove(asked("reopen"), running, caller(PAULA, "Planner")),
    );

    expect([code, message]).toEqual([
      "MOVE_NOT_ALLOWED",
      "P-1 is LIVE, so nobody may reopen it now: it can be done with one that is PENDING_APPROVAL or CANCELLED by a Planner, or with one that is CLOSED by a Controller or Finance.",
    ]);
  });

  test("which role may, and who owns it", () => {
    const noRole = refusalOf(() => decideMove(asked("close"), facts(), caller("ann", "Auditor")));
    const notOwn = refusalOf(() => decideMove(asked("cancel"), facts(), caller("ann", "Planner")));

    expect(noRole.message).toBe(
      "ann may not close P-1: it needs the role Controller. An administrator can grant it.",
    );
    expect(notOwn.message).toBe(
      "P-1 belongs to Paula, so ann may not cancel it: ask Paula, or have its owner changed.",
    );
  });
});

describe("approving decides", () => {
  test.each([
    [1, "VERSION_STALE"],
    [2, "APPROVE"],
    [3, "APPROVE"],
    [4, "VERSION_STALE"],
  ])(
    "version %i of a promotion in version 3 that was submitted in version 2: %s",
    (version, outcome) => {
      const decide = () =>
        decideMove(asked("approve", version), pending(), caller("sam", "SalesApprover"));

      const decided = outcome === "APPROVE" ? decide().kind : refusalOf(decide).code;

      expect(decided).toBe(outcome);
    },
  );

  test("AGREE while another role is waited for", () => {
    const both = pending({
      approvals: [approval(), approval({ id: "b", role: "FinanceApprover" })],
    });

    expect(decideMove(asked("approve"), both, caller("fay", "FinanceApprover"))).toEqual({
      kind: "AGREE",
      decides: ["b"],
    });
  });

  test("PROMOTION_INCOMPLETE where its lines went away since", () => {
    const empty = pending({ lines: 0, plannedSpend: Money.zero });

    const refusal = refusalOf(() =>
      decideMove(asked("approve"), empty, caller("sam", "SalesApprover")),
    );

    expect(refusal.code).toBe("PROMOTION_INCOMPLETE");
  });

  test("VERSION_STALE where closing would release more by now than was asked", () => {
    const grown = facts({
      status: "COMPLETED",
      accrued: Money.of("30000.01"),
      approvals: [approval({ kind: "CLOSE", role: "FinanceApprover", amount: Money.of("30000") })],
    });

    const refusal = refusalOf(() =>
      decideMove(asked("approve"), grown, caller("fay", "FinanceApprover")),
    );

    expect(refusal.code).toBe("VERSION_STALE");
    expect(refusal.message).toContain("30,000.01");
  });

  test("APPROVAL_BY_MAKER for who asked to close, with whatever roles", () => {
    const asker = caller("carla", "Controller", "FinanceApprover");
    const closing = facts({
      status: "COMPLETED",
      approvals: [
        approval({
          kind: "CLOSE",
          role: "FinanceApprover",
          requestedBy: "carla",
          promotionVersion: 3,
        }),
      ],
    });

    const refusal = refusalOf(() => decideMove(asked("approve"), closing, asker));

    expect(refusal.code).toBe("APPROVAL_BY_MAKER");
  });

  test("CLOSE at the limit, and to ASK a cent above it", () => {
    const at = facts({ status: "COMPLETED", accrued: Money.of("25000") });
    const above = facts({ status: "COMPLETED", accrued: Money.of("25000.01") });
    const carla = caller("carla", "Controller");

    expect(decideMove(asked("close"), at, carla)).toEqual({ kind: "CLOSE", decides: [] });
    expect(decideMove(asked("close"), above, carla)).toMatchObject({
      kind: "ASK",
      approval: "CLOSE",
    });
  });
});

describe("a change", () => {
  test("moves a promotion as far as it has come, and not at all once it runs", () => {
    const after = Object.fromEntries(
      PromotionStatus.options.map((status) => [status, changeStatus(status)]),
    );

    expect(after).toEqual({
      DRAFT: "DRAFT",
      REJECTED: "DRAFT",
      PENDING_APPROVAL: "PENDING_APPROVAL",
      APPROVED: "PENDING_APPROVAL",
      LIVE: null,
      COMPLETED: null,
      CLOSED: null,
      SETTLED: null,
      CANCELLED: null,
    });
  });

  test("is for a Planner of one's own: made, owned, or owned by nobody", () => {
    const draft = { status: "DRAFT" as const, createdBy: "ann", ownerId: PAULA };

    expect([
      mayChange(draft, caller(PAULA, "Planner")),
      mayChange(draft, caller("ann", "Planner")),
      mayChange({ ...draft, ownerId: null }, caller("bob", "Planner")),
      mayChange(draft, caller("bob", "Planner")),
      mayChange(draft, caller(PAULA, "SalesApprover")),
      mayChange({ ...draft, status: "LIVE" }, caller(PAULA, "Planner")),
    ]).toEqual([true, true, true, false, false, false]);
  });
});

test("a copy is a Planner's, every other act is whose moves name it", () => {
  expect([rolesOf("copy"), rolesOf("reopen")]).toEqual([
    ["Planner"],
    ["Planner", "Controller", "Finance"],
  ]);
});
