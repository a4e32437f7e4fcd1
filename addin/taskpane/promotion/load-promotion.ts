import type { Journal } from "../../../shared/finance/journal.ts";
import type { PromotionLine } from "../../../shared/planning/line.ts";
import type { PromotionChanges } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { Refusal } from "../../../shared/refusal.ts";
import type { Desk } from "../desk/desk.ts";
import { unpublishedOf } from "../desk/moves.ts";

/** What belongs to one promotion. Journals are null for a person who may not see them. */
export interface PromotionParts {
  lines: PromotionLine[];
  journals: Journal[] | null;
  changes: PromotionChanges | null;
}

/** The promotions that were asked for, as the server knows them now; the parts are read when one alone is shown. */
export interface PromotionContents {
  promotions: Promotion[];
  parts: PromotionParts | null;
  /** Rows that differ in the sheet: what is moved must be what Tradebook knows. */
  unpublished: string[];
}

const AT_ONCE = 10;

/** Reads the named promotions, or the selected ones (also those of selected lines); null when there is none. */
export async function loadPromotions(
  desk: Desk,
  ids: string[] | null,
): Promise<PromotionContents | null> {
  const wanted = ids ?? (await selectedPromotions(desk));
  if (wanted.length === 0) return null;
  const promotions: Promotion[] = [];
  for (let start = 0; start < wanted.length; start += AT_ONCE)
    promotions.push(
      ...(await Promise.all(
        wanted.slice(start, start + AT_ONCE).map((id) => desk.api.row("promotions", id)),
      )),
    );
  const [only, ...others] = promotions;
  const parts = only && others.length === 0 ? await partsOf(desk, only.id) : null;
  return { promotions, parts, unpublished: await unpublishedOf(desk, promotions) };
}

async function selectedPromotions({ workbook }: Desk): Promise<string[]> {
  const table = await workbook.activeTable();
  if (table === "promoLines") {
    const lines = await workbook.selected("promoLines");
    return [...new Set(lines.map(({ promotionId }) => promotionId))];
  }
  return (await workbook.selected("promotions")).map(({ id }) => id);
}

async function partsOf({ api }: Desk, id: string): Promise<PromotionParts> {
  const [lines, journals, changes] = await Promise.all([
    api.promotionLines(id),
    unlessRefused(api.promotionJournals(id)),
    unlessRefused(api.promotionChanges(id)),
  ]);
  return { lines, journals, changes };
}

/** A part that this person may not see is left out of the view. */
async function unlessRefused<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
