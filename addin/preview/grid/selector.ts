import { intersection, MAX_COLUMNS, MAX_ROWS, sameZone, type Zone } from "../host/a1.ts";
import type { Sheet, Workbook } from "../host/model.ts";
import type { BookActs } from "./acts.ts";
import type { Whole } from "./keyboard.ts";
import type { Hit } from "./layout.ts";
import { move, type Picked, pickedZone, pickZone, type Stroke } from "./navigate.ts";
import type { Surface } from "./surface.ts";
import type { Spot } from "./zone.ts";

export interface SelectorParts {
  readonly book: Workbook;
  readonly acts: BookActs;
  /** Asked for late: the surface, in turn, paints what is selected. */
  surface(): Surface;
}

/** What is selected on each sheet, and how keys, mouse and the add-in move it. */
export class Selector {
  readonly #parts: SelectorParts;
  readonly #remembered = new WeakMap<Sheet, Picked>();
  #picked: Picked;

  constructor(parts: SelectorParts) {
    this.#parts = parts;
    this.#picked = pickZone(parts.book.selection);
  }

  get picked(): Picked {
    return this.#picked;
  }

  get zone(): Zone {
    return pickedZone(this.#picked);
  }

  /** Selects, and scrolls to one of the cells. */
  pick(picked: Picked, reveal: Spot = picked.focus): void {
    const { acts, book } = this.#parts;
    this.#remember(picked);
    acts.select(book.active, pickedZone(picked));
    this.#parts.surface().reveal(reveal);
  }

  pickZone(zone: Zone): void {
    this.pick(pickZone(zone), zone);
  }

  pickWhole(what: Whole): void {
    const zone = {
      ...this.zone,
      ...(what !== "rows" && { r: 0, rows: MAX_ROWS }),
      ...(what !== "columns" && { c: 0, cols: MAX_COLUMNS }),
    };
    const { active } = this.#picked;
    this.pick({ ...pickZone(zone), active }, active);
  }

  /** Selects a column, row, cell or everything: whatever was hit. */
  pickHit(hit: Hit): void {
    if (hit.part === "corner") return this.pickWhole("sheet");
    this.pick(pickZone(zoneHit(hit)), hit.part === "cell" ? hit : this.#inView(hit));
  }

  /** Selects what was hit unless it is selected already, as a right click does. */
  pickUnlessPicked(hit: Hit): void {
    const zone = zoneHit(hit);
    const shared = intersection(zone, this.zone);
    if (!shared || !sameZone(shared, zone)) this.pickHit(hit);
  }

  /** Moves the far corner of the selection to what was hit. */
  extend(hit: Hit): void {
    if (hit.part === "corner") return;
    const { focus } = this.#picked;
    const { rows, cols } = this.zone;
    const to = {
      r: hit.part === "column" || rows === MAX_ROWS ? focus.r : hit.r,
      c: hit.part === "row" || cols === MAX_COLUMNS ? focus.c : hit.c,
    };
    if (to.r === focus.r && to.c === focus.c) return;
    this.pick({ ...this.#picked, focus: to }, hit.part === "cell" ? to : this.#inView(hit));
  }

  /** Moves by a key; false when the key does not move the selection. */
  go(stroke: Stroke): boolean {
    const next = this.#moved(stroke);
    if (next) this.pick(next, stroke.shift && stroke.key !== "Tab" ? next.focus : next.active);
    return next !== undefined;
  }

  turnSheet(step: 1 | -1): void {
    const { book, acts } = this.#parts;
    const visible = book.sheets.filter((sheet) => sheet.visibility === "Visible");
    const next = visible[visible.indexOf(book.active) + step];
    if (next) acts.activate(next);
  }

  /** Takes over what the add-in selected, and what was selected on a sheet that comes to the front. */
  follow(): void {
    const { book } = this.#parts;
    const known = this.#remembered.get(book.active);
    if (known && sameZone(book.selection, pickedZone(known))) {
      this.#picked = known;
      return;
    }
    this.#remember(pickZone(book.selection));
    this.#parts.surface().reveal(book.selection);
  }

  #remember(picked: Picked): void {
    this.#picked = picked;
    this.#remembered.set(this.#parts.book.active, picked);
  }

  /** A whole row or column is selected without scrolling along it. */
  #inView(hit: { readonly r?: number; readonly c?: number }): Spot {
    const { layout } = this.#parts.surface();
    const first = (side: "rows" | "cols") => layout[side].bands.at(-1)?.spans[1]?.index ?? 0;
    return { r: hit.r ?? first("rows"), c: hit.c ?? first("cols") };
  }

  #moved(stroke: Stroke): Picked | undefined {
    const sheet = this.#parts.book.active;
    const used = sheet.used(true);
    const { axes, layout } = this.#parts.surface();
    const page = layout.rows.bands.at(-1)?.spans.length ?? 2;
    return move(this.#picked, stroke, {
      ...axes,
      page: Math.max(1, page - 2),
      end: {
        r: axes.rows.visibleUpTo(used ? used.r + used.rows - 1 : 0),
        c: axes.cols.visibleUpTo(used ? used.c + used.cols - 1 : 0),
      },
      isFilled: (spot) => (sheet.at(spot.r, spot.c)?.v ?? "") !== "",
    });
  }
}

function zoneHit(hit: Hit): Zone {
  return {
    r: "r" in hit ? hit.r : 0,
    c: "c" in hit ? hit.c : 0,
    rows: "r" in hit ? 1 : MAX_ROWS,
    cols: "c" in hit ? 1 : MAX_COLUMNS,
  };
}
