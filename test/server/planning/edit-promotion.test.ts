import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type GridDesk, openGridDesk, USUAL } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

const shown = async (id: string) =>
  (await desk.department.request("paula", `GET /v1/promotions/${id}`)).as(Promotion);

describe("a new promotion", () => {
  test("is a draft with a number, its planner as owner and the tactic's accrual method", async () => {
    const row = await desk.draft({ tacticType: "EDLP", fixedCost: "250.00" });

    expect(row).toMatchObject({
      status: "DRAFT",
      fundStatus: "NONE",
      ownerName: "Paula Plan",
      createdByName: "Paula Plan",
      accrualMethod: "PER_SHIPMENT",
      editable: true,
      version: 1,
    });
    expect(row.number).toMatch(/^P-\d{4,}$/);
    expect(row.plannedSpend.toMinor()).toBe("250.00");
    expect(await shown(row.id)).toEqual(row);
  });

  test.each([
    ["customer by its name", { customerErpId: "walmart east" }, { customerErpId: "WALMART-EAST" }],
    ["tactic by its name", { tacticType: "scan-back" }, { tacticType: "SCAN_BACK" }],
    ["fund by its name", { fundId: "Walmart Trade Fund" }, { fundNumber: "F-1001" }],
    [
      "fund by its id",
      { fundId: "0190d000-0000-7000-8000-000000001501" },
      { fundNumber: "F-1001" },
    ],
    ["owner by name", { ownerId: "Peter Plan" }, { ownerName: "Peter Plan" }],
    [
      "owner by e-mail",
      { ownerId: "planner@prairie-pantry.example" },
      { ownerName: "Paula Reyes" },
    ],
    [
      "bill-through by name",
      { billThroughErpId: "Walmart West" },
      { billThroughErpId: "WALMART-WEST" },
    ],
  ])("finds the %s", async (_what, changes, expected) => {
    expect(await desk.draft(changes)).toMatchObject(expected);
  });

  test("numbers follow each other in the order of the rows", async () => {
    const rows = ["a", "b", "c"].map((name) => ({ changes: { ...USUAL, name } }));

    const { results } = await desk.publish("promotions", rows);

    const numbers = results.map(({ row }) => Number(row?.number.slice(2)));
    expect(numbers).toEqual([numbers[0], numbers[0]! + 1, numbers[0]! + 2]);
  });
});

describe("INVALID: a field", () => {
  test.each([
    ["name", { name: null }, "Name is missing"],
    ["customerErpId", { customerErpId: "KROGR" }, "Did you mean KROGER (Kroger)"],
    ["customerErpId", { customerErpId: "Wallmart" }, "Did you mean WALMART (Walmart)"],
    ["tacticType", { tacticType: "Dispaly" }, "Did you mean DISPLAY (Display)"],
    ["fundId", { fundId: "F-1009" }, "Did you mean F-1001"],
    ["ownerId", { ownerId: "Nobody Here" }, "There is no person Nobody Here"],
    ["sellInEnd", { sellInEnd: "2026-11-30" }, "before it starts on 2026-12-01"],
    ["scanEnd", { scanStart: "2026-12-05" }, "Give both dates, or neither"],
    ["scanStart", { scanEnd: "2026-12-05" }, "Give both dates, or neither"],
    ["scanEnd", { scanStart: "2026-12-05", scanEnd: "2026-12-04" }, "Scan ends on 2026-12-04"],
    [
      "scanStart",
      { scanStart: "2026-11-30", scanEnd: "2026-12-04" },
      "nothing is on the shelf yet",
    ],
    ["fixedCost", { fixedCost: "-1.00" }, "below zero"],
    ["fundId", { customerErpId: "KROGER" }, "belongs to WALMART, not to KROGER"],
    ["fundId", { sellInStart: "2031-01-01", sellInEnd: "2031-01-31" }, "does not cover"],
  ])("%s of %j is refused with its fix", async (field, changes, words) => {
    const wanted = Object.fromEntries(
      Object.entries({ ...USUAL, ...changes }).filter(([, value]) => value !== null),
    );

    const result = await desk.one("promotions", { changes: wanted });

    expect(result).toMatchObject({ outcome: "invalid", row: null, problem: { code: "INVALID" } });
    const [error] =
      result.problem?.errors.filter((each) => each.pointer === `/changes/${field}`) ?? [];
    expect(error?.message).toContain(words);
  });

  test("that is misspelt comes with what is allowed", async () => {
    const { problem } = await desk.one("promotions", {
      changes: { ...USUAL, customerErpId: "Walmart Eats" },
    });

    expect(problem?.errors[0]?.allowed).toContain("WALMART-EAST");
  });

  test("is named together with all the others of its row", async () => {
    const { problem } = await desk.one("promotions", { changes: { name: "Only a name" } });

    expect(problem?.errors.map(({ pointer }) => pointer)).toEqual([
      "/changes/customerErpId",
      "/changes/fundId",
      "/changes/tacticType",
      "/changes/sellInStart",
      "/changes/sellInEnd",
    ]);
    expect(problem?.detail).toContain("(and 4 more)");
  });

  test("of a fund above the customer is allowed", async () => {
    expect((await desk.draft({ customerErpId: "WALMART-EAST" })).fundNumber).toBe("F-1001");
  });

  test("with a fraction of a cent does not even enter", async () => {
    const answer = await desk.send("promotions", [{ changes: { ...USUAL, fixedCost: "1.001" } }]);

    expect(answer.problem().errors[0]?.pointer).toBe("/rows/0/changes/fixedCost");
  });
});
