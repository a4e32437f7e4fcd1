import { contains, MAX_COLUMNS, MAX_ROWS, type Zone } from "../host/a1.ts";
import type { Sheet, Workbook } from "../host/model.ts";
import type { ConditionalStyle } from "./acts.ts";
import type { Axis } from "./axis.ts";
import {
  type Box,
  boxOf,
  HEADER_HEIGHT,
  HEADER_WIDTH,
  type Hit,
  hitAt,
  type Layout,
  layOut,
  scrollTo,
} from "./layout.ts";
import { type Look, lookAt } from "./look.ts";
import { Mirror } from "./mirror.ts";
import { type Picked, pickedZone } from "./navigate.ts";
import { buttonBox, paintCells } from "./paint.ts";
import { paintCharts, reachOf } from "./paint-chart.ts";
import { paintButton, paintHeaders, paintSelection } from "./paint-frame.ts";
import { colsOf, rowsOf } from "./sheet-axes.ts";
import { hasFilterButton } from "./table-look.ts";
import type { Spot } from "./zone.ts";

/** What the surface shows. */
export interface SurfaceSource {
  readonly book: Workbook;
  readonly conditionalStyle: ConditionalStyle;
  picked(): Picked;
  /** Whether the cell to be typed into offers a list. */
  hasList(): boolean;
  /** The sheet has been drawn anew: what lies over its cells may have to move. */
  drawn(): void;
}

interface Axes {
  readonly rows: Axis;
  readonly cols: Axis;
}

/** How many empty rows and columns can be scrolled to beyond those in use. */
const MARGIN: Spot = { r: 60, c: 14 };

