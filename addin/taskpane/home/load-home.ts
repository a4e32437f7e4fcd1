import type { Approval, Journal } from "../../../shared/finance/journal.ts";
import { Refusal } from "../../../shared/refusal.ts";
import type { Desk } from "../desk/desk.ts";
import type { TableState } from "../ports.ts";

/** What Home shows. A list is null when this person's roles do not let them see it. */
export interface HomeContents {
  table: TableState | null;
  failed: Journal[] | null;
  approvals: Approval[] | null;
}

/** Reads what needs this person: the workbook's table, refused journals, and what waits for approval. */
export async function loadHome({ api, workbook }: Desk): Promise<HomeContents> {
  const [table, failed, approvals] = await Promise.all([
    workbook.deductions(),
    unlessForbidden(api.failedJournals()),
    unlessForbidden(api.openApprovals()),
  ]);
  return { table, failed, approvals };
}

/** A list that a role may not see is no trouble on Home: it is simply not there. */
async function unlessForbidden<Item>(list: Promise<Item[]>): Promise<Item[] | null> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof Refusal && error.code === "ROLE_MISSING") return null;
    throw error;
  }
}
