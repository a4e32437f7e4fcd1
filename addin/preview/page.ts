import { elementOf } from "./element.ts";
import { FormulaBar } from "./formula-bar.ts";
import type { Pane } from "./frame.ts";
import { placeNamed } from "./go-to.ts";
import type { BookActs } from "./grid/acts.ts";
import { Grid } from "./grid/grid.ts";
import { pickZone } from "./grid/navigate.ts";
import { statisticsOf, statisticsText } from "./grid/statistics.ts";
import { a1 } from "./host/a1.ts";
import type { Workbook } from "./host/model.ts";
import { Notice } from "./notice.ts";
import type { PaneExit } from "./pane-exit.ts";
import { cycleRegions } from "./regions.ts";
import { SheetTabs } from "./sheet-tabs.ts";

export interface PageParts {
  readonly book: Workbook;
  readonly acts: BookActs;
  readonly ribbon: HTMLElement;
  readonly pane: Pane;
}

/** The whole preview page: title, ribbon, formula bar, grid, sheet tabs, status and task pane. */
export class Page {
  readonly grid: Grid;
  readonly notice = new Notice();
  readonly #parts: PageParts;
  readonly #formulaBar: FormulaBar;
  readonly #tabs: SheetTabs;
  readonly #status = elementOf("div", { class: "statistics" });
  /** What a function of the add-in says about the error in the active cell, where Excel shows it beside the cell. */
  readonly #why = elementOf("div", { class: "why", role: "status" });

  constructor(root: HTMLElement, parts: PageParts) {
    this.#parts = parts;
    const { book, acts } = parts;
    this.grid = new Grid(book, acts, {
      shown: () => this.#show(),
      typed: (text) => this.#formulaBar.follow(text),
      refused: (words) => this.notice.say(words),
      mended: () => this.notice.hide(),
    });
    this.#formulaBar = new FormulaBar({
      goTo: (text) => this.#goTo(text),
      typed: (text) => this.grid.followFormulaBar(text),
      enter: (text) => this.grid.writer.enter(this.grid.selector.picked.active, text),
      leave: (key) => this.#backToGrid(key),
    });
    this.#tabs = new SheetTabs(book, (sheet) => acts.activate(sheet));
    this.#assemble(root);
    this.#show();
    this.grid.focus();
  }

  /** Takes the keyboard when it leaves the task pane. */
  leavePane(exit: PaneExit): void {
    if (exit === "grid") this.grid.focus();
    else if (exit === "back") this.#parts.pane.focusHead();
    else focusRibbon(this.#parts.ribbon);
  }

  #assemble(root: HTMLElement): void {
    const { ribbon, pane, book } = this.#parts;
    const foot = elementOf("div", { class: "foot" }, this.#tabs.element, this.#status);
    const sheet = elementOf("main", { class: "book", "aria-label": "Workbook" });
    const grid = this.grid.element;
    sheet.append(this.#formulaBar.element, grid, this.#why, this.notice.element, foot);
    root.replaceChildren(
      titleBar(book.name),
      ribbon,
      elementOf("div", { class: "work" }, sheet, pane.element),
    );
    cycleRegions(
      [
        { element: ribbon, focus: () => focusRibbon(ribbon) },
        { element: this.grid.element, focus: () => this.grid.focus() },
        { element: pane.element, focus: () => pane.focus() },
      ],
      pane.frame,
    );
  }

  #show(): void {
    const sheet = this.#parts.book.active;
    const { zone, picked } = this.grid.selector;
    this.#formulaBar.show(a1(zone), this.grid.writer.inputAt(picked.active));
    this.#tabs.show();
    const texts = statisticsText(statisticsOf(sheet, zone));
    this.#status.replaceChildren(...texts.map((text) => elementOf("span", {}, text)));
    const why = sheet.at(picked.active.r, picked.active.c)?.why;
    this.#why.textContent = why ?? "";
    this.#why.hidden = why === undefined;
  }

  #goTo(text: string): boolean {
    const { book, acts } = this.#parts;
    const place = placeNamed(book, text);
    if (!place) {
      this.notice.say(`There is no cell, table or name called “${text}”.`);
      return false;
    }
    if (place.sheet !== book.active) acts.activate(place.sheet);
    this.grid.selector.pick(pickZone(place.z), place.z);
    return true;
  }

  #backToGrid(key: KeyboardEvent | undefined): void {
    this.grid.focus();
    if (key) this.grid.selector.go({ key: key.key, ctrl: false, shift: key.shiftKey });
  }
}

function focusRibbon(ribbon: HTMLElement): void {
  ribbon.querySelector<HTMLElement>("[role=toolbar] [tabindex='0']")?.focus();
}

function titleBar(name: string): HTMLElement {
  return elementOf(
    "header",
    { class: "title-bar" },
    elementOf("span", { class: "book-mark", "aria-hidden": "true" }),
    elementOf("h1", {}, name),
    elementOf("span", { class: "badge" }, "Preview without Excel"),
  );
}
