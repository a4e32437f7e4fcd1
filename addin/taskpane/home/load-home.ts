import type { Approval, Journal } from "../../../shared/finance/journal.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { Refusal } from "../../../shared/refusal.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { PaneDesk } from "../desk/desk.ts";
import type { CellFunctions, TableState } from "../ports.ts";
import { PARENTS_FIRST } from "../table-words.ts";

/** What Home shows. A list is null when this person's roles do not let them see it. */
export interface HomeContents {
  tables: TableState[];
  failed: Journal[] | null;
  approvals: Approval[] | null;
  /** Drafts and rejected promotions that this planner may submit. */
  toSubmit: Promotion[];
  functions: ReturnType<CellFunctions["state"]>;
}

/** Reads what needs this person: the workbook's tables, refused journals, what waits for approval or to be submitted. */
export async function loadHome(
  { api, workbook, functions }: PaneDesk,
  me: Me,
): Promise<HomeContents> {
  const [tables, failed, approvals, toSubmit] = await Promise.all([
    workbook.tables(),
    unlessForbidden(api.failedJournals()),
    unlessForbidden(api.openApprovals()),
    me.roles.includes("Planner") ? draftsOf(api) : [],
  ]);
  return {
    tables: tables.toSorted((a, b) => order(a) - order(b)),
    failed,
    approvals,
    toSubmit,
    functions: functions.state(),
  };
}

const order = ({ table }: TableState) => PARENTS_FIRST.indexOf(table);

async function draftsOf(api: PaneDesk["api"]): Promise<Promotion[]> {
  const lists = await Promise.all(
    ["DRAFT", "REJECTED"].map((status) => api.rows("promotions", { status }, {})),
  );
  return lists.flatMap(({ rows }) => rows).filter(({ editable }) => editable);
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
