import type { Sheet, Table, Workbook } from "../host/model.ts";
import type { BookActs } from "./acts.ts";
import { choicesAt, filterTexts, textAt } from "./choices.ts";
import { openFilterMenu } from "./filter-menu.ts";
import type { Box } from "./layout.ts";
import { openListMenu } from "./list-menu.ts";
import { hasFilterButton } from "./table-look.ts";
import type { Spot } from "./zone.ts";

export interface CellMenuPlace {
  readonly book: Workbook;
  readonly sheet: Sheet;
  readonly acts: BookActs;
  readonly spot: Spot;
  /** The cell, in the window's pixels. */
  readonly anchor: Box;
}

export interface CellMenuEvents {
  enter(text: string): void;
  closed(): void;
}

/** Opens what the button of a cell stands for: the filter menu of a table header, or the list of its rule. */
export function openCellMenu(place: CellMenuPlace, events: CellMenuEvents): void {
  const { book, sheet, spot, anchor } = place;
  const table = book.tableAt(sheet, spot.r, spot.c);
  if (table && hasFilterButton(table, spot)) return openFilter(table, place, events);
  const options = choicesAt(place, spot);
  if (!options) return;
  openListMenu({
    anchor,
    label: "Values for this cell",
    options,
    chosen: textAt(sheet, spot),
    choose: (option) => events.enter(option),
    closed: () => events.closed(),
  });
}

function openFilter(
  table: Table,
  { acts, spot, anchor }: CellMenuPlace,
  events: CellMenuEvents,
): void {
  const column = spot.c - table.z.c;
  openFilterMenu({
    anchor,
    column: textAt(table.sheet, spot),
    texts: filterTexts(table, column),
    shown: table.columns[column]?.filter?.values ?? null,
    filter: (texts) => acts.filter(table, column, texts),
    order: (isAscending) => acts.sort(table, column, isAscending),
    closed: () => events.closed(),
  });
}
