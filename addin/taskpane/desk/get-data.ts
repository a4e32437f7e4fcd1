import type { Claim } from "../../../shared/finance/claim.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type {
  Lists,
  OnProgress,
  RefreshOutcome,
  TableData,
  TableName,
  TableQuery,
  TableRows,
} from "../ports.ts";
import { inOrder, PARENTS_FIRST } from "../table-words.ts";
import type { Desk } from "./desk.ts";
import { outcomeOf, postingOfClaim } from "./post.ts";

/** Above this many rows the user is asked first: Excel stays quick, but a person cannot review so many. */
const ROWS_WORTH_ASKING = 5_000;

const MOST_ENDS = 200;
const AT_ONCE = 10;

/** What a new workbook asks for: of deductions what is still open, of the others all. */
const FIRST_QUERY: Record<TableName, TableQuery> = {
  deductions: { onlyOpen: true },
  promotions: {},
  promoLines: {},
  funds: {},
};

/** Which tables are wanted, with which rows, and where a table that is not there yet is made. */
export interface Wanted {
  queries: Partial<Record<TableName, TableQuery>>;
  place: "sheet" | "selection";
}

/** The rows of one table in memory. */
export interface TableDownload<Name extends TableName = TableName> {
  table: Name;
  query: TableQuery;
  rows: TableRows[Name][];
  asOf: string;
}

/** Everything in memory, not yet in a sheet: cancelling now changes nothing. */
export interface Download {
  tables: TableDownload[];
  lists: Lists;
  place: Wanted["place"];
}

/** What became of one table. */
export interface Written {
  table: TableName;
  rows: number;
  outcome: RefreshOutcome;
}

/** The queries that these tables were filled with, or the first ones. */
export async function queriesOf(
  { workbook }: Desk,
  tables: readonly TableName[],
): Promise<Wanted["queries"]> {
  const states = await workbook.tables();
  const found = new Map(states.map(({ table, query }) => [table, query]));
  return Object.fromEntries(
    inOrder(tables).map((table) => [table, found.get(table) ?? FIRST_QUERY[table]]),
  );
}

/** Reads all pages of all tables into memory, with the lists that names are resolved against. */
export async function download(
  { api }: Desk,
  { queries, place }: Wanted,
  { onProgress, signal }: { onProgress?: OnProgress; signal?: AbortSignal } = {},
): Promise<Download> {
  const tables: TableDownload[] = [];
  let before = 0;
  for (const table of PARENTS_FIRST) {
    const query = queries[table];
    if (query === undefined) continue;
    const { rows, asOf } = await api.rows(table, query, {
      onProgress: ({ done }) => onProgress?.({ done: before + done }),
      ...(signal ? { signal } : {}),
    });
    before += rows.length;
    tables.push({ table, query, rows, asOf });
  }
  return { tables, lists: await api.lists(), place };
}

export const rowsIn = ({ tables }: Download): number =>
  tables.reduce((sum, { rows }) => sum + rows.length, 0);

export const isWorthAsking = (ready: Download): boolean => rowsIn(ready) > ROWS_WORTH_ASKING;

/**
 * Puts a download into its tables, row by row; cells that the user edited keep what was typed. Deductions that the answer
 * no longer lists are asked for by name: one that was settled since should say how it ended.
 */
export async function put(
  desk: Desk,
  { tables, lists, place }: Download,
  me: Me,
): Promise<Written[]> {
  const owner = { tenantId: me.tenant.id, userName: me.name };
  const written: Written[] = [];
  for (const { table, query, rows, asOf } of tables) {
    const data: TableData<TableName> = { table, rows, asOf, query, lists, owner, place };
    const outcome = await desk.workbook.write(data);
    if (table === "deductions") await showEnds(desk, outcome.gone.slice(0, MOST_ENDS));
    written.push({ table, rows: rows.length, outcome });
  }
  return written;
}

/** Asks the tables' own questions again. */
export async function refreshTables(
  desk: Desk,
  tables: readonly TableName[],
  me: Me,
): Promise<Written[]> {
  const queries = await queriesOf(desk, tables);
  return put(desk, await download(desk, { queries, place: "sheet" }), me);
}

/** A row whose end cannot be learned stays "not listed", which is true of it anyway. */
async function showEnds({ api, workbook }: Desk, ids: string[]): Promise<void> {
  const ended: Claim[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const few = ids.slice(start, start + AT_ONCE);
    const answers = await Promise.allSettled(few.map((id) => api.row("deductions", id)));
    ended.push(...answers.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])));
  }
  const posted = ended.filter(({ journalStatus }) => journalStatus !== null);
  if (posted.length > 0)
    await workbook.showOutcomes(
      "deductions",
      posted.map((claim) => outcomeOf(postingOfClaim(claim), claim)),
    );
}
