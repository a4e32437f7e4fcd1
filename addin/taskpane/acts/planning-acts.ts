import type { Money } from "../../../shared/money.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { followAccruals } from "../desk/follow-accruals.ts";
import { refreshTables } from "../desk/get-data.ts";
import { type MoveOrder, movePromotions } from "../desk/moves.ts";
import { loadFund, selectedFund } from "../fund/load-fund.ts";
import { loadHistory } from "../history/load-history.ts";
import type { HistoryOf } from "../pane.ts";
import { loadPromotions } from "../promotion/load-promotion.ts";
import { calendarNotice } from "../sentences.ts";
import { PLANNING_TABLES } from "../table-words.ts";
import { type ActsParts, signedInMe } from "./parts.ts";

/** Promotions, funds, their history and their reports. */
export function planningActs({ desk, pane, today, wait }: ActsParts) {
  const { api, workbook } = desk;
  return {
    today,
    loadPromotions: (ids: string[] | null) => loadPromotions(desk, ids),
    promotionChanges: (id: string) => api.promotionChanges(id),
    /** Moves promotions; a copy is a new row, so the planning tables are asked again. */
    move: async (order: MoveOrder) => {
      const moved = await movePromotions(desk, order);
      // Nobody waits for the ERP: a row that cannot be asked about now is put right by the next refresh.
      if (order.act === "approve") void followAccruals(desk, moved, wait).catch(() => undefined);
      const held = (await workbook.tables()).map(({ table }) => table);
      const tables = PLANNING_TABLES.filter((table) => held.includes(table));
      if (order.act === "copy" && moved.some(({ isDone }) => isDone) && tables.length > 0)
        await refreshTables(desk, tables, signedInMe(pane));
      return moved;
    },
    showPromotion: async (id: string) => {
      await workbook.selectCell("promotions", { id, field: "name" }).catch(() => undefined);
      pane.go({ at: "promotion", ids: [id] });
    },
    showFund: (id: string) => pane.go({ at: "fund", id }),
    showHistory: (of: HistoryOf) => pane.go({ at: "history", of }),
    loadFund: (id: string | null) => loadFund(desk, id),
    transfer: async (transfer: {
      fundId: string;
      toFund: string;
      amount: Money;
      reason: string;
      idempotencyKey: string;
    }) => {
      await api.transfer(transfer);
      const held = (await workbook.tables()).map(({ table }) => table);
      if (held.includes("funds")) await refreshTables(desk, ["funds"], signedInMe(pane));
    },
    loadHistory: (of: HistoryOf | null) => loadHistory(desk, of),
    selectedFund: () => selectedFund(desk),
    writeCalendar: async (query: { from: string; to: string; customer?: string }) => {
      const written = await workbook.writeCalendar(await api.calendar(query));
      return calendarNotice(written);
    },
    writeBurnDown: async (fundId: string) => {
      const burnDown = await api.burnDown(fundId);
      const { sheet, isNew } = await workbook.writeBurnDown(burnDown);
      return `${burnDown.number} ${burnDown.name} is ${isNew ? "drawn" : "drawn anew"} on the sheet ${sheet}.`;
    },
    ownToSubmit: (promotions: Promotion[]) =>
      pane.go({ at: "promotion", ids: promotions.map(({ id }) => id), act: "submit" }),
  };
}
