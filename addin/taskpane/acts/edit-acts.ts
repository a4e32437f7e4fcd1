import type { Candidate, Claim } from "../../../shared/finance/claim.ts";
import { acceptCandidate, acceptSuggestions } from "../desk/accept-suggestions.ts";
import type { TableEdits } from "../desk/compare.ts";
import { compareAll, type RowsByTable } from "../desk/compare.ts";
import { deleteSelected } from "../desk/delete-rows.ts";
import { refreshTables } from "../desk/get-data.ts";
import { type PublishOutcome, publishAll } from "../desk/publish.ts";
import { retryTroubles, rowsOf } from "../desk/retry.ts";
import { undoPublishes } from "../desk/undo.ts";
import { validateAll } from "../desk/validate.ts";
import type { OnProgress, TableName } from "../ports.ts";
import { loadRow } from "../row/load-row.ts";
import { acceptanceNotice, deletionNotice, publishNotice, undoneNotice } from "../sentences.ts";
import { PARENTS_FIRST } from "../table-words.ts";
import { count } from "../words.ts";
import { type ActsParts, signedInMe } from "./parts.ts";

/** Comparing, publishing, taking back. */
export function editActs({ desk, pane, newId }: ActsParts) {
  const published = (outcome: PublishOutcome) => {
    pane.go({ at: "result", outcome });
    pane.notify(publishNotice(outcome));
  };
  const discard = async (rows: RowsByTable) => {
    let discarded = 0;
    for (const table of PARENTS_FIRST) {
      const ids = rows[table];
      if (ids !== undefined) discarded += await desk.workbook.discard(table, ids);
    }
    return discarded;
  };
  return {
    compare: () => compareAll(desk, { mark: true }),
    publish: (edits: TableEdits[], message: string, onProgress: OnProgress) =>
      publishAll(desk, { edits, message, newId, onProgress }),
    published,
    validate: (edits: TableEdits[], onProgress: OnProgress) =>
      validateAll(desk, { edits, newId, onProgress }),
    retry: async (outcome: PublishOutcome, onProgress: OnProgress) =>
      published(await retryTroubles(desk, outcome, { message: "", newId, onProgress })),
    discard,
    discardTroubles: async ({ troubles }: PublishOutcome) => {
      const discarded = await discard(rowsOf(troubles));
      pane.go({ at: "home" });
      const text = `${count(discarded, "row")} took Tradebook's values back.`;
      pane.notify({ intent: "success", text });
    },
    resolve: (table: TableName, decisions: Parameters<typeof desk.workbook.resolve>[1]) =>
      desk.workbook.resolve(table, decisions),
    makeNew: (table: TableName, ids: string[]) => desk.workbook.makeNew(table, ids),
    deleteRows: async () => pane.notify(deletionNotice(await deleteSelected(desk))),
    publishes: () => desk.api.publishes(),
    /** Takes publishes back, children first, and shows what the rows are then. */
    undo: async (batchIds: readonly string[]) => {
      const undone = await undoPublishes(desk, batchIds);
      const held = (await desk.workbook.tables()).map(({ table }) => table);
      if (held.length > 0) await refreshTables(desk, held, signedInMe(pane));
      pane.notify(undoneNotice(undone));
    },
    /** The rows to look at before discarding: the selected ones, or all when none is. */
    reviewSelected: async () => {
      const table = await desk.workbook.activeTable();
      const ids = table === null ? [] : (await desk.workbook.selected(table)).map(({ id }) => id);
      pane.go({ at: "review", only: table === null || ids.length === 0 ? null : { [table]: ids } });
    },
  };
}

/** What finance does with one deduction or the selected ones before publishing. */
export function deductionActs({ desk, pane }: ActsParts) {
  return {
    loadRow: (claimId: string | null) => loadRow(desk, claimId),
    choosePromotion: (claim: Claim, candidate: Candidate) =>
      acceptCandidate(desk, { claim, candidate, rule: signedInMe(pane).tolerance }),
    acceptSuggestions: async () => {
      const acceptance = await acceptSuggestions(desk, signedInMe(pane));
      pane.notify(acceptanceNotice(acceptance));
      return acceptance;
    },
  };
}
