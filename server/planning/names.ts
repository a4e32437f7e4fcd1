import { type Named, resolve, unresolved } from "../../shared/planning/resolve.ts";
import type { FieldError } from "../../shared/refusal.ts";
import type { NamesAsked } from "./names.queries.ts";

/** What typed names stand for: the entry, or why there is none as an error of the field. */
export type Names<Entry> = (
  text: string,
  wanted: { field: string; what: string },
) => { entry: Entry } | { error: FieldError };

/**
 * Resolves the names of a chunk at once: one statement for what is named, and only when a name is unknown a second one for
 * what may have been meant.
 */
export async function readNames<Entry extends Named>(
  texts: readonly (string | null | undefined)[],
  read: (asked: NamesAsked) => PromiseLike<readonly Entry[]>,
): Promise<Names<Entry>> {
  const typed = [...new Set(texts.flatMap((text) => (text?.trim() ? [text.trim()] : [])))];
  const wanted = typed.map((text) => text.toLowerCase());
  const named = typed.length > 0 ? await read({ wanted, all: false }) : [];
  const known = new Map(typed.map((text) => [text, resolve(text, named)]));
  const unknown = typed.filter((text) => known.get(text)?.kind === "unknown");
  const all = unknown.length > 0 ? await read({ wanted: [], all: true }) : [];
  for (const text of unknown) known.set(text, resolve(text, all));

  return (text, { field, what }) => {
    // A code that a typed name led to was not typed itself.
    const found = known.get(text.trim()) ?? resolve(text, named);
    return found.kind === "found"
      ? { entry: found.entry }
      : { error: unresolved({ field, what, text }, found) };
  };
}

/** The entry of a code that was resolved before; none for a text that nobody knows. */
export function entryOf<Entry>(names: Names<Entry>, code: string | null): Entry | undefined {
  const found = code === null ? null : names(code, { field: "", what: "" });
  return found && "entry" in found ? found.entry : undefined;
}
