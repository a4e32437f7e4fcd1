/** Our own sheets behind the user's: the bindings, the baselines, the lists of the dropdowns. */
const NAMES = { meta: "_TPM_Meta", base: "_TPM_Base", lists: "_TPM_Lists" } as const;
type HiddenName = keyof typeof NAMES;

/** A user may look at the lists; the other two only a program can show. */
const VISIBILITY = { meta: "VeryHidden", base: "VeryHidden", lists: "Hidden" } as const;

export const LISTS_SHEET = NAMES.lists;

/** The hidden sheets, each perhaps a null object: known after the next sync. */
export type HiddenSheets = Record<HiddenName, Excel.Worksheet>;

/** Asks for all hidden sheets at once: every sync of its own would be felt with each click. */
export function askHiddenSheets({ workbook }: Excel.RequestContext): HiddenSheets {
  const { worksheets } = workbook;
  return {
    meta: worksheets.getItemOrNullObject(NAMES.meta),
    base: worksheets.getItemOrNullObject(NAMES.base),
    lists: worksheets.getItemOrNullObject(NAMES.lists),
  };
}

/** One of them, made when it is missing: once, since adding or hiding a sheet empties Excel's undo list. */
export async function hiddenSheet(
  context: Excel.RequestContext,
  name: HiddenName,
): Promise<Excel.Worksheet> {
  const known = askHiddenSheets(context)[name];
  await context.sync();
  if (!known.isNullObject) return known;
  const worksheet = context.workbook.worksheets.add(NAMES[name]);
  worksheet.visibility = VISIBILITY[name];
  return worksheet;
}
