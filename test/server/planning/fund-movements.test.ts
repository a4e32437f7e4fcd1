import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Fund, FundMovementPage } from "../../../shared/planning/fund.ts";
import { type Department, openDepartment, type Person } from "./department.ts";

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.close());

const post = (
  person: Person,
  path: `/v1/funds/${string}`,
  { key = randomUUID(), ...body }: Record<string, string>,
) => department.request(person, `POST ${path}`, { body, headers: { "idempotency-key": key } });
const transfer = (fundId: string, toFund: string, amount: string) =>
  post("carla", `/v1/funds/${fundId}/transfers`, { toFund, amount, reason: "fall support" });
const book = (fundId: string, kind: string, amount: string) =>
  post("carla", `/v1/funds/${fundId}/movements`, { kind, amount, reason: "half-year review" });
const numberOf = (fundId: string) =>
  department.app.database.as(async (tx) => {
    const [fund] = await tx<{ number: string }[]>`
      select number from planning.funds where id = ${fundId}::uuid
    `;
    return fund?.number ?? "";
  });

describe("a transfer", () => {
  test("moves money on both sides at once, and both say where it went", async () => {
    const [from, to] = [await department.fund("1000.00"), await department.fund("0.00")];

    const answer = await transfer(from, await numberOf(to), "250.10");

    expect(answer.as(Fund).available.toMinor()).toBe("749.90");
    expect(answer.as(Fund).transfers.toMinor()).toBe("-250.10");
    expect([await department.left(from), await department.left(to)]).toEqual([
      "749.9000",
      "250.1000",
    ]);
    const movements = await department.request("audrey", `GET /v1/funds/${to}/movements`);
    const [row] = movements.as(FundMovementPage).rows;
    expect(row).toMatchObject({
      kind: "TRANSFER_IN",
      otherFundNumber: await numberOf(from),
      reason: "fall support",
      by: "Carla Control",
    });
  });

  test("finds the other fund by its name or id as well", async () => {
    const [from, to] = [await department.fund("1000.00"), await department.fund("0.00")];
    const name = `test fund ${(await numberOf(to)).slice(2)}`;

    const answers = [await transfer(from, name, "1.00"), await transfer(from, to, "1.00")];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await department.left(to)).toBe("2.0000");
  });

  test("FUND_SHORT: gives no more than is left", async () => {
    const [from, to] = [await department.fund("100.00"), await department.fund("0.00")];
    const promotion = await department.promotion({ fundId: from, planned: "60.00" });
    await department.move("paula", "submit", promotion);

    const answer = await transfer(from, to, "40.01");

    expect([answer.status, answer.problem().code]).toEqual([409, "FUND_SHORT"]);
    expect(answer.problem().detail).toContain("has 40.00 left, so it cannot give 40.01");
  });

  test("is done once, however often it is sent under its key", async () => {
    const [from, to] = [await department.fund("100.00"), await department.fund("0.00")];
    const body = { toFund: to, amount: "40.00", reason: "fall support", key: randomUUID() };

    const answers = [
      await post("carla", `/v1/funds/${from}/transfers`, body),
      await post("carla", `/v1/funds/${from}/transfers`, body),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await department.left(to)).toBe("40.0000");
  });

  test.each([
    ["a fund that does not exist", { toFund: "F-nowhere" }, "/toFund"],
    ["itself", {}, "/toFund"],
    ["nothing", { amount: "0.00" }, "/amount"],
    ["less than nothing", { amount: "-5.00" }, "/amount"],
  ])("INVALID: to or of %s is refused", async (_, change, pointer) => {
    const [from, to] = [await department.fund("100.00"), await department.fund("0.00")];
    const toFund = pointer === "/toFund" ? from : to;
    const body = { toFund, amount: "5.00", reason: "fall support", ...change };

    const answer = await post("carla", `/v1/funds/${from}/transfers`, body);

    expect([answer.problem().code, answer.problem().errors[0]?.pointer]).toEqual([
      "INVALID",
      pointer,
    ]);
  });

  test("of many at once in both directions ends, and no cent is lost", async () => {
    const [one, two] = [await department.fund("500.00"), await department.fund("500.00")];

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 === 0 ? transfer(one, two, "30.00") : transfer(two, one, "20.00"),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect([await department.left(one), await department.left(two)]).toEqual([
      "400.0000",
      "600.0000",
    ]);
  });

  test("and a submit at once never overspend the fund between them", async () => {
    const [from, to] = [await department.fund("1000.00"), await department.fund("0.00")];
    const promotion = await department.promotion({ fundId: from, planned: "600.00" });

    const answers = await Promise.all([
      department.move("paula", "submit", promotion),
      transfer(from, to, "600.00"),
    ]);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await department.left(from)).toBe("400.0000");
  });

  test.each(["paula", "sam", "fay", "finn", "audrey", "ada"] as const)(
    "ROLE_MISSING: is not for %s",
    async (person) => {
      const fund = await department.fund("100.00");
      const body = { toFund: fund, amount: "5.00", reason: "fall support" };

      const answer = await post(person, `/v1/funds/${fund}/transfers`, body);

      expect(answer.problem().code).toBe("ROLE_MISSING");
    },
  );
});

describe("a movement", () => {
  test("earned money and drawbacks are positive, an adjustment has a sign", async () => {
    const fund = await department.fund("100.00");

    await book(fund, "EARNED", "50.00");
    await book(fund, "DRAWBACK", "20.00");
    await book(fund, "ADJUSTMENT", "-7.50");
    const answer = await book(fund, "ADJUSTMENT", "2.50");

    const { earned, drawbacks, adjustments, available } = answer.as(Fund);
    expect([earned, drawbacks, adjustments, available].map((each) => each.toMinor())).toEqual([
      "50.00",
      "20.00",
      "-5.00",
      "125.00",
    ]);
  });

  test.each([
    ["DRAWBACK", "100.01"],
    ["ADJUSTMENT", "-100.01"],
  ])("FUND_SHORT: a %s of %s takes no more than is left", async (kind, amount) => {
    const fund = await department.fund("100.00");

    const answer = await book(fund, kind, amount);

    expect(answer.problem().code).toBe("FUND_SHORT");
  });

  test.each([
    ["EARNED", "-1.00"],
    ["EARNED", "0.00"],
    ["DRAWBACK", "-1.00"],
    ["ADJUSTMENT", "0.00"],
  ])("INVALID: %s of %s changes nothing", async (kind, amount) => {
    const fund = await department.fund("100.00");

    const answer = await book(fund, kind, amount);

    expect(answer.problem().code).toBe("INVALID");
  });

  test("NOT_FOUND: on a fund that is not there", async () => {
    const answer = await book(randomUUID(), "EARNED", "1.00");

    expect(answer.problem().code).toBe("NOT_FOUND");
  });
});
