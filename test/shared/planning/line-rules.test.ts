import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { type LineDraft, lineErrors } from "../../../shared/planning/line-rules.ts";

const GOOD: LineDraft = {
  promotionId: "P-1",
  productErpId: "PG-OAT-12",
  discountPerUnit: Money.of("0.5"),
  forecastedBaseUnits: "100",
  forecastedUpliftUnits: null,
};

const codes = (draft: Partial<LineDraft>, facts: Parameters<typeof lineErrors>[1] = {}) =>
  lineErrors({ ...GOOD, ...draft }, facts).map(
    ({ pointer, code }) => `${pointer.replace("/changes/", "")} ${code}`,
  );

test("a line that keeps every rule has no errors, on the borders too", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ forecastedUpliftUnits: "-100" })).toEqual([]);
  expect(codes({ discountPerUnit: Money.zero }, { costBasis: "FIXED" })).toEqual([]);
});

test.each([
  [
    { promotionId: null, discountPerUnit: null },
    ["promotionId REQUIRED", "discountPerUnit REQUIRED"],
  ],
  [{ discountPerUnit: Money.of("-1") }, ["discountPerUnit NEGATIVE"]],
  [{ forecastedBaseUnits: "-1" }, ["forecastedBaseUnits NEGATIVE"]],
  [{ forecastedUpliftUnits: "-101" }, ["forecastedUpliftUnits NEGATIVE"]],
  [{ discountPerUnit: Money.of("999999999999999.9999") }, ["discountPerUnit TOO_LARGE"]],
  [
    { discountPerUnit: Money.of("9999.9999"), forecastedBaseUnits: "999999999999" },
    ["forecastedBaseUnits TOO_LARGE"],
  ],
])("the line %j breaks %j", (draft, expected) => {
  expect(codes(draft)).toEqual(expected);
});

test("a lump sum takes no discount and says what to do instead", () => {
  const [error] = lineErrors(GOOD, { costBasis: "FIXED", promotionNumber: "P-7" });

  expect(error?.message).toBe(
    "Promotion P-7 is paid as a lump sum: its lines carry units only. Set the discount to 0; the fee is the promotion's fixed cost.",
  );
});

test("a product that is there already names the promotion and the product", () => {
  const [error] = lineErrors(GOOD, { isTwice: true, promotionNumber: "P-7", sku: "PG-OAT-12" });

  expect(error).toMatchObject({ pointer: "/changes/productErpId", code: "DUPLICATE" });
  expect(error?.message).toContain("Promotion P-7 has a line for PG-OAT-12 already");
});
