import type { FieldFault } from "./record.ts";

/** A record that has been read, and its number in the batch. */
export interface Numbered<Record> {
  n: number;
  record: Record;
}

/** A record that cannot be taken, and everything that is wrong with it. */
export interface Rejected {
  n: number;
  faults: FieldFault[];
}

/** A record that says what the books say already; `entityId` is null while its first copy is still being written. */
export interface Duplicate {
  n: number;
  entityId: string | null;
}

/** A field of two records that says different things. */
export interface Difference {
  field: string;
  one: string;
  other: string;
}

/** What two records say differently. Left out, null and an empty object are the same; objects are compared by their content. */
export function differences(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): Difference[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .map((field) => ({ field, one: plain(one[field]), other: plain(other[field]) }))
    .filter((difference) => difference.one !== difference.other);
}

/** `"amount is 12000.0000 there and 11000.0000 here"`. */
export function inWords(found: readonly Difference[]): string {
  return found
    .map(
      ({ field, one, other }) => `${field} is ${one || "empty"} there and ${other || "empty"} here`,
    )
    .join(", ");
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  const text = JSON.stringify(value, inKeyOrder).replace(/^"(.*)"$/, "$1");
  return text === "{}" ? "" : text;
}

/** jsonb keeps keys in its own order, so the order of keys says nothing. */
function inKeyOrder(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
