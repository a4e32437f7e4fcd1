import { elementOf } from "../element.ts";
import type { Zone } from "../host/a1.ts";
import { MAX_COLUMNS, MAX_ROWS } from "../host/a1.ts";
import type { Sheet } from "../host/model.ts";
import { rove } from "../roving.ts";
import type { BookActs } from "./acts.ts";
import type { Box } from "./layout.ts";
import { Popup } from "./popup.ts";

export interface ContextMenu {
  readonly sheet: Sheet;
  readonly zone: Zone;
  readonly acts: BookActs;
  /** Where it opens, in the window's pixels. */
  readonly anchor: Box;
  clear(): void;
  refused(words: string): void;
  closed(): void;
}

interface Entry {
  readonly text: string;
  readonly isPossible: boolean;
  act(): void;
}

/** The menu of a right click: what a person does to whole rows and columns. */
export function openContextMenu(menu: ContextMenu): void {
  const popup = new Popup(menu.anchor, "Cells", menu.closed);
  popup.element.setAttribute("role", "menu");
  popup.element.classList.add("ribbon-menu");
  popup.element.append(
    ...entriesOf(menu).map((entry) => {
      const item = elementOf("button", { type: "button", role: "menuitem" }, entry.text);
      item.disabled = !entry.isPossible;
      item.addEventListener("click", () => {
        popup.close();
        attempt(entry, menu);
      });
      return item;
    }),
  );
  rove(popup.element, true);
  requestAnimationFrame(() => {
    popup.element.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  });
}

function attempt({ act }: Entry, menu: ContextMenu): void {
  try {
    act();
  } catch (error) {
    menu.refused(error instanceof Error ? error.message : String(error));
  }
}

function entriesOf({ sheet, zone, acts, clear }: ContextMenu): Entry[] {
  const hasRows = zone.rows < MAX_ROWS;
  const hasColumns = zone.cols < MAX_COLUMNS;
  const rows = hasRows && zone.rows > 1 ? `${zone.rows} rows` : "row";
  const columns = hasColumns && zone.cols > 1 ? `${zone.cols} columns` : "column";
  return [
    { text: `Insert ${rows} above`, isPossible: hasRows, act: () => acts.insertRows(sheet, zone) },
    { text: `Delete ${rows}`, isPossible: hasRows, act: () => acts.deleteRows(sheet, zone) },
    { text: "Clear contents", isPossible: true, act: clear },
    {
      text: `Hide ${columns}`,
      isPossible: hasColumns,
      act: () => acts.hideColumns(sheet, zone, true),
    },
    {
      text: "Show hidden columns",
      isPossible: [...sheet.colProps.values()].some(({ hidden }) => hidden),
      act: () => acts.hideColumns(sheet, { r: 0, c: 0, rows: 1, cols: lastColumn(sheet) }, false),
    },
  ];
}

/** As far as anybody has touched a column. */
const lastColumn = (sheet: Sheet): number => Math.max(0, ...sheet.colProps.keys()) + 1;
