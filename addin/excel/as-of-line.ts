import type { ManagedTable } from "./table.ts";

/** The line of the first version, which had one table only. */
const OLD_NAME = "TPM_AsOf";

/** A name of the table's own sheet: the line may move, a copied sheet has its own, and a sheet may have several tables. */
export const asOfName = ({ table }: { table: string }): string => `${OLD_NAME}_${table}`;

/** Writes the line above the table, wherever the user moved it. */
export async function writeAsOf<Row>(
  context: Excel.RequestContext,
  { worksheet, sheet }: ManagedTable<Row>,
  line: string,
): Promise<void> {
  const named = worksheet.names.getItemOrNullObject(asOfName(sheet)).getRangeOrNullObject();
  const old = worksheet.names.getItemOrNullObject(OLD_NAME).getRangeOrNullObject();
  await context.sync();
  const isOld = sheet.table === "tblDeductions" && !old.isNullObject;
  if (!named.isNullObject) named.values = [[line]];
  else if (isOld) old.values = [[line]];
}
