import type { EditedRow } from "../ports.ts";
import { isSendable, type SavedRows, type TableEdits } from "./compare.ts";
import { keptBack, type RowEnd } from "./row-ends.ts";

/**
 * The rows of a table that can be sent now. A line whose promotion is new and was not saved waits for it: sent alone it
 * would be refused for a promotion that nobody knows.
 */
export function waitingLines(
  { table, chosen }: TableEdits,
  edits: readonly TableEdits[],
  saved: SavedRows,
): { ready: EditedRow[]; waiting: RowEnd<never>[] } {
  const sendable = chosen.filter(isSendable);
  if (table !== "promoLines") return { ready: sendable, waiting: [] };
  const unsaved = unsavedPromotions(edits, saved);
  const parentOf = ({ changes }: EditedRow) => unsaved.get(changes["promotionId"] ?? "");
  return {
    ready: sendable.filter((row) => parentOf(row) === undefined),
    waiting: sendable.flatMap((row) => {
      const parent = parentOf(row);
      return parent === undefined ? [] : [keptBack<never>(table, row, waitWords(parent))];
    }),
  };
}

/** New promotions that the server does not know yet, by id. */
function unsavedPromotions(
  edits: readonly TableEdits[],
  saved: SavedRows,
): ReadonlyMap<string, EditedRow> {
  const promotions = edits.find(({ table }) => table === "promotions")?.edited ?? [];
  return new Map(
    promotions
      .filter(({ id, op }) => op === "create" && !saved.promotions?.has(id))
      .map((row) => [row.id, row]),
  );
}

const waitWords = ({ label }: EditedRow): string =>
  `Its promotion ${label} is new and was not saved, so this line waits. Mend the promotion, then publish both.`;
