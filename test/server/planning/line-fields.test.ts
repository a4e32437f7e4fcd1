import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GridDesk, openGridDesk, usualLine } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

describe("INVALID: a line's field", () => {
  test.each([
    ["promotionId", { promotionId: "P-9" }, "There is no promotion P-9"],
    ["productErpId", { productErpId: "PG-OAT-13" }, "Did you mean PG-OAT-12"],
    ["forecastedBaseUnits", { forecastedBaseUnits: "-1" }, "below zero"],
    ["forecastedUpliftUnits", { forecastedUpliftUnits: "-1001" }, "Uplift can be -1000"],
  ])("%s of %j is refused with its fix", async (field, changes, words) => {
    const { id } = await desk.draft();

    const result = await desk.one("promotion-lines", { changes: usualLine(id, changes) });

    expect(result).toMatchObject({ outcome: "invalid", problem: { code: "INVALID" } });
    const errors = result.problem?.errors ?? [];
    expect(errors.find(({ pointer }) => pointer === `/changes/${field}`)?.message).toContain(words);
  });

  test("that is missing is named with all the others", async () => {
    const { problem } = await desk.one("promotion-lines", { changes: {} });

    expect(problem?.errors.map(({ pointer }) => pointer)).toEqual([
      "/changes/promotionId",
      "/changes/productErpId",
      "/changes/discountPerUnit",
      "/changes/forecastedBaseUnits",
    ]);
  });

  test.each([
    ["discountPerUnit", "0.12345"],
    ["discountPerUnit", "-1"],
    ["forecastedBaseUnits", "10.5"],
  ])("%s of %s does not even enter", async (field, value) => {
    const answer = await desk.send("promotion-lines", [
      { changes: usualLine("P-1001", { [field]: value }) },
    ]);

    expect(answer.problem().errors[0]?.pointer).toBe(`/rows/0/changes/${field}`);
  });

  test("a discount where the tactic is a lump sum names the fixed cost instead", async () => {
    const { id, number } = await desk.draft({ tacticType: "FEATURE" });

    const { problem } = await desk.one("promotion-lines", { changes: usualLine(id) });

    expect(problem?.errors[0]?.pointer).toBe("/changes/discountPerUnit");
    expect(problem?.detail).toContain(`${number} is paid as a lump sum`);
    expect((await desk.line(id, { discountPerUnit: "0" })).lineSpend.isZero()).toBe(true);
  });

  test("a product that the promotion has already is refused, in the table and in the chunk", async () => {
    const { id } = await desk.draft();
    await desk.line(id);

    const { results } = await desk.publish("promotion-lines", [
      { changes: usualLine(id) },
      { changes: usualLine(id, { productErpId: "MD-OAT-05" }) },
      { changes: usualLine(id, { productErpId: "400007" }) },
    ]);

    expect(results.map(({ outcome }) => outcome)).toEqual(["invalid", "saved", "invalid"]);
    expect(results[2]?.problem?.detail).toContain("has a line for MD-OAT-05 already");
  });
});
