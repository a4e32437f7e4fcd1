import type { Entry } from "../grid/lookup.ts";
import { joined } from "../sheets/entries.ts";
import type { GridLists, ListName } from "../sheets/sheet.ts";
import { readWindows, toCellValue } from "./batch.ts";
import type { ManagedTable } from "./table.ts";

/**
 * Adds what the other tables of the workbook know: a promotion or fund that was saved since the lists were written, and a
 * new promotion by its local reference ("new-1"), which stands for the id that a review gave its row.
 */
export async function withLiveEntries<Row>(
  context: Excel.RequestContext,
  { others }: ManagedTable<Row>,
  { lists, names }: { lists: GridLists; names: ReadonlySet<ListName> },
): Promise<GridLists> {
  const live = { ...lists };
  if (names.has("promotions") && others.promotions !== undefined) {
    const rows = await readFields(context, others.promotions, ["number", "name", "tacticType"]);
    live.promotions = joined(lists.promotions, oneOfEach(rows.flatMap(promotionEntry)));
  }
  if (names.has("funds") && others.funds !== undefined) {
    const rows = await readFields(context, others.funds, ["number", "name"]);
    live.funds = joined(lists.funds, rows.filter(isSaved).map(savedEntry));
  }
  return live;
}

type Cells = Readonly<Record<string, string>>;

const isSaved = (row: Cells) => (row["_ver"] ?? "") !== "" && (row["number"] ?? "") !== "";

const savedEntry = ({ number = "", name = "", _id = "" }: Cells): Entry => ({
  code: number,
  name: name || number,
  also: [_id],
});

function promotionEntry(row: Cells): Entry[] {
  const { number = "", _id = "", tacticType = "" } = row;
  const facts = { ...(tacticType !== "" && { tactic: tacticType }) };
  if (isSaved(row)) return [{ ...savedEntry(row), facts }];
  if (number === "") return [];
  return [{ code: _id || number, name: number, facts: { ...facts, label: number } }];
}

/** Two new promotions of one local reference are no answer to a line that names it: the line says so. */
function oneOfEach(entries: readonly Entry[]): Entry[] {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    const label = entry.facts?.["label"];
    const key = label === undefined ? entry.code : label.toLowerCase();
    const twice = label !== undefined && byName.has(key);
    byName.set(key, twice ? { code: label, name: label, facts: { label, twice: "yes" } } : entry);
  }
  return [...byName.values()];
}

async function readFields<Row>(
  context: Excel.RequestContext,
  { worksheet, body, columns }: ManagedTable<Row>,
  fields: readonly string[],
): Promise<Cells[]> {
  const wanted = ["_id", "_ver", ...fields].flatMap((field) => {
    const index = columns.get(field);
    return index === undefined ? [] : [{ field, index }];
  });
  const rows: Cells[] = [];
  await readWindows(body.rows, async ({ first, count }) => {
    const ranges = wanted.map(({ field, index }) => ({
      field,
      range: worksheet.getRangeByIndexes(body.row + first, index, count, 1).load("values"),
    }));
    await context.sync();
    for (let row = 0; row < count; row++) {
      const cells = ranges.map(({ field, range }): [string, string] => {
        const values: unknown[][] = range.values;
        return [field, String(toCellValue(values[row]?.[0]))];
      });
      rows.push(Object.fromEntries(cells));
    }
  });
  return rows;
}
