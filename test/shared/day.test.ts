import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, fromSerial, monthOf, toSerial } from "../../shared/day.ts";

const anyDay = fc
  .integer({ min: -20_000, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

test("Excel's serial of 2026-11-23 is 46349", () => {
  expect(toSerial("2026-11-23")).toBe(46_349);
  expect(fromSerial(46_349)).toBe("2026-11-23");
});

test("a workbook that counts from 1904 is 1,462 days behind", () => {
  expect(toSerial("2026-11-23", true)).toBe(46_349 - 1462);
  expect(fromSerial(46_349 - 1462, true)).toBe("2026-11-23");
});

test("a serial with a time of day, or outside the calendar, is not a day", () => {
  expect(fromSerial(46_349.5)).toBeNull();
  expect(fromSerial(0)).toBeNull();
  expect(fromSerial(3_000_000)).toBeNull();
});

test("a day survives the way into a cell and back", () => {
  fc.assert(
    fc.property(anyDay, fc.boolean(), (day, date1904) => {
      fc.pre(toSerial(day, date1904) > 0);
      expect(fromSerial(toSerial(day, date1904), date1904)).toBe(day);
    }),
  );
});

test("the day after the last of February in a leap year is the 29th", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysBetween({ from: "2028-02-28", to: "2028-03-01" })).toBe(2);
  expect(monthOf("2028-02-29")).toBe("2028-02");
});
