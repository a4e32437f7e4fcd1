import { z } from "zod";
import { SHEETS, TABLE_NAMES } from "../sheets/sheets.ts";
import type { TableName, TableQuery } from "../taskpane/ports.ts";
import { hiddenSheet } from "./hidden-sheet.ts";

/** 1 knew Deductions only; its bindings are read as they are. */
const [OLD_SCHEMA, SCHEMA] = [1, 2];

/** What a workbook is told and asked about a managed table: nothing of it points anywhere outside the workbook. */
const BindingShape = z.object({
  schema: z.literal([OLD_SCHEMA, SCHEMA]),
  tableId: z.string(),
  columnIds: z.record(z.string(), z.number()),
  asOf: z.string(),
  query: z
    .object({
      customer: z.string(),
      reason: z.string(),
      minAge: z.number(),
      onlyOpen: z.boolean(),
      status: z.string(),
      fund: z.string(),
      tactic: z.string(),
      from: z.string(),
      to: z.string(),
    })
    .partial(),
  owner: z.object({ tenantId: z.string(), userName: z.string() }),
});

/** Which Excel table is ours, which of its columns, whose data it holds and what it was asked for. */
export interface Binding {
  tableId: string;
  columnIds: Record<string, number>;
  asOf: string;
  query: TableQuery;
  owner: { tenantId: string; userName: string };
}

/** Where the bindings stand in their sheet; load its values to read them. */
export const bindingCells = (meta: Excel.Worksheet): Excel.Range => meta.getRange("A1:B10");

/** The binding of a table among those cells; null when there is none that this version understands. */
export function bindingIn(cells: Excel.Range, tableName: string): Binding | null {
  const rows: unknown[][] = cells.values;
  const text = rows.find(([key]) => key === tableName)?.[1];
  return typeof text === "string" ? parseBinding(text) : null;
}

/** Writes the binding of a table into its row, in the batch's next sync. */
export async function writeBinding(
  context: Excel.RequestContext,
  name: TableName,
  binding: Binding,
): Promise<void> {
  const worksheet = await hiddenSheet(context, "meta");
  const row = 1 + TABLE_NAMES.indexOf(name);
  worksheet.getRange("A1:B1").values = [
    ["Table", "Binding. Tradebook needs it; please leave it alone."],
  ];
  worksheet.getRangeByIndexes(row, 0, 1, 2).values = [
    [SHEETS[name].table, JSON.stringify({ schema: SCHEMA, ...binding })],
  ];
}

function parseBinding(text: string): Binding | null {
  try {
    const { query, tableId, columnIds, asOf, owner } = BindingShape.parse(JSON.parse(text));
    return { tableId, columnIds, asOf, owner, query: withoutUndefined(query) };
  } catch {
    // A binding of another version, or one that somebody edited, is no binding: the table is made anew.
    return null;
  }
}

function withoutUndefined(query: z.infer<typeof BindingShape>["query"]): TableQuery {
  const { minAge, onlyOpen, ...texts } = query;
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...(minAge !== undefined && { minAge }),
    ...(onlyOpen !== undefined && { onlyOpen }),
  };
}
