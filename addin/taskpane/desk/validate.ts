import { Money } from "../../../shared/money.ts";
import type { PromotionLine } from "../../../shared/planning/line.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { publishableRows } from "../../grid/publish-plan.ts";
import type { EditedRow, OnProgress, TableName, TableRows } from "../ports.ts";
import type { TableEdits } from "./compare.ts";
import type { Desk } from "./desk.ts";
import { waitingLines } from "./new-promotions.ts";
import { endOf, type RowTrouble } from "./row-ends.ts";

/** What a fund would have to bear: what these rows add to its planned spend, and what it has left now. */
export interface FundEffect {
  number: string;
  available: Money | null;
  added: Money;
}

/** What publishing would do, said by the server without saving anything. */
export interface Validation {
  checked: number;
  good: number;
  troubles: RowTrouble[];
  /** Promotions whose planned spend was judged, and by how much it changes in all. */
  promotions: number;
  addedSpend: Money;
  funds: FundEffect[];
  /** Lines of promotions that are new themselves: the server can judge them only after those are saved. */
  waiting: number;
  stopped: string | null;
}

/** Asks the server what it would say of these rows, marks the refused ones in the sheet, and adds up what they cost. */
export async function validateAll(
  desk: Desk,
  {
    edits,
    newId,
    onProgress,
  }: { edits: TableEdits[]; newId: () => string; onProgress?: OnProgress },
): Promise<Validation> {
  const sum: Validation = {
    checked: 0,
    good: 0,
    troubles: [],
    promotions: 0,
    addedSpend: Money.zero,
    funds: [],
    waiting: 0,
    stopped: null,
  };
  const spends = new Spends();
  for (const each of edits) {
    const { ready, waiting } = waitingLines(each, edits, {});
    sum.waiting += waiting.length;
    if (ready.length === 0 || sum.stopped !== null) continue;
    const { table } = each;
    const { rows, troubles, stopped } = await ask(desk, table, { ready, newId });
    sum.checked += ready.length;
    sum.good += ready.length - troubles.length;
    sum.troubles.push(...troubles);
    sum.stopped = stopped;
    onProgress?.({ done: sum.checked });
    await spends.add(desk, table, rows);
  }
  return { ...sum, ...spends.totals() };
}

async function ask<Name extends TableName>(
  { api, workbook }: Desk,
  table: Name,
  { ready, newId }: { ready: EditedRow[]; newId: () => string },
): Promise<{ rows: TableRows[Name][]; troubles: RowTrouble[]; stopped: string | null }> {
  const { results, stopped } = await api.publish(table, {
    batchId: newId(),
    validate: true,
    rows: publishableRows(ready),
  });
  const byKey = new Map(results.map((result) => [result.key, result]));
  // A row without an answer is not wrong: nothing was sent for good.
  const answered = ready.filter(({ id }) => byKey.has(id));
  const bad = answered
    .map((row) => endOf(table, row, byKey.get(row.id)))
    .filter(({ trouble }) => trouble !== null);
  if (bad.length > 0)
    await workbook.showOutcomes(
      table,
      bad.map(({ outcome }) => outcome),
    );
  return {
    rows: results.flatMap(({ outcome, row }) => (outcome === "saved" && row ? [row] : [])),
    troubles: bad.flatMap(({ trouble }) => trouble ?? []),
    stopped,
  };
}

/** Adds up planned spend before and after, by promotion and fund. */
class Spends {
  private readonly added = new Map<string, Money>();
  private readonly promotions = new Map<string, Promotion>();

  async add(desk: Desk, table: TableName, rows: TableRows[TableName][]): Promise<void> {
    if (table === "promotions") await this.addPromotions(desk, rows.filter(isPromotion));
    if (table === "promoLines") await this.addLines(desk, rows.filter(isLine));
  }

  private async addPromotions({ workbook }: Desk, rows: Promotion[]): Promise<void> {
    const known = await workbook.known("promotions", idsOf(rows));
    const before = new Map(known.map(({ id, plannedSpend }) => [id, plannedSpend]));
    for (const row of rows) {
      this.promotions.set(row.id, row);
      this.note(row.id, row.plannedSpend.minus(before.get(row.id) ?? Money.zero));
    }
  }

  private async addLines({ workbook }: Desk, rows: PromotionLine[]): Promise<void> {
    const known = await workbook.known("promoLines", idsOf(rows));
    const before = new Map(known.map(({ id, lineSpend }) => [id, lineSpend]));
    const parents = new Set(rows.map(({ promotionId }) => promotionId));
    for (const promotion of await workbook.known("promotions", [...parents]))
      if (!this.promotions.has(promotion.id)) this.promotions.set(promotion.id, promotion);
    for (const { id, promotionId, lineSpend } of rows)
      this.note(promotionId, lineSpend.minus(before.get(id) ?? Money.zero));
  }

  totals(): Pick<Validation, "promotions" | "addedSpend" | "funds"> {
    const funds = new Map<string, FundEffect>();
    let addedSpend = Money.zero;
    for (const [id, amount] of this.added) {
      addedSpend = addedSpend.plus(amount);
      const promotion = this.promotions.get(id);
      const number = promotion?.fundNumber ?? null;
      if (promotion === undefined || number === null) continue;
      const sofar = funds.get(number)?.added ?? Money.zero;
      funds.set(number, {
        number,
        available: promotion.fundAvailable,
        added: sofar.plus(amount),
      });
    }
    return { promotions: this.added.size, addedSpend, funds: [...funds.values()] };
  }

  private note(promotionId: string, amount: Money): void {
    this.added.set(promotionId, (this.added.get(promotionId) ?? Money.zero).plus(amount));
  }
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const isPromotion = (row: TableRows[TableName]): row is Promotion => "plannedSpend" in row;
const isLine = (row: TableRows[TableName]): row is PromotionLine => "lineSpend" in row;
