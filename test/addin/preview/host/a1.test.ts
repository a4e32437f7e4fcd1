import fc from "fast-check";
import { expect, test } from "vitest";
import {
  a1,
  bounding,
  columnIndex,
  columnName,
  intersection,
  MAX_COLUMNS,
  MAX_ROWS,
  parseA1,
  quoteSheet,
  type Zone,
} from "../../../../addin/preview/host/a1.ts";

const zones: fc.Arbitrary<Zone> = fc
  .record({
    r: fc.nat(MAX_ROWS - 1),
    c: fc.nat(MAX_COLUMNS - 1),
    rows: fc.integer({ min: 1, max: 5000 }),
    cols: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ r, c, rows, cols }) => ({
    r,
    c,
    rows: Math.min(rows, MAX_ROWS - r),
    cols: Math.min(cols, MAX_COLUMNS - c),
  }));

test("a column's name reads back as its number", () => {
  fc.assert(
    fc.property(fc.nat(MAX_COLUMNS - 1), (column) => {
      expect(columnIndex(columnName(column))).toBe(column);
    }),
  );
});

test("an address reads back as the zone it was written from", () => {
  fc.assert(
    fc.property(zones, (zone) => {
      expect(parseA1(a1(zone))).toEqual(zone);
    }),
  );
});

test("any sheet name survives quoting", () => {
  const names = fc
    .string({ minLength: 1, maxLength: 31 })
    .filter((name) => !/[\\/?*[\]:!]/.test(name));
  fc.assert(
    fc.property(names, (name) => {
      expect(parseA1(`${quoteSheet(name)}!B2`)?.sheet).toBe(name);
    }),
  );
});

test("what two zones share lies in both, and both lie in what bounds them", () => {
  fc.assert(
    fc.property(zones, zones, (one, other) => {
      const shared = intersection(one, other);

      expect(shared === null || intersection(shared, one)).toEqual(shared ?? true);
      expect(intersection(bounding(one, other), one)).toEqual(one);
    }),
  );
});

test.each([
  ["A1", { r: 0, c: 0, rows: 1, cols: 1 }],
  ["$B$2:D5", { r: 1, c: 1, rows: 4, cols: 3 }],
  ["D5:B2", { r: 1, c: 1, rows: 4, cols: 3 }],
  ["C:D", { r: 0, c: 2, rows: MAX_ROWS, cols: 2 }],
  ["3:4", { r: 2, c: 0, rows: 2, cols: MAX_COLUMNS }],
  ["'Promo Lines'!A1", { sheet: "Promo Lines", r: 0, c: 0, rows: 1, cols: 1 }],
])("%s is read as a zone", (address, zone) => {
  expect(parseA1(address)).toEqual(zone);
});

test.each(["", "A0", "XFE1", "A1048577", "tblDeductions", "A1:", "1A"])(
  "%j is no address",
  (address) => {
    expect(parseA1(address)).toBeNull();
  },
);
