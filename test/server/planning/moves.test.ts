import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import { Promotion, PromotionStatus } from "../../../shared/planning/promotion.ts";
import { type Department, EVERYBODY, openDepartment, type Person, rolesOf } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("1000000.00");
});
afterAll(() => department.close());

/** Everything that is allowed, told apart from the table that the product reads: from where, by whom, to where. */
const ALLOWED: Readonly<
  Record<PromotionAct, Partial<Record<PromotionStatus, { by: Person[]; to: string }>>>
> = {
  submit: {
    DRAFT: { by: ["paula"], to: "PENDING_APPROVAL RESERVED" },
    REJECTED: { by: ["paula"], to: "PENDING_APPROVAL RESERVED" },
  },
  approve: {
    PENDING_APPROVAL: { by: ["sam", "sarah", "both", "double"], to: "APPROVED COMMITTED" },
  },
  reject: {
    PENDING_APPROVAL: { by: ["sam", "sarah", "both", "double"], to: "REJECTED RELEASED" },
  },
  cancel: {
    DRAFT: { by: ["paula", "sam", "sarah", "both", "double"], to: "CANCELLED NONE" },
    REJECTED: { by: ["paula", "sam", "sarah", "both", "double"], to: "CANCELLED RELEASED" },
    PENDING_APPROVAL: { by: ["paula", "sam", "sarah", "both", "double"], to: "CANCELLED RELEASED" },
    APPROVED: { by: ["paula", "sam", "sarah", "both", "double"], to: "CANCELLED RELEASED" },
  },
  close: { COMPLETED: { by: ["carla", "colin"], to: "CLOSED RELEASED" } },
  reopen: {
    PENDING_APPROVAL: { by: ["paula"], to: "DRAFT NONE" },
    CANCELLED: { by: ["paula"], to: "DRAFT NONE" },
    // It waits for a FinanceApprover first.
    CLOSED: { by: ["finn", "carla", "colin"], to: "CLOSED RELEASED" },
  },
  copy: Object.fromEntries(
    PromotionStatus.options.map((status) => [
      status,
      { by: ["paula", "peter", "double"], to: "DRAFT NONE" },
    ]),
  ),
};

/** Who may do an act at some moment: everybody else lacks the role whatever the status. */
const ROLES: Readonly<Record<PromotionAct, readonly string[]>> = {
  submit: ["Planner"],
  approve: ["SalesApprover", "FinanceApprover"],
  reject: ["SalesApprover", "FinanceApprover"],
  cancel: ["Planner", "SalesApprover"],
  close: ["Controller"],
  reopen: ["Planner", "Controller", "Finance"],
  copy: ["Planner"],
};

const ACTS = Object.keys(ALLOWED) as PromotionAct[];
const cases = PromotionStatus.options.flatMap((status) => ACTS.map((act) => ({ status, act })));
const REASON = { reason: "because the test says so" };

const codeFor = (act: PromotionAct, status: PromotionStatus, person: Person): string => {
  if (!rolesOf(person).some((role) => ROLES[act].includes(role))) return "ROLE_MISSING";
  return ALLOWED[act][status] ? "ROLE_MISSING" : "MOVE_NOT_ALLOWED";
};

describe.each(cases)("$act of a promotion that is $status", ({ act, status }) => {
  const may = ALLOWED[act][status]?.by ?? [];
  const others = EVERYBODY.filter((person) => !may.includes(person));

  test(`${act}, ${status}: is refused to everybody else, and changes nothing`, async () => {
    const promotion = await department.promotion({ status, fundId });

    const answers = await Promise.all(
      others.map(async (person) => {
        const answer = await department.move(person, act, { ...promotion, ...REASON });
        return [person, answer.problem().code];
      }),
    );

    expect(answers).toEqual(others.map((person) => [person, codeFor(act, status, person)]));
    expect(await department.state(promotion.id)).toMatchObject({ status, version: 1 });
  });

  test.each(may)(`${act}, ${status}: is allowed to %s`, async (person) => {
    const promotion = await department.promotion({ status, fundId });

    const answer = await department.move(person, act, { ...promotion, ...REASON });

    const { id } = answer.as(Promotion);
    const { status: to, fundStatus } = await department.state(id);
    expect(`${String(to)} ${String(fundStatus)}`).toBe(ALLOWED[act][status]?.to);
  });
});
