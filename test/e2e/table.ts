import type { Page } from "playwright-core";
import { columnName } from "../../addin/preview/host/a1.ts";
import type { TradebookPreview } from "../../addin/preview/main.ts";

/** What the cells of a row show, by the column's title without its signs. */
export type Row = Record<string, string>;

/** One managed table of the open workbook, and the hands of a person on it. Rows are found by what they show. */
export interface Table {
  /** All rows from top to bottom; none when the workbook has no such table. */
  rows(): Promise<Row[]>;
  /** The rows that no filter hides. */
  visibleRows(): Promise<Row[]>;
  /** The first row that shows all of this; rejects while there is none. */
  row(like: Row): Promise<Row>;
  /** Selects the whole width of the first `count` rows from this one on. */
  selectRows(like: Row, count?: number): Promise<void>;
  selectCell(cell: CellOf): Promise<void>;
  /** The selected cell: the row it is in and the title above it; null when the selection is elsewhere. */
  selectedCell(): Promise<{ row: Row; header: string } | null>;
  /** Types one value into a cell. */
  type(cell: CellOf, value: unknown): Promise<void>;
  /** Types a new row with the keyboard under the last one, cell by cell from this title on; "" goes past a cell. */
  typeBelow(header: string, texts: readonly string[]): Promise<void>;
  /** Pastes tab-separated text with the keyboard; `like: "below"` begins under the last row, which lengthens the table. */
  paste(at: { like: Row | "below"; header: string }, text: string): Promise<void>;
  /** Copies a cell, formula and all, and pastes it into the `count` cells from it downwards. */
  fillDown(cell: CellOf, count: number): Promise<void>;
  /** Writes a title right of the last column, which makes a column of the user's own. */
  addColumn(title: string): Promise<void>;
  sort(header: string): Promise<void>;
  /** Where the table stands. */
  place(): Promise<Shown>;
  /** Filters the table to the rows that show one of these texts there. */
  filter(header: string, texts: readonly string[]): Promise<void>;
  /** What the list of a cell offers, opened with the keyboard and closed again. */
  choices(cell: CellOf): Promise<string[]>;
}

/** A cell: the row that shows this, the column of that title. */
export interface CellOf {
  like: Row;
  header: string;
}

/** The hands of a person on the table of this name, such as tblPromotions. */
export function tableOf(page: Page, name: string): Table {
  const read = async () => shownOf(await page.evaluate(readTable, name));
  const select = (sheet: string, address: string) =>
    page.evaluate(([on, at]) => window.tradebookPreview?.select(on, at), [sheet, address] as const);
  const selectCell = async ({ like, header }: CellOf, count = 1) => {
    const shown = await read();
    const [first, last] = [shown.address(like, header), shown.address(like, header, count - 1)];
    await select(shown.sheet, first === last ? first : `${first}:${last}`);
  };
  return {
    rows: async () => ((await page.evaluate(hasTable, name)) ? (await read()).rows : []),
    visibleRows: async () => (await read()).visible,
    row: async (like) => {
      const shown = await read();
      return shown.rows[shown.indexOf(like)] ?? {};
    },
    selectRows: async (like, count = 1) => {
      const shown = await read();
      const [first, last] = [shown.headers[0] ?? "", shown.headers.at(-1) ?? ""];
      const corners = [shown.address(like, first), shown.address(like, last, count - 1)];
      await select(shown.sheet, corners.join(":"));
    },
    selectCell: (cell) => selectCell(cell),
    selectedCell: async () => {
      const [shown, selected] = [await read(), await page.evaluate(selectedPlace)];
      const [row, header] = [
        shown.rows[selected.r - shown.top - 1],
        shown.headers[selected.c - shown.left],
      ];
      return selected.sheet === shown.sheet && row && header !== undefined ? { row, header } : null;
    },
    type: async ({ like, header }, value) => {
      const shown = await read();
      await page.evaluate(
        ([sheet, address, typed]) => window.tradebookPreview?.edit(sheet, address, [[typed]]),
        [shown.sheet, shown.address(like, header), value] as const,
      );
    },
    typeBelow: async (header, texts) => {
      const shown = await read();
      await select(shown.sheet, shown.below(header));
      await page.getByRole("grid").focus();
      for (const text of texts) {
        if (text !== "") await page.keyboard.type(text);
        await page.keyboard.press("Tab");
      }
    },
    paste: async ({ like, header }, text) => {
      const shown = await read();
      const address = like === "below" ? shown.below(header) : shown.address(like, header);
      await select(shown.sheet, address);
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      await pressInGrid(page, "ControlOrMeta+v");
    },
    fillDown: async (cell, count) => {
      await selectCell(cell);
      await pressInGrid(page, "ControlOrMeta+c");
      await selectCell(cell, count);
      await pressInGrid(page, "ControlOrMeta+v");
    },
    addColumn: async (title) => {
      const { sheet, next } = await read();
      await page.evaluate(([on, at, text]) => window.tradebookPreview?.edit(on, at, [[text]]), [
        sheet,
        next,
        title,
      ] as const);
    },
    sort: async (header) => {
      const column = (await read()).headers.indexOf(header);
      await page.evaluate(
        ([named, key]) =>
          window.tradebookPreview?.host.userDoes((book) =>
            book.tables.getItem(named).sort.apply([{ key, ascending: true }]),
          ),
        [name, column] as const,
      );
    },
    place: read,
    filter: async (header, texts) => {
      const column = (await read()).headers.indexOf(header);
      await page.evaluate(
        ([named, at, wanted]) =>
          window.tradebookPreview?.host.userDoes((book) =>
            book.tables
              .getItem(named)
              .columns.getItemAt(at)
              .filter.applyValuesFilter([...wanted]),
          ),
        [name, column, texts] as const,
      );
    },
    choices: async (cell) => {
      await selectCell(cell);
      await pressInGrid(page, "Alt+ArrowDown");
      const options = page.getByRole("option");
      await options.first().waitFor();
      const texts = await options.allTextContents();
      await page.keyboard.press("Escape");
      return texts;
    },
  };
}

