import { describe, expect, test } from "vitest";
import { Axis } from "../../../../addin/preview/grid/axis.ts";
import {
  boxOf,
  HEADER_HEIGHT,
  HEADER_WIDTH,
  hitAt,
  layOut,
  scrollTo,
} from "../../../../addin/preview/grid/layout.ts";

const NONE = new Map<number, number>();

interface Setting {
  frozen?: { r: number; c: number };
  scroll?: { x: number; y: number };
  widths?: Map<number, number>;
  heights?: Map<number, number>;
}

const layout = ({ frozen, scroll, widths, heights }: Setting = {}) =>
  layOut({
    rows: new Axis({ count: 1_048_576, standard: 20, sizes: heights ?? NONE }),
    cols: new Axis({ count: 16_384, standard: 64, sizes: widths ?? NONE }),
    frozen: frozen ?? { r: 0, c: 0 },
    scroll: scroll ?? { x: 0, y: 0 },
    size: { width: HEADER_WIDTH + 640, height: HEADER_HEIGHT + 400 },
  });

const indexes = (band: { spans: readonly { index: number }[] } | undefined) =>
  band?.spans.map((span) => span.index);

describe("what is in view", () => {
  test("only the rows and columns that fit are laid out", () => {
    const { rows, cols } = layout({ scroll: { x: 0, y: 20_000 } });

    expect(indexes(rows.bands[0])?.length).toBe(20);
    expect(indexes(rows.bands[0])?.[0]).toBe(1000);
    expect(indexes(cols.bands[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("a row that is half scrolled away begins above its band", () => {
    const { rows } = layout({ scroll: { x: 0, y: 30 } });

    expect(rows.bands[0]?.spans[0]).toEqual({ index: 1, at: HEADER_HEIGHT - 10, size: 20 });
  });

  test("frozen rows stay and the others scroll below them", () => {
    const { rows } = layout({ frozen: { r: 4, c: 0 }, scroll: { x: 0, y: 200 } });

    expect(indexes(rows.bands[0])).toEqual([0, 1, 2, 3]);
    expect(rows.bands[1]?.from).toBe(HEADER_HEIGHT + 80);
    expect(rows.bands[1]?.spans[0]?.index).toBe(14);
  });

  test("hidden columns take no room", () => {
    const { cols } = layout({ widths: new Map([[1, 0]]) });

    expect(indexes(cols.bands[0])?.slice(0, 2)).toEqual([0, 2]);
    expect(cols.bands[0]?.spans[1]?.at).toBe(HEADER_WIDTH + 64);
  });
});

describe("where a zone is drawn", () => {
  test("a zone across the freeze line keeps its frozen edge and loses what is scrolled away", () => {
    const view = layout({ frozen: { r: 0, c: 2 }, scroll: { x: 128, y: 0 } });

    const box = boxOf(view, { r: 0, c: 1, rows: 1, cols: 4 });

    expect(box.x).toBe(HEADER_WIDTH + 64);
    expect(box.width).toBe(64 + 64);
  });

  test("a zone scrolled under the frozen rows has no height", () => {
    const view = layout({ frozen: { r: 1, c: 0 }, scroll: { x: 0, y: 400 } });

    expect(boxOf(view, { r: 3, c: 0, rows: 2, cols: 1 }).height).toBe(0);
  });

  test("the last frozen row keeps its height while the rest is scrolled", () => {
    const view = layout({ frozen: { r: 4, c: 0 }, scroll: { x: 0, y: 400 } });

    expect(boxOf(view, { r: 3, c: 0, rows: 1, cols: 1 })).toMatchObject({
      y: HEADER_HEIGHT + 60,
      height: 20,
    });
  });
});

describe("what lies under a point", () => {
  test("a point among the cells names its cell, also when scrolled", () => {
    const view = layout({ scroll: { x: 64, y: 40 } });

    expect(hitAt(view, HEADER_WIDTH + 5, HEADER_HEIGHT + 5)).toEqual({ part: "cell", r: 2, c: 1 });
  });

  test("a point in the frozen part does not scroll", () => {
    const view = layout({ frozen: { r: 1, c: 1 }, scroll: { x: 640, y: 400 } });

    expect(hitAt(view, HEADER_WIDTH + 5, HEADER_HEIGHT + 5)).toEqual({ part: "cell", r: 0, c: 0 });
    expect(hitAt(view, HEADER_WIDTH + 70, HEADER_HEIGHT + 25)).toEqual({
      part: "cell",
      r: 21,
      c: 11,
    });
  });

  test("headers and corner are told apart", () => {
    const view = layout();

    expect(hitAt(view, 5, 5)).toEqual({ part: "corner" });
    expect(hitAt(view, 5, HEADER_HEIGHT + 45)).toEqual({ part: "row", r: 2 });
    expect(hitAt(view, HEADER_WIDTH + 90, 5)).toEqual({ part: "column", c: 1 });
  });

  test("near either side of a column's edge the same column is resized", () => {
    const view = layout();

    const before = hitAt(view, HEADER_WIDTH + 62, 5);
    const after = hitAt(view, HEADER_WIDTH + 66, 5);

    expect(before).toEqual({ part: "column", c: 0, resizes: 0 });
    expect(after).toEqual({ part: "column", c: 1, resizes: 0 });
  });

  test("the edge of a hidden column resizes the one before it", () => {
    const view = layout({ widths: new Map([[1, 0]]) });

    expect(hitAt(view, HEADER_WIDTH + 66, 5)).toEqual({ part: "column", c: 2, resizes: 0 });
  });
});

describe("scrolling to a cell", () => {
  test("a cell in view moves nothing", () => {
    expect(scrollTo(layout(), { r: 5, c: 5 })).toEqual({ x: 0, y: 0 });
  });

  test("a cell below the view comes to its last line, one above to its first", () => {
    const below = scrollTo(layout(), { r: 20, c: 0 });
    const above = scrollTo(layout({ scroll: { x: 0, y: 2000 } }), { r: 10, c: 0 });

    expect(below.y).toBe(20);
    expect(above.y).toBe(200);
  });

  test("a frozen cell never scrolls", () => {
    const view = layout({ frozen: { r: 4, c: 2 }, scroll: { x: 300, y: 500 } });

    expect(scrollTo(view, { r: 0, c: 0 })).toEqual({ x: 300, y: 500 });
  });
});
