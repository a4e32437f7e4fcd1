import {
  type Download,
  download,
  put,
  queriesOf,
  refreshTables,
  type Wanted,
} from "../desk/get-data.ts";
import { loadHome } from "../home/load-home.ts";
import type { OnProgress, TableName } from "../ports.ts";
import { writtenNotice } from "../sentences.ts";
import { type ActsParts, signedInMe } from "./parts.ts";

/** Getting rows into the workbook, refreshing them, and finding a cell again. */
export function dataActs({ desk, pane }: ActsParts) {
  const refresh = async (tables: readonly TableName[]) => {
    pane.notify({ intent: "info", text: "Refreshing…" });
    pane.notify(writtenNotice(await refreshTables(desk, tables, signedInMe(pane))));
  };
  return {
    loadHome: () => loadHome(desk, signedInMe(pane)),
    queries: (tables: readonly TableName[]) => queriesOf(desk, tables),
    lists: () => desk.api.lists(),
    funds: async () => (await desk.api.rows("funds", {}, {})).rows,
    download: (
      wanted: Wanted,
      options: { onProgress: OnProgress; signal: AbortSignal },
    ): Promise<Download> => download(desk, wanted, options),
    put: async (ready: Download) => {
      const written = await put(desk, ready, signedInMe(pane));
      // Of several sheets the promotions are what a planner wants to see first.
      const [first] = ready.tables.find(({ table }) => table === "promotions")?.rows ?? [];
      if (first !== undefined && written.length > 1)
        await desk.workbook.selectCell("promotions", { id: first.id, field: "number" });
      return written;
    },
    /** Asks the active table's own question again, or all tables' when the selection is in none; without a table there is nothing to ask. */
    refresh: async () => {
      const active = await desk.workbook.activeTable();
      const held = (await desk.workbook.tables()).map(({ table }) => table);
      if (held.length === 0) pane.go({ at: "getData", tables: ["deductions"], start: true });
      else await refresh(active === null ? held : [active]);
    },
    refreshTable: (table: TableName) => refresh([table]),
    refreshValues: async () => {
      await desk.functions.refresh();
      pane.notify({ intent: "success", text: "Excel asks for all TPM values again." });
    },
    show: (table: TableName, place: { id: string; field: string }) =>
      desk.workbook.selectCell(table, place),
    showClaim: async (claimId: string) => {
      await desk.workbook.selectCell("deductions", { id: claimId, field: "settle" });
      pane.go({ at: "row", claimId });
    },
    filterToProblems: (table: TableName) => desk.workbook.filterToProblems(table),
    clearFilter: (table: TableName) => desk.workbook.clearFilter(table),
    onSelected: (listener: () => void) => desk.workbook.onSelected(listener),
  };
}
