import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellOutcome } from "../../../addin/functions/cell-value.ts";
import type { FunctionResult } from "../../../shared/intelligence/functions.ts";
import { Money } from "../../../shared/money.ts";

type Kind = "number" | "text" | "day" | "instant";
const given = (kind: Kind, text: string): FunctionResult => ({ value: { kind, text } });
const outcome = (result: FunctionResult, zoneMinutes = 0) => cellOutcome(result, () => zoneMinutes);

describe("what a cell is given", () => {
  test("is the double nearest to an amount, which reads back as the same amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), (units) => {
        const sign = units < 0n ? "-" : "";
        const digits = (units < 0n ? -units : units).toString().padStart(5, "0");
        const text = Money.of(`${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`).toString();

        const cell = outcome(given("number", text));

        expect(cell).toEqual({ kind: "value", value: Number(text) });
        expect(cell.kind === "value" && Number(cell.value).toFixed(4)).toBe(
          text === "0.0000" ? Number(text).toFixed(4) : text,
        );
      }),
    );
  });

  test("is an error where a double would lose cents", () => {
    expect(outcome(given("number", "100000000000.00"))).toEqual({
      kind: "error",
      code: "NOT_AVAILABLE",
      message: "100000000000.00 is too large for a cell.",
    });
    expect(outcome(given("number", "99999999999.9999"))).toMatchObject({ kind: "value" });
  });

  test("is the serial of a day, and of an instant on the user's own clock", () => {
    expect(outcome(given("day", "2026-03-31"))).toEqual({ kind: "value", value: 46_112 });
    expect(outcome(given("instant", "2026-03-31T12:00:00Z"))).toEqual({
      kind: "value",
      value: 46_112.5,
    });
    expect(outcome(given("instant", "2026-03-31T03:00:00Z"), 360)).toEqual({
      kind: "value",
      value: 46_111.875,
    });
  });

  test("is a text as it is, and an error with its sentence", () => {
    const error = { code: "VALUE", message: "No." } as const;

    expect(outcome(given("text", "=1+1"))).toEqual({ kind: "value", value: "=1+1" });
    expect(outcome({ error })).toEqual({ kind: "error", ...error });
  });
});
