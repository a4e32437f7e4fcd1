import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../shared/day.ts";
import {
  type OverlapFacts,
  overlapsOf,
  performanceDays,
} from "../../../shared/planning/overlap.ts";
import { PromotionStatus } from "../../../shared/planning/promotion.ts";

const promotion = (id: string, changes: Partial<OverlapFacts> = {}): OverlapFacts => ({
  promotionId: id,
  number: `P-${id}`,
  status: "LIVE",
  customerPath: "walmart",
  from: "2026-11-02",
  to: "2026-11-29",
  skus: ["OR-100"],
  ...changes,
});

describe("two promotions overlap", () => {
  test("on the days and the products that both have", () => {
    const found = overlapsOf([
      promotion("1", { skus: ["OR-200", "OR-100", "OR-100"] }),
      promotion("2", { from: "2026-11-20", to: "2026-12-10", skus: ["OR-100", "OR-300"] }),
    ]);

    expect(found.get("1")).toEqual([
      { promotionId: "2", number: "P-2", from: "2026-11-20", to: "2026-11-29", skus: ["OR-100"] },
    ]);
  });

  test("when one ends on the day the other begins", () => {
    const found = overlapsOf([
      promotion("1"),
      promotion("2", { from: "2026-11-29", to: "2026-12-10" }),
    ]);

    expect(found.get("2")?.[0]).toMatchObject({ from: "2026-11-29", to: "2026-11-29" });
  });

  test("when one is for a customer above or below the other's", () => {
    const found = overlapsOf([
      promotion("1"),
      promotion("2", { customerPath: "walmart.east.store_7" }),
    ]);

    expect([...found.keys()].toSorted()).toEqual(["1", "2"]);
  });
});

test.each<[string, Partial<OverlapFacts>]>([
  ["no product is common", { skus: ["OR-999"] }],
  ["one begins the day after the other ended", { from: "2026-11-30", to: "2026-12-10" }],
  ["the customers are side by side", { customerPath: "walmartmexico" }],
  ["one is cancelled", { status: "CANCELLED" }],
  ["one is rejected", { status: "REJECTED" }],
])("nothing overlaps when %s", (_why, changes) => {
  expect(overlapsOf([promotion("1"), promotion("2", changes)]).size).toBe(0);
});

test("of a promotion that overlaps with hundreds, fifty are named", () => {
  const many = Array.from({ length: 300 }, (_, n) => promotion(String(n)));

  const found = overlapsOf(many);

  expect(new Set([...found.values()].map(({ length }) => length))).toEqual(new Set([50]));
});

test("the days of a promotion run from its earliest start to its latest end", () => {
  const sellIn = { sellInStart: "2026-11-02", sellInEnd: "2026-11-20" };

  expect(performanceDays({ ...sellIn, scanStart: "2026-10-30", scanEnd: "2026-11-10" })).toEqual({
    from: "2026-10-30",
    to: "2026-11-20",
  });
  expect(performanceDays({ ...sellIn, scanStart: null, scanEnd: null })).toEqual({
    from: "2026-11-02",
    to: "2026-11-20",
  });
});

const isOn = ({ status }: OverlapFacts) => status !== "CANCELLED" && status !== "REJECTED";

describe("of any promotions", () => {
  const some = fc.array(
    fc.record({
      status: fc.constantFrom(...PromotionStatus.options),
      customerPath: fc.constantFrom("a", "a.b", "a.b.c", "ab", "d"),
      start: fc.nat(40),
      length: fc.nat(20),
      skus: fc.subarray(["1", "2", "3"]),
    }),
    { maxLength: 12 },
  );
  const built = some.map((all) =>
    all.map(({ start, length, ...rest }, index) =>
      promotion(String(index), {
        ...rest,
        from: addDays("2026-12-01", start),
        to: addDays("2026-12-01", start + length),
      }),
    ),
  );

  test("an overlap is told from both sides alike, and never with itself", () => {
    fc.assert(
      fc.property(built, (promotions) => {
        const found = overlapsOf(promotions);

        for (const [id, overlaps] of found) {
          for (const { promotionId, from, to, skus } of overlaps) {
            expect(promotionId).not.toBe(id);
            const back = found.get(promotionId)?.filter((each) => each.promotionId === id);
            expect(back).toEqual([{ promotionId: id, number: `P-${id}`, from, to, skus }]);
          }
        }
      }),
    );
  });

  test("every pair with a day, a product and a line of customers in common is found", () => {
    fc.assert(
      fc.property(built, (promotions) => {
        const found = overlapsOf(promotions);

        const pairs = promotions.flatMap((one) =>
          promotions.filter(
            (other) =>
              one !== other &&
              isOn(one) &&
              isOn(other) &&
              one.from <= other.to &&
              other.from <= one.to &&
              one.skus.some((sku) => other.skus.includes(sku)) &&
              (`${one.customerPath}.`.startsWith(`${other.customerPath}.`) ||
                `${other.customerPath}.`.startsWith(`${one.customerPath}.`)),
          ),
        );
        expect([...found.values()].flat()).toHaveLength(pairs.length);
      }),
    );
  });
});
