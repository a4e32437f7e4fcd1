import fc from "fast-check";
import { expect, test } from "vitest";
import { dateToSerial, parseInput, serialToDate } from "../../../../addin/preview/host/input.ts";
import { formatText } from "../../../../addin/preview/host/number-format.ts";

test.each([
  [12000, "#,##0.00", "12,000.00"],
  [-2000.5, "#,##0.00", "-2,000.50"],
  [-2000.5, "#,##0.00;(#,##0.00)", "(2,000.50)"],
  [0, '#,##0.00;-#,##0.00;"-"', "-"],
  [0.2, "0%", "20%"],
  [0.125, "0.0%", "12.5%"],
  [7, "000", "007"],
  [1.5, "0.0###", "1.5"],
  [10000, "$#,##0.00", "$10,000.00"],
  [10000, '#,##0.00 "USD"', "10,000.00 USD"],
  [10000, "[Red]#,##0", "10,000"],
  [0.1 + 0.2, "General", "0.3"],
  [46_349, "yyyy-mm-dd", "2026-11-23"],
  [46_349.75, "m/d/yyyy h:mm", "11/23/2026 18:00"],
  [46_349.75, "d mmm yy h:mm AM/PM", "23 Nov 26 6:00 PM"],
  ["005", "@", "005"],
  ["open", 'General;General;General;"is "@', "is open"],
  [true, "General", "TRUE"],
])("%j in %s shows %s", (value, format, text) => {
  expect(formatText(value, format)).toBe(text);
});

test("an amount with two decimals shows what was stored", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e11, max: 1e11 }), (cents) => {
      const shown = formatText(cents / 100, "0.00");

      expect(Math.round(Number(shown) * 100)).toBe(cents);
    }),
  );
});

test("every day from 1900 on is one serial, in any time zone", () => {
  const days = fc.integer({ min: 61, max: 2_958_465 });
  fc.assert(
    fc.property(days, (serial) => {
      expect(dateToSerial(serialToDate(serial))).toBe(serial);
      expect(parseInput(formatText(serial, "yyyy-mm-dd"), "General").value).toBe(serial);
    }),
  );
});
