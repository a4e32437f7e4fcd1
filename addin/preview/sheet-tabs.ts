import { elementOf } from "./element.ts";
import type { Sheet, Workbook } from "./host/model.ts";
import { makeStop, rove } from "./roving.ts";

/** The tabs of the visible sheets. */
export class SheetTabs {
  readonly element = elementOf("div", {
    class: "sheet-tabs",
    role: "tablist",
    "aria-label": "Sheets",
  });
  readonly #book: Workbook;
  readonly #activate: (sheet: Sheet) => void;
  #drawn = "";

  constructor(book: Workbook, activate: (sheet: Sheet) => void) {
    this.#book = book;
    this.#activate = activate;
    rove(this.element);
  }

  show(): void {
    const sheets = this.#book.sheets.filter((sheet) => sheet.visibility === "Visible");
    const active = this.#book.active;
    const state = sheets.map((sheet) => [sheet.id, sheet.name, sheet.tabColor, sheet === active]);
    const drawn = JSON.stringify(state);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const hadFocus = this.element.contains(document.activeElement);
    const tabs = sheets.map((sheet) => this.#tab(sheet, sheet === active));
    this.element.replaceChildren(...tabs);
    const current = tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
    makeStop(this.element, current);
    current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hadFocus) current?.focus();
  }

  #tab(sheet: Sheet, isActive: boolean): HTMLElement {
    const tab = elementOf("button", { type: "button", role: "tab" }, sheet.name);
    tab.setAttribute("aria-selected", String(isActive));
    if (sheet.tabColor !== "") tab.style.setProperty("--tab", sheet.tabColor);
    tab.addEventListener("click", () => this.#activate(sheet));
    return tab;
  }
}
