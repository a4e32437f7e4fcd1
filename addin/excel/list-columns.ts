import { z } from "zod";
import { type Entry, type GridList, NO_LIST } from "../grid/lookup.ts";
import type { GridLists, ListName } from "../sheets/sheet.ts";

/** Where a list stands in `_TPM_Lists`: its codes, and beside them, for most, their names and what else is known. */
interface ListColumns {
  first: number;
  title: string;
  isNamed: boolean;
}

/** The first two and their places are those of the first version; the column after them tells how days are counted. */
export const LIST_COLUMNS: Readonly<Record<ListName, ListColumns>> = {
  reasons: { first: 0, title: "Reason", isNamed: false },
  writeOffReasons: { first: 1, title: "WO code", isNamed: false },
  customers: { first: 5, title: "Customer", isNamed: true },
  products: { first: 9, title: "SKU", isNamed: true },
  tactics: { first: 13, title: "Tactic", isNamed: true },
  funds: { first: 17, title: "Fund", isNamed: true },
  promotions: { first: 21, title: "Promotion", isNamed: true },
  people: { first: 25, title: "Person", isNamed: true },
};

export const LIST_NAMES = [
  "reasons",
  "writeOffReasons",
  "customers",
  "products",
  "tactics",
  "funds",
  "promotions",
  "people",
] as const satisfies readonly ListName[];

export const NO_LISTS: GridLists = {
  reasons: NO_LIST,
  writeOffReasons: NO_LIST,
  customers: NO_LIST,
  products: NO_LIST,
  tactics: NO_LIST,
  funds: NO_LIST,
  promotions: NO_LIST,
  people: NO_LIST,
};

export const widthOf = (name: ListName): number => (LIST_COLUMNS[name].isNamed ? 3 : 1);

/** What the heading of a list says when it is only part of what there is. */
const OPEN = "not all";

/** The heading above a list. */
export function headingOf(name: ListName, { isOpen }: GridList): string[] {
  const { title, isNamed } = LIST_COLUMNS[name];
  return isNamed ? [title, `${title} name`, isOpen ? OPEN : ""] : [title];
}

/** One entry as the cells of its row. */
export function cellsOf(name: ListName, { code, name: words, also, facts }: Entry): string[] {
  if (!LIST_COLUMNS[name].isNamed) return [code];
  const more = { ...(also && { also }), ...(facts && { facts }) };
  return [code, words, Object.keys(more).length > 0 ? JSON.stringify(more) : ""];
}

/** Reads a list back from its cells, the heading first. */
export function listIn(name: ListName, rows: readonly string[][]): GridList {
  const [heading = [], ...cells] = rows;
  const entries = cells.flatMap(([code = "", words = "", more = ""]): Entry[] =>
    code === "" ? [] : [{ code, name: words || code, ...moreOf(more) }],
  );
  const isOpen = LIST_COLUMNS[name].isNamed && (heading[0] === undefined || heading[2] === OPEN);
  return { entries, isOpen };
}

const More = z.object({
  also: z.array(z.string()).optional(),
  facts: z.record(z.string(), z.string()).optional(),
});

/** Ours, or somebody's who wrote into the sheet: then the code and the name have to do. */
function moreOf(text: string): Pick<Entry, "also" | "facts"> {
  if (!text.startsWith("{")) return {};
  try {
    const { also, facts } = More.parse(JSON.parse(text));
    return { ...(also && { also }), ...(facts && { facts }) };
  } catch {
    return {};
  }
}
