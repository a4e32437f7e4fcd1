import type { ListName, Lists, Sheet } from "../sheets/sheet.ts";
import { toCellValue } from "./batch.ts";
import { hiddenSheet, LISTS_SHEET } from "./hidden-sheet.ts";

const HEADER_ROWS = 1;

/** The column of `_TPM_Lists` that each list fills. */
const COLUMN: Record<ListName, { letter: string; title: string }> = {
  reasons: { letter: "A", title: "Reason" },
  writeOffReasons: { letter: "B", title: "WO code" },
};

const NAMES: readonly ListName[] = ["reasons", "writeOffReasons"];

/**
 * office.js does not tell which day a workbook counts from. This cell's formula does: the first day of 1904 is 0 where
 * days count from 1904, and 1,462 everywhere else.
 */
const FIRST_DAY = { address: "D1:D2", title: "1904-01-01", formula: "=DATE(1904,1,1)" } as const;

/** What the dropdowns offer, and whether days count from 1904. Nothing is offered while the workbook has no lists. */
export async function readLists(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
): Promise<{ lists: Lists; date1904: boolean }> {
  if (worksheet.isNullObject) {
    await context.sync();
    return { lists: { reasons: [], writeOffReasons: [] }, date1904: false };
  }
  const used = worksheet.getUsedRange(true).load("values");
  await context.sync();
  const rows: unknown[][] = used.values.slice(HEADER_ROWS);
  const column = (place: number) =>
    rows.map((row) => String(toCellValue(row[place]))).filter((code) => code !== "");
  return {
    lists: { reasons: column(0), writeOffReasons: column(1) },
    date1904: rows[0]?.[3] === 0,
  };
}

/** Writes the lists behind the dropdowns, in the batch's next sync. */
export async function writeLists(context: Excel.RequestContext, lists: Lists): Promise<void> {
  const worksheet = await hiddenSheet(context, "lists");
  const rows = Math.max(...NAMES.map((name) => lists[name].length));
  worksheet.getRange("A:B").clear("Contents");
  worksheet.getRangeByIndexes(0, 0, rows + HEADER_ROWS, NAMES.length).values = [
    NAMES.map((name) => COLUMN[name].title),
    ...Array.from({ length: rows }, (_, row) => NAMES.map((name) => asText(lists[name][row]))),
  ];
  worksheet.getRange(FIRST_DAY.address).formulas = [[`'${FIRST_DAY.title}`], [FIRST_DAY.formula]];
}

/** The apostrophe keeps "005" a text. */
const asText = (code: string | undefined) => (code === undefined ? "" : `'${code}`);

/** Where dropdowns go: the columns of a table, in the sheet, and where its data starts. */
interface Place {
  worksheet: Excel.Worksheet;
  columns: ReadonlyMap<string, number>;
  body: { row: number };
}

/** Gives rows their dropdowns. Pasting goes around a dropdown, so everything is checked again before it is published. */
export function validateLists<Row>(
  sheet: Sheet<Row>,
  { worksheet, columns, body }: Place,
  { first, count, lists }: { first: number; count: number; lists: Lists },
): void {
  for (const { field, kind, list, title } of sheet.columns) {
    const index = columns.get(field);
    if (list === undefined || index === undefined || lists[list].length === 0) continue;
    const cells = worksheet.getRangeByIndexes(body.row + first, index, count, 1);
    cells.dataValidation.rule = {
      list: { inCellDropDown: true, source: listSource(list, lists) },
    };
    cells.dataValidation.errorAlert = {
      // A code column only suggests: a company has codes of its own.
      showAlert: kind === "choice",
      style: "Stop",
      title,
      message: `Choose a ${title.toLowerCase()} from the list.`,
    };
  }
}

/** The cells of a list as a dropdown's source: a literal list may have 255 characters only. */
function listSource(name: ListName, lists: Lists): string {
  const { letter } = COLUMN[name];
  const last = HEADER_ROWS + Math.max(1, lists[name].length);
  return `=${LISTS_SHEET}!$${letter}$${HEADER_ROWS + 1}:$${letter}$${last}`;
}