async function pressInGrid(page: Page, key: string): Promise<void> {
  await page.getByRole("grid").focus();
  await page.keyboard.press(key);
}

interface ReadTable {
  sheet: string;
  /** The header's row and the first column, counted from 0. */
  top: number;
  left: number;
  headers: string[];
  rows: string[][];
  hidden: boolean[];
}

type Shown = ReturnType<typeof shownOf>;

/** The same with the rows as records, and with addresses in A1. */
function shownOf({ headers, hidden, ...read }: ReadTable) {
  const rows = read.rows.map(
    (texts): Row => Object.fromEntries(headers.map((header, at) => [header, texts[at] ?? ""])),
  );
  const indexOf = (like: Row): number => {
    const wanted = Object.entries(like);
    const at = rows.findIndex((row) => wanted.every(([header, text]) => row[header] === text));
    if (at < 0) throw new Error(`no row of ${read.sheet} shows ${JSON.stringify(like)}`);
    return at;
  };
  const column = (header: string): string => {
    const at = headers.indexOf(header);
    if (at < 0) throw new Error(`${read.sheet} has no column ${header}: ${headers.join(", ")}`);
    return columnName(read.left + at);
  };
  return {
    ...read,
    headers,
    rows,
    visible: rows.filter((_row, at) => !hidden[at]),
    indexOf,
    address: (like: Row, header: string, further = 0) =>
      `${column(header)}${read.top + indexOf(like) + 2 + further}`,
    cellOf: (like: Row, header: string) => `${column(header)}${read.top + indexOf(like) + 2}`,
    next: `${columnName(read.left + headers.length)}${read.top + 1}`,
    below: (header: string) => `${column(header)}${read.top + rows.length + 2}`,
  };
}

/** Runs in the page. */
function hasTable(name: string): boolean {
  return window.tradebookPreview?.host.model.table(name) !== undefined;
}

/** Runs in the page: what the table shows. */
function readTable(name: string): ReadTable {
  const preview: TradebookPreview | undefined = window.tradebookPreview;
  const table = preview?.host.model.table(name);
  if (!preview || !table) throw new Error(`the workbook has no table ${name}`);
  const { sheet, z } = table;
  const letters = (index: number): string =>
    index < 26
      ? String.fromCodePoint(65 + index)
      : letters(Math.floor(index / 26) - 1) + letters(index % 26);
  const columns = Array.from({ length: z.cols }, (_, at) => letters(z.c + at));
  const cells = (row: number) =>
    columns.map((column) => preview.cellText(sheet.name, `${column}${row}`));
  return {
    sheet: sheet.name,
    top: z.r,
    left: z.c,
    headers: cells(z.r + 1).map((header) => header.replaceAll(/[✎★ƒ]/gu, "").trim()),
    rows: Array.from({ length: z.rows - 1 }, (_, at) => cells(z.r + at + 2)),
    hidden: Array.from({ length: z.rows - 1 }, (_, at) => sheet.isRowHidden(z.r + at + 1)),
  };
}

/** Runs in the page: where the first selected cell is. */
function selectedPlace(): { sheet: string; r: number; c: number } {
  const selection = window.tradebookPreview?.host.model.selection;
  if (!selection) throw new Error("the preview has not started");
  return { sheet: selection.sheet.name, r: selection.r, c: selection.c };
}
