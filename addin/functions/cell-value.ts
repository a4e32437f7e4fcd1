import { toSerial } from "../../shared/day.ts";
import type { FunctionResult } from "../../shared/intelligence/functions.ts";

/** What a cell is given: a value, or an error of Excel with its sentence. */
export type CellOutcome =
  | { kind: "value"; value: string | number }
  | { kind: "error"; code: "NOT_AVAILABLE" | "VALUE"; message: string };

const LARGEST = 1e11;
const MINUTES_A_DAY = 1_440;

/**
 * The server's result as a cell holds it: decimal text of at most four places becomes the double nearest to it, a day its serial,
 * an instant the serial of the user's own clock (`zoneMinutes` is Date's offset: minutes behind UTC). A number of 1e11 and more
 * would lose cents and is not shown.
 */
export function cellOutcome(
  result: FunctionResult,
  zoneMinutes: (instant: Date) => number,
): CellOutcome {
  if ("error" in result) return { kind: "error", ...result.error };
  const { kind, text } = result.value;
  switch (kind) {
    case "text":
      return { kind: "value", value: text };
    case "day":
      return { kind: "value", value: toSerial(text) };
    case "instant":
      return { kind: "value", value: serialOfInstant(new Date(text), zoneMinutes) };
    case "number":
      return numberOutcome(text);
  }
}

function numberOutcome(text: string): CellOutcome {
  const value = Number(text);
  return Math.abs(value) < LARGEST
    ? { kind: "value", value }
    : { kind: "error", code: "NOT_AVAILABLE", message: `${text} is too large for a cell.` };
}

function serialOfInstant(instant: Date, zoneMinutes: (instant: Date) => number): number {
  const minutes = instant.getTime() / 60_000 - zoneMinutes(instant);
  return toSerial("1970-01-01") + minutes / MINUTES_A_DAY;
}
