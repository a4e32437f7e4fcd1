import fc from "fast-check";
import { expect, test } from "vitest";
import { admitCustomers } from "../../../shared/erp/admit-customers.ts";
import { CustomerRecord } from "../../../shared/erp/customer.ts";

const customer = (erpId: string, parentErpId: string | null) =>
  CustomerRecord.parse({
    erpId,
    name: erpId,
    type: "Bill-to",
    ...(parentErpId === null ? {} : { parentErpId }),
  });
const numbered = (...pairs: [string, string | null][]) =>
  pairs.map(([erpId, parentErpId], at) => ({ n: at + 1, record: customer(erpId, parentErpId) }));
const empty = { known: new Map(), parents: new Map<string, string | null>() };

test("a level counts who else is placed above, so that parents are placed first", () => {
  const verdict = admitCustomers(numbered(["c", "b"], ["b", "a"], ["a", null]), empty);

  expect(verdict.placements).toEqual([
    { erpId: "c", parentErpId: "b", level: 1 },
    { erpId: "b", parentErpId: "a", level: 0 },
  ]);
});

test("whoever hangs below a rejected customer is rejected with it", () => {
  const verdict = admitCustomers(numbered(["a", "a"], ["b", "a"], ["c", "b"], ["d", null]), empty);

  expect(verdict.fresh.map(({ n }) => n)).toEqual([4]);
  expect(verdict.rejected.map(({ n, faults }) => [n, faults[0]?.code])).toEqual([
    [1, "CUSTOMER_CYCLE"],
    [2, "PARENT_UNKNOWN"],
    [3, "PARENT_UNKNOWN"],
  ]);
});

test("what is taken never makes anyone their own ancestor", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const pair = fc.tuple(name, fc.option(name));
  const books = fc.constantFrom<[string, string | null][]>(
    [],
    [["a", null]],
    [
      ["a", null],
      ["b", "a"],
      ["c", "b"],
    ],
  );

  fc.assert(
    fc.property(fc.array(pair, { maxLength: 8 }), books, (pairs, before) => {
      const parents = new Map(before);
      const known = new Map(
        before.map(([erpId, parent]) => [erpId, { id: erpId, record: customer(erpId, parent) }]),
      );
      const verdict = admitCustomers(numbered(...pairs), { known, parents });
      for (const { record } of [...verdict.fresh, ...verdict.changed]) {
        parents.set(record.erpId, record.parentErpId ?? null);
      }
      for (const start of parents.keys()) {
        let at: string | null = start;
        for (let steps = 0; at !== null; steps++) {
          expect(steps).toBeLessThanOrEqual(parents.size);
          expect(parents.has(at)).toBe(true);
          at = parents.get(at) ?? null;
        }
      }
    }),
  );
});