/** The canvas, the scroll bars over it and the mirror for assistive technology. */
export class Surface {
  /** Takes the keyboard, carries the role of the grid. */
  readonly scroller = document.createElement("div");
  readonly #source: SurfaceSource;
  readonly #canvas = document.createElement("canvas");
  readonly #extent = document.createElement("div");
  readonly #mirror: Mirror;
  readonly #looks = new Map<number, Look>();
  readonly #scrolls = new WeakMap<Sheet, { x: number; y: number }>();
  #axes: Axes;
  #layout: Layout;
  #sheet: Sheet;
  #furthest: Spot = { r: 0, c: 0 };
  #frame = 0;
  #mirrorTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parent: HTMLElement, source: SurfaceSource) {
    this.#source = source;
    this.#sheet = source.book.active;
    this.#axes = axesOf(this.#sheet);
    this.#mirror = new Mirror(this.scroller);
    this.#layout = this.#layOut();
    this.#canvas.className = "grid-canvas";
    this.#canvas.setAttribute("aria-hidden", "true");
    this.#extent.setAttribute("aria-hidden", "true");
    this.scroller.className = "grid-scroll";
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute("role", "grid");
    this.scroller.setAttribute("aria-multiselectable", "true");
    this.scroller.append(this.#mirror.element, this.#extent);
    parent.append(this.#canvas, this.scroller);
    this.scroller.addEventListener("scroll", () => this.redraw());
    this.scroller.addEventListener("focus", () => this.redraw());
    this.scroller.addEventListener("blur", () => this.redraw());
    new ResizeObserver(() => this.redraw()).observe(this.scroller);
  }

  get layout(): Layout {
    return this.#layout;
  }

  get axes(): Axes {
    return this.#axes;
  }

  /** Forgets what was read from the model, which has changed. */
  refresh(): void {
    this.#looks.clear();
    if (this.#sheet !== this.#source.book.active) this.#switchSheet();
    this.#axes = axesOf(this.#sheet);
    this.redraw();
  }

  redraw(): void {
    if (this.#sheet !== this.#source.book.active) return this.refresh();
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** Scrolls as little as needed to show a cell. */
  reveal(spot: Spot): void {
    this.#layout = this.#layOut();
    this.#furthest = {
      r: Math.max(spot.r, this.#furthest.r),
      c: Math.max(spot.c, this.#furthest.c),
    };
    this.#stretch();
    const to = scrollTo(this.#layout, spot);
    this.scroller.scrollTo({ left: to.x, top: to.y });
    this.redraw();
  }

  hit(point: { readonly clientX: number; readonly clientY: number }): Hit {
    const box = this.scroller.getBoundingClientRect();
    return hitAt(this.#layout, point.clientX - box.left, point.clientY - box.top);
  }

  boxOf(zone: Zone): Box {
    return boxOf(this.#layout, zone);
  }

  /** Whether a point lies on the small button of a cell. */
  isOnButton(point: { readonly clientX: number; readonly clientY: number }, spot: Spot): boolean {
    if (!this.hasButton(spot)) return false;
    const frame = this.scroller.getBoundingClientRect();
    const box = buttonBox(this.#layout, spot);
    const x = point.clientX - frame.left - box.x;
    const y = point.clientY - frame.top - box.y;
    return x >= 0 && y >= 0 && x <= box.width && y <= box.height;
  }

  hasButton(spot: Spot): boolean {
    const { book } = this.#source;
    const table = book.tableAt(this.#sheet, spot.r, spot.c);
    return (table !== undefined && hasFilterButton(table, spot)) || this.#offersList(spot);
  }

  #offersList(spot: Spot): boolean {
    const { active } = this.#source.picked();
    return active.r === spot.r && active.c === spot.c && this.#source.hasList();
  }

  #switchSheet(): void {
    this.#scrolls.set(this.#sheet, { x: this.scroller.scrollLeft, y: this.scroller.scrollTop });
    this.#sheet = this.#source.book.active;
    const scroll = this.#scrolls.get(this.#sheet) ?? { x: 0, y: 0 };
    this.#axes = axesOf(this.#sheet);
    this.#furthest = { r: 0, c: 0 };
    this.#stretch();
    this.scroller.scrollTo({ left: scroll.x, top: scroll.y });
  }

  #layOut(): Layout {
    return layOut({
      ...this.#axes,
      frozen: { r: this.#sheet.freeze.rows, c: this.#sheet.freeze.cols },
      scroll: { x: this.scroller.scrollLeft, y: this.scroller.scrollTop },
      size: { width: this.scroller.clientWidth, height: this.scroller.clientHeight },
    });
  }

  #draw(): void {
    this.#stretch();
    this.#layout = this.#layOut();
    const pen = this.#pen();
    if (!pen) return;
    const canvas = {
      pen,
      layout: this.#layout,
      showsGridLines: this.#sheet.showGridlines,
      lookAt: (spot: Spot) => this.#lookAt(spot),
      isEmpty: (spot: Spot) => (this.#sheet.at(spot.r, spot.c)?.v ?? "") === "",
      hasButton: (spot: Spot) => this.hasButton(spot),
      paintButton: (spot: Spot) => this.#paintButton(pen, spot),
    };
    paintCells(canvas);
    const picked = this.#source.picked();
    const zone = pickedZone(picked);
    const isFocused = document.activeElement === this.scroller;
    const painting = { pen, layout: this.#layout, picked: zone, active: picked.active, isFocused };
    paintSelection(painting);
    paintCharts(pen, this.#layout, this.#sheet.charts);
    paintHeaders(painting);
    this.#mirrorSoon();
    this.#source.drawn();
  }

  /** A canvas has the device's pixels, or text is blurred. */
  #pen(): CanvasRenderingContext2D | null {
    const { width, height } = this.#layout;
    const ratio = globalThis.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== w || this.#canvas.height !== h) {
      this.#canvas.width = w;
      this.#canvas.height = h;
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    const pen = this.#canvas.getContext("2d", { alpha: false });
    pen?.setTransform(ratio, 0, 0, ratio, 0, 0);
    return pen;
  }

  #lookAt(spot: Spot): Look {
    const key = spot.r * MAX_COLUMNS + spot.c;
    const known = this.#looks.get(key);
    if (known) return known;
    const { book, conditionalStyle } = this.#source;
    const look = lookAt({ book, sheet: this.#sheet, conditionalStyle }, spot);
    this.#looks.set(key, look);
    return look;
  }

  #paintButton(pen: CanvasRenderingContext2D, spot: Spot): void {
    if (!this.hasButton(spot)) return;
    paintButton(pen, buttonBox(this.#layout, spot), this.#isFiltered(spot));
  }

  #isFiltered(spot: Spot): boolean {
    const table = this.#source.book.tableAt(this.#sheet, spot.r, spot.c);
    if (!table || spot.r !== table.z.r) return false;
    return Boolean(table.columns[spot.c - table.z.c]?.filter);
  }

  /** While scrolling, elements would be moved for nothing; they follow when it rests. */
  #mirrorSoon(): void {
    clearTimeout(this.#mirrorTimer);
    this.#mirrorTimer = setTimeout(() => this.#showMirror(), 40);
  }

  #showMirror(): void {
    const picked = this.#source.picked();
    const zone = pickedZone(picked);
    const used = this.#sheet.used(false);
    this.scroller.setAttribute("aria-label", this.#sheet.name);
    this.scroller.setAttribute("aria-rowcount", String(used ? used.r + used.rows + 1 : 1));
    this.scroller.setAttribute("aria-colcount", String(used ? used.c + used.cols + 1 : 1));
    this.#mirror.show({
      layout: this.#layout,
      active: picked.active,
      isPicked: (spot) => contains(zone, spot.r, spot.c),
      textAt: (spot) => this.#lookAt(spot).text,
    });
  }

  /** Makes room to scroll to everything in use, to where the person has been, and some way on. */
  #stretch(): void {
    const { rows, cols } = this.#axes;
    const used = this.#sheet.used(false);
    const bottom = Math.max(used ? used.r + used.rows : 0, this.#furthest.r) + MARGIN.r;
    const right = Math.max(used ? used.c + used.cols : 0, this.#furthest.c) + MARGIN.c;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.scroller;
    const charts = reachOf(this.#sheet.charts);
    const margin = HEADER_HEIGHT + HEADER_WIDTH;
    const height = Math.max(
      HEADER_HEIGHT + rows.offsetOf(Math.min(MAX_ROWS, bottom)),
      margin + charts.y,
    );
    const width = Math.max(
      HEADER_WIDTH + cols.offsetOf(Math.min(MAX_COLUMNS, right)),
      margin + charts.x,
    );
    this.#extent.style.height = `${Math.max(height, scrollTop + clientHeight)}px`;
    this.#extent.style.width = `${Math.max(width, scrollLeft + clientWidth)}px`;
  }
}

const axesOf = (sheet: Sheet): Axes => ({ rows: rowsOf(sheet), cols: colsOf(sheet) });
