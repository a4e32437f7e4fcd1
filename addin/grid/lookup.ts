import { type Named, type Resolution, resolve } from "../../shared/planning/resolve.ts";

/** Something a cell may name, with the few facts that the local rules need of it. */
export interface Entry extends Named {
  facts?: Readonly<Record<string, string>>;
}

/** What a dropdown offers. An open list is not everything there is: what it lacks is left to the server. */
export interface GridList {
  entries: readonly Entry[];
  isOpen: boolean;
}

/** A list of codes that have no names of their own. */
export const codeList = (codes: readonly string[]): GridList => ({
  entries: codes.map((code) => ({ code, name: code })),
  isOpen: false,
});

export const NO_LIST: GridList = { entries: [], isOpen: true };

interface Index {
  codes: readonly string[];
  byCode: ReadonlyMap<string, Entry>;
  byName: ReadonlyMap<string, readonly Entry[]>;
  /** Five hundred rows with one misspelt name ask once. */
  asked: Map<string, Resolution<Entry>>;
}

const indexes = new WeakMap<GridList, Index>();

/** Finds what was typed as `resolve` does, quickly enough for 20,000 rows. */
export function lookUp(list: GridList, typed: string): Resolution<Entry> {
  const index = indexOf(list);
  const text = typed.trim();
  const exact = index.byCode.get(text);
  if (exact !== undefined) return { kind: "found", code: exact.code, entry: exact };
  const named = index.byName.get(text.toLowerCase()) ?? [];
  const [only] = named;
  if (only !== undefined && named.length === 1)
    return { kind: "found", code: only.code, entry: only };
  const known = index.asked.get(text);
  if (known !== undefined) return known;
  const found = resolve(text, list.entries);
  index.asked.set(text, found);
  return found;
}

export const codesOf = (list: GridList): readonly string[] => indexOf(list).codes;

/** The entry of a code, name or other unambiguous name; null for a text that nothing has. */
export function entryOf(list: GridList, text: string | null | undefined): Entry | null {
  if (!text) return null;
  const found = lookUp(list, text);
  return found.kind === "found" ? found.entry : null;
}

function indexOf(list: GridList): Index {
  const known = indexes.get(list);
  if (known !== undefined) return known;
  const byName = new Map<string, Entry[]>();
  for (const entry of list.entries) {
    const names = [entry.code, entry.name, ...(entry.also ?? [])];
    for (const name of new Set(names.map((each) => each.toLowerCase()))) {
      const same = byName.get(name);
      if (same === undefined) byName.set(name, [entry]);
      else same.push(entry);
    }
  }
  const index: Index = {
    codes: list.entries.map(({ code }) => code),
    byCode: new Map(list.entries.map((entry) => [entry.code, entry])),
    byName,
    asked: new Map(),
  };
  indexes.set(list, index);
  return index;
}
