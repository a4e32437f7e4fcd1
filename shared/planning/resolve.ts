import type { FieldError } from "../refusal.ts";

/** Something a person may name by its code, its name, or another number of its own. */
export interface Named {
  code: string;
  name: string;
  /** Other unambiguous names: an id, an e-mail, a GTIN, the ERP's number. */
  also?: readonly string[];
}

/** What a typed name stands for. Suggestions are the nearest codes, at most three, best first. */
export type Resolution<Entry extends Named = Named> =
  | { kind: "found"; code: string; entry: Entry }
  | { kind: "ambiguous"; codes: string[] }
  | { kind: "unknown"; suggestions: Entry[] };

const MOST_SUGGESTIONS = 3;

/**
 * Finds what was meant, the same in pane and server: an exact code, then a code or name whatever its capitals, when one
 * entry alone has it. Several of one name are ambiguous; for none, the nearest by spelling are suggested.
 */
export function resolve<Entry extends Named>(
  text: string,
  entries: readonly Entry[],
): Resolution<Entry> {
  const wanted = text.trim();
  const exact = entries.find(({ code }) => code === wanted);
  if (exact) return { kind: "found", code: exact.code, entry: exact };
  const folded = wanted.toLowerCase();
  const named = entries.filter((entry) => namesOf(entry).includes(folded));
  const [only] = named;
  if (only && named.length === 1) return { kind: "found", code: only.code, entry: only };
  if (only) return { kind: "ambiguous", codes: named.map(({ code }) => code).toSorted() };
  return { kind: "unknown", suggestions: nearest(folded, entries) };
}

/** What a name is of, for the sentence: "customer", "fund". */
export interface Wanted {
  field: string;
  what: string;
  text: string;
}

/** The field error of a name that did not resolve: what is wrong, what was perhaps meant, and what is allowed. */
export function unresolved(
  { field, what, text }: Wanted,
  resolution: Exclude<Resolution, { kind: "found" }>,
): FieldError {
  const pointer = `/changes/${field}`;
  if (resolution.kind === "ambiguous") {
    const { codes } = resolution;
    const message = `Several have the name ${text}: write the code of the ${what} you mean, ${codes.join(" or ")}.`;
    return { pointer, code: "AMBIGUOUS", message, allowed: codes };
  }
  const { suggestions } = resolution;
  const meant = suggestions.map(({ code, name }) => (code === name ? code : `${code} (${name})`));
  const question = meant.length > 0 ? `Did you mean ${meant.join(" or ")}?` : fixOf(what);
  const message = `There is no ${what} ${text}. ${question}`;
  const allowed = suggestions.map(({ code }) => code);
  return { pointer, code: "UNKNOWN", message, ...(allowed.length > 0 && { allowed }) };
}

const fixOf = (what: string) => `Choose a ${what} from the list.`;

const namesOf = ({ code, name, also = [] }: Named) =>
  [code, name, ...also].map((each) => each.toLowerCase());

function nearest<Entry extends Named>(wanted: string, entries: readonly Entry[]): Entry[] {
  const bound = Math.max(2, Math.floor(wanted.length / 3));
  return entries
    .map((entry) => ({ entry, distance: distanceTo(entry, { wanted, bound }) }))
    .filter(({ distance }) => distance <= bound)
    .toSorted((a, b) => a.distance - b.distance || (a.entry.code < b.entry.code ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ entry }) => entry);
}

/** How far the nearest of an entry's names is; a name that begins with what was typed is one step away. */
function distanceTo(entry: Named, { wanted, bound }: { wanted: string; bound: number }): number {
  const far = bound + 1;
  const distances = [entry.code, entry.name].map((each) => {
    const name = each.toLowerCase();
    if (wanted.length > 2 && name.startsWith(wanted)) return 1;
    if (Math.abs(name.length - wanted.length) > bound) return far;
    return editDistance(wanted, name);
  });
  return Math.min(...distances);
}

/** Levenshtein: how many letters must be put in, left out or replaced. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index++) {
    const letter = from[index];
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? to.length;
}
