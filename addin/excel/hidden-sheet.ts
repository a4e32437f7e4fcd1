/** One of our own sheets behind the user's. It is made once: adding or hiding a sheet empties Excel's undo list. */
export async function hiddenSheet(
  context: Excel.RequestContext,
  name: string,
  visibility: "Hidden" | "VeryHidden",
): Promise<Excel.Worksheet> {
  const known = context.workbook.worksheets.getItemOrNullObject(name);
  await context.sync();
  if (!known.isNullObject) return known;
  const worksheet = context.workbook.worksheets.add(name);
  worksheet.visibility = visibility;
  return worksheet;
}
