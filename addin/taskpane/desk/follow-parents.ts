import type { EditedRow, TableName, TableRows } from "../ports.ts";
import type { SavedRows, TableEdits } from "./compare.ts";
import type { Desk } from "./desk.ts";

/** Up to so many rows are asked for one by one; beyond that the whole list is quicker. */
const ONE_BY_ONE = 20;
const AT_ONCE = 5;

/**
 * A line's spend changes its promotion, and a promotion its fund. Their rows follow a publish, whether or not they were
 * published too; rows that the workbook does not hold are left alone.
 */
export async function showParents(
  desk: Desk,
  { edits, savedRows }: { edits: readonly TableEdits[]; savedRows: SavedRows },
): Promise<void> {
  const savedOf = (table: TableName): EditedRow[] =>
    (edits.find((each) => each.table === table)?.chosen ?? []).filter(({ id }) =>
      savedRows[table]?.has(id),
    );
  const lines = savedOf("promoLines");
  const promotions = savedOf("promotions");
  if (lines.length + promotions.length === 0) return;

  const promotionIds = await promotionsOfLines(desk, lines);
  const shown = await showCurrent(desk, "promotions", promotionIds);
  const ids = promotions.map(({ id }) => id);
  const others = ids.filter((id) => !promotionIds.has(id));
  const known = [...shown, ...(await desk.workbook.known("promotions", others))];
  await showCurrent(desk, "funds", new Set(known.flatMap(({ fundId }) => fundId ?? [])));
}

/** A line names its promotion in its cell as text; the row that the server gave for it names the id. */
async function promotionsOfLines(
  { workbook }: Desk,
  lines: readonly EditedRow[],
): Promise<ReadonlySet<string>> {
  if (lines.length === 0) return new Set();
  const known = await workbook.known(
    "promoLines",
    lines.map(({ id }) => id),
  );
  const typed = lines.flatMap(({ changes }) => changes["promotionId"] ?? []);
  return new Set([...known.map(({ promotionId }) => promotionId), ...typed]);
}

/** Brings these rows, as far as the workbook holds them, to what the server has now. */
export async function showCurrent<Name extends TableName>(
  desk: Desk,
  table: Name,
  ids: ReadonlySet<string>,
): Promise<TableRows[Name][]> {
  if (ids.size === 0) return [];
  const held = (await desk.workbook.known(table, [...ids])).map(({ id }) => id);
  const rows = await currentRows(desk, table, held);
  if (rows.length > 0)
    await desk.workbook.showOutcomes(
      table,
      rows.map((row) => ({ id: row.id, state: "current", message: "", row })),
    );
  return rows;
}

async function currentRows<Name extends TableName>(
  { api, workbook }: Desk,
  table: Name,
  ids: readonly string[],
): Promise<TableRows[Name][]> {
  if (ids.length > ONE_BY_ONE) {
    const state = (await workbook.tables()).find((each) => each.table === table);
    const { rows } = await api.rows(table, state?.query ?? {}, {});
    const wanted = new Set(ids);
    return rows.filter(({ id }) => wanted.has(id));
  }
  const rows: TableRows[Name][] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const few = ids.slice(start, start + AT_ONCE);
    const answers = await Promise.allSettled(few.map((id) => api.row(table, id)));
    // A row that is gone, or cannot be asked for now, keeps what it shows until the next refresh.
    rows.push(...answers.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])));
  }
  return rows;
}
