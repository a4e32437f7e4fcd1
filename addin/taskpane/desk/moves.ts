import type { PromotionAct } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import type { RowResult } from "../ports.ts";
import type { Desk } from "./desk.ts";
import { showCurrent } from "./follow-parents.ts";
import { sentenceOfProblem } from "./row-ends.ts";

/** The API's limit per request. */
const AT_ONCE = 100;

/** What is asked of some promotions, and why. */
export interface MoveOrder {
  act: PromotionAct;
  promotions: Promotion[];
  reason: string;
  /** By how many weeks a copy's dates are shifted. */
  weeks?: number;
}

/** What became of one promotion: for a copy, `row` is the new one. */
export interface Moved {
  id: string;
  label: string;
  isDone: boolean;
  message: string;
  row: Promotion | null;
}

export const labelOfPromotion = ({ number, name }: Pick<Promotion, "number" | "name">): string =>
  `${number} · ${name}`;

/** Moves the promotions in the versions that were seen, and shows in their rows and funds what they are now. */
export async function movePromotions(desk: Desk, order: MoveOrder): Promise<Moved[]> {
  const { act, promotions, reason, weeks } = order;
  const moved: Moved[] = [];
  for (let start = 0; start < promotions.length; start += AT_ONCE) {
    const few = promotions.slice(start, start + AT_ONCE);
    const { results } = await desk.api.move({
      act,
      rows: few.map(({ id, version }) => ({ id, version })),
      ...(reason === "" ? {} : { reason }),
      ...(weeks === undefined ? {} : { weeks }),
    });
    moved.push(...few.map((promotion) => movedOf(act, promotion, results)));
  }
  if (act !== "copy") await showMoved(desk, promotions, moved);
  return moved;
}

function movedOf(
  act: PromotionAct,
  promotion: Promotion,
  results: readonly RowResult<Promotion>[],
): Moved {
  const { id } = promotion;
  const result = results.find(({ key }) => key === id) ?? results.find((each) => each.id === id);
  const isDone = result?.outcome === "saved";
  const row = result?.row ?? null;
  const message = isDone
    ? doneWords(act, promotion, row)
    : result?.problem
      ? sentenceOfProblem(result.problem)
      : "Tradebook gave no answer for it. Refresh to see where it stands.";
  return { id, label: labelOfPromotion(promotion), isDone, message, row };
}

/** What happened, read from the row: an approval may wait for another role, a reopening for a second person. */
function doneWords(act: PromotionAct, before: Promotion, row: Promotion | null): string {
  if (act === "copy")
    return row === null ? "Copied." : `Copied as ${row.number}, ${row.sellInStart ?? "no date"}.`;
  if (row !== null && row.status === before.status)
    return "Noted. It waits for another person's approval.";
  return `Now ${(row?.status ?? "moved").replaceAll("_", " ").toLowerCase()}.`;
}

async function showMoved(
  desk: Desk,
  promotions: readonly Promotion[],
  moved: readonly Moved[],
): Promise<void> {
  const rows = moved.flatMap(({ row }) => row ?? []);
  if (rows.length === 0) return;
  const held = await desk.workbook.known(
    "promotions",
    rows.map(({ id }) => id),
  );
  const ids = new Set(held.map(({ id }) => id));
  const shown = rows.filter(({ id }) => ids.has(id));
  if (shown.length > 0)
    await desk.workbook.showOutcomes(
      "promotions",
      shown.map((row) => ({ id: row.id, state: "current", message: "", row })),
    );
  await showCurrent(desk, "funds", new Set(promotions.flatMap(({ fundId }) => fundId ?? [])));
}

/** Which of these promotions differ in the sheet, themselves or in a line: what is moved must be what was seen. */
export async function unpublishedOf(
  { workbook }: Desk,
  promotions: readonly Promotion[],
): Promise<string[]> {
  const tables = (await workbook.tables()).map(({ table }) => table);
  const edited: string[] = [];
  if (tables.includes("promotions")) {
    const diff = await workbook.diff("promotions");
    edited.push(...diff.edited.map(({ id }) => id));
  }
  if (tables.includes("promoLines")) {
    const diff = await workbook.diff("promoLines");
    const known = await workbook.known(
      "promoLines",
      diff.edited.map(({ id }) => id),
    );
    const typed = diff.edited.flatMap(({ changes }) => changes["promotionId"] ?? []);
    edited.push(...known.map(({ promotionId }) => promotionId), ...typed);
  }
  return promotions
    .filter(({ id, number }) => edited.includes(id) || edited.includes(number))
    .map(labelOfPromotion);
}
