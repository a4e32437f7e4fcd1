import { z } from "zod";
import type { DeductionsQuery } from "../taskpane/ports.ts";
import { hiddenSheet } from "./hidden-sheet.ts";

const SCHEMA = 1;

/** What a workbook is told and asked about a managed table: nothing of it points anywhere outside the workbook. */
const BindingShape = z.object({
  schema: z.literal(SCHEMA),
  tableId: z.string(),
  columnIds: z.record(z.string(), z.number()),
  asOf: z.string(),
  query: z.object({
    customer: z.string().optional(),
    reason: z.string().optional(),
    minAge: z.number().optional(),
    onlyOpen: z.boolean(),
  }),
  owner: z.object({ tenantId: z.string(), userName: z.string() }),
});

/** Which Excel table is ours, which of its columns, whose data it holds and what it was asked for. */
export interface Binding {
  tableId: string;
  columnIds: Record<string, number>;
  asOf: string;
  query: DeductionsQuery;
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

/** Writes the binding of a table, in the batch's next sync. */
export async function writeBinding(
  context: Excel.RequestContext,
  tableName: string,
  binding: Binding,
): Promise<void> {
  const worksheet = await hiddenSheet(context, "meta");
  const text = JSON.stringify({ schema: SCHEMA, ...binding });
  worksheet.getRange("A1:B2").values = [
    ["Table", "Binding. Tradebook needs it; please leave it alone."],
    [tableName, text],
  ];
}

function parseBinding(text: string): Binding | null {
  try {
    const { query, ...rest } = BindingShape.parse(JSON.parse(text));
    return { ...rest, query: withoutUndefined(query) };
  } catch {
    // A binding of another version, or one that somebody edited, is no binding: the table is made anew.
    return null;
  }
}

function withoutUndefined(query: z.infer<typeof BindingShape>["query"]): DeductionsQuery {
  const { customer, reason, minAge, onlyOpen } = query;
  return {
    onlyOpen,
    ...(customer !== undefined && { customer }),
    ...(reason !== undefined && { reason }),
    ...(minAge !== undefined && { minAge }),
  };
}
