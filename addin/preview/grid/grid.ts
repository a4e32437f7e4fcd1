import { a1 } from "../host/a1.ts";
import type { Change, Workbook } from "../host/model.ts";
import type { BookActs } from "./acts.ts";
import { openCellMenu } from "./cell-menu.ts";
import { choicesAt } from "./choices.ts";
import { openContextMenu } from "./context-menu.ts";
import { CellEditor, type EditMode } from "./editor.ts";
import { fitWidth } from "./fit-width.ts";
import { type Command, commandOf } from "./keyboard.ts";
import type { Box } from "./layout.ts";
import { type LookSource, lookAt } from "./look.ts";
import { pickOne } from "./navigate.ts";
import { followPointer, type PointerEvents } from "./pointer.ts";
import { Selector } from "./selector.ts";
import { pointsOf } from "./sheet-axes.ts";
import { Surface } from "./surface.ts";
import { watchClipboard } from "./watch-clipboard.ts";
import { Writer } from "./writer.ts";
import { type Spot, zoneOf } from "./zone.ts";

export interface GridEvents {
  /** The selection, or what it holds, has changed. */
  shown(): void;
  /** The text in the cell editor has changed. */
  typed(text: string): void;
  /** Something was refused; the words are for the person. */
  refused(words: string): void;
  /** What was refused has been mended or given up. */
  mended(): void;
}

/** The sheet a person works in: draws the active sheet and turns keys and mouse into acts on the workbook. */
export class Grid {
  readonly element = document.createElement("div");
  readonly selector: Selector;
  readonly writer: Writer;
  readonly #book: Workbook;
  readonly #acts: BookActs;
  readonly #events: GridEvents;
  readonly #surface: Surface;
  readonly #editor: CellEditor;

  constructor(book: Workbook, acts: BookActs, events: GridEvents) {
    this.#book = book;
    this.#acts = acts;
    this.#events = events;
    this.element.className = "grid";
    this.writer = new Writer(book, acts, (words) => events.refused(words));
    this.selector = new Selector({ book, acts, surface: () => this.#surface });
    this.#surface = new Surface(this.element, {
      book,
      conditionalStyle: acts.conditionalStyle,
      picked: () => this.selector.picked,
      hasList: () => choicesAt(this.#place(), this.selector.picked.active) !== undefined,
      drawn: () => this.#editor.moveTo(this.#surface.boxOf(zoneOf(this.selector.picked.active))),
    });
    this.#editor = new CellEditor(this.element, {
      commit: (text, key) => void this.#commit(text, key),
      cancel: () => {
        this.focus();
        events.mended();
      },
      changed: (text) => {
        events.typed(text);
        events.mended();
      },
    });
    this.#listen();
  }

  focus(): void {
    this.#surface.scroller.focus({ preventScroll: true });
    this.#events.shown();
  }

  /** Follows what is typed into the formula bar. */
  followFormulaBar(text: string): void {
    if (this.#editor.isOpen) this.#editor.follow(text);
  }

  #listen(): void {
    const { scroller } = this.#surface;
    scroller.addEventListener("keydown", (event) => {
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      this.#obey(command);
    });
    followPointer(scroller, this.#pointerEvents());
    watchClipboard(scroller, {
      picked: () => ({ sheet: this.#book.active, zone: this.selector.zone }),
      write: (zone, values) => this.writer.write(zone, values),
      clear: () => this.writer.clear(this.selector.zone),
    });
    scroller.addEventListener("contextmenu", (event) => this.#openContextMenu(event));
    this.#book.listen((change) => this.#changed(change));
  }

  #place(): LookSource {
    const { conditionalStyle } = this.#acts;
    return { book: this.#book, sheet: this.#book.active, conditionalStyle };
  }

  #changed(change: Change): void {
    if (change.kind === "selection") this.#surface.redraw();
    else this.#surface.refresh();
    if (change.kind === "selection" || change.kind === "activated") this.selector.follow();
    this.#events.shown();
  }

  #obey(command: Command): void {
    switch (command.kind) {
      case "move":
        return void this.selector.go(command.stroke);
      case "type":
        return this.#edit("enter", command.text);
      case "edit":
        return this.#edit("edit");
      case "clear":
        return void this.writer.clear(this.selector.zone);
      case "openMenu":
        return this.#openMenu(this.selector.picked.active);
      case "undo":
        return void this.writer.undo();
      case "turnSheet":
        return this.selector.turnSheet(command.step);
      case "selectWhole":
        return this.selector.pickWhole(command.what);
    }
  }

  #edit(mode: EditMode, text?: string): void {
    const { active } = this.selector.picked;
    const start = text ?? this.writer.inputAt(active);
    this.#surface.reveal(active);
    this.#editor.open({
      box: this.#surface.boxOf(zoneOf(active)),
      text: start,
      mode,
      look: lookAt(this.#place(), active),
      label: `Edit ${a1(zoneOf(active))}`,
    });
    this.#events.typed(start);
  }

  async #commit(text: string, key: KeyboardEvent | undefined): Promise<void> {
    const isKept = await this.writer.enter(this.selector.picked.active, text);
    if (!isKept) return this.#edit("edit", text);
    this.#events.mended();
    if (!key) return this.#events.shown();
    this.focus();
    this.selector.go({
      key: key.key,
      ctrl: false,
      shift: key.shiftKey && !key.key.startsWith("Arrow"),
    });
  }

  #openMenu(spot: Spot): void {
    this.selector.pick(pickOne(spot));
    openCellMenu(
      { ...this.#place(), acts: this.#acts, spot, anchor: this.#anchorOf(spot) },
      {
        enter: (text) => void this.writer.enter(spot, text),
        closed: () => this.focus(),
      },
    );
  }

  /** The menu key has no place of its own: its menu opens at the active cell. */
  #openContextMenu(event: MouseEvent): void {
    event.preventDefault();
    const isByKey = event.button !== 2;
    if (!isByKey) this.selector.pickUnlessPicked(this.#surface.hit(event));
    const { zone, picked } = this.selector;
    openContextMenu({
      sheet: this.#book.active,
      zone,
      acts: this.#acts,
      anchor: isByKey
        ? this.#anchorOf(picked.active)
        : { x: event.clientX, y: event.clientY, width: 0, height: 0 },
      clear: () => void this.writer.clear(zone),
      refused: (words) => this.#events.refused(words),
      closed: () => this.focus(),
    });
  }

  /** A cell's place in the window. */
  #anchorOf(spot: Spot): Box {
    const frame = this.#surface.scroller.getBoundingClientRect();
    const box = this.#surface.boxOf(zoneOf(spot));
    return { ...box, x: frame.left + box.x, y: frame.top + box.y };
  }

  #pointerEvents(): PointerEvents {
    const surface = this.#surface;
    const resize = (column: number, pixels: number) =>
      this.#acts.setColumnWidth(this.#book.active, column, pointsOf(pixels));
    return {
      hit: (point) => surface.hit(point),
      isOnButton: (point, spot) => surface.isOnButton(point, spot),
      select: (hit) => this.selector.pickHit(hit),
      extend: (hit) => this.selector.extend(hit),
      openMenu: (spot) => this.#openMenu(spot),
      edit: () => this.#edit("edit"),
      resizeColumn: resize,
      fitColumn: (column) => resize(column, fitWidth(this.#place(), column)),
      columnPixels: (column) => surface.axes.cols.sizeOf(column),
    };
  }
}
