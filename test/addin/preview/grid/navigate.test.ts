import { describe, expect, test } from "vitest";
import { Axis } from "../../../../addin/preview/grid/axis.ts";
import {
  type Ground,
  move,
  type Picked,
  pickedZone,
  pickOne,
  pickZone,
} from "../../../../addin/preview/grid/navigate.ts";

const zero = (indexes: number[]) => new Map(indexes.map((index) => [index, 0]));

/** Rows 1 to 3 of columns A to C are filled, and A9; column B and row 5 can be hidden. */
function ground({ hiddenCols = [] as number[], hiddenRows = [] as number[] } = {}): Ground {
  return {
    rows: new Axis({ count: 1_048_576, standard: 20, sizes: zero(hiddenRows) }),
    cols: new Axis({ count: 16_384, standard: 64, sizes: zero(hiddenCols) }),
    page: 10,
    end: { r: 8, c: 2 },
    isFilled: ({ r, c }) => (r <= 2 && c <= 2) || (r === 8 && c === 0),
  };
}

const press = (from: Picked, keys: string, on: Ground = ground()) => {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  return move(from, { key, ctrl: parts.includes("Ctrl"), shift: parts.includes("Shift") }, on);
};
const at = (r: number, c: number) => pickOne({ r, c });

describe("arrows", () => {
  test("an arrow moves one cell and stops at the edge of the sheet", () => {
    expect(press(at(0, 0), "ArrowRight")?.active).toEqual({ r: 0, c: 1 });
    expect(press(at(0, 0), "ArrowUp")?.active).toEqual({ r: 0, c: 0 });
  });

  test("an arrow passes over hidden rows and columns", () => {
    const on = ground({ hiddenCols: [1], hiddenRows: [5] });

    expect(press(at(0, 0), "ArrowRight", on)?.active).toEqual({ r: 0, c: 2 });
    expect(press(at(6, 0), "ArrowUp", on)?.active).toEqual({ r: 4, c: 0 });
  });

  test("Shift and an arrow grow the selection from where it began", () => {
    const first = press(at(2, 2), "Shift+ArrowUp");
    const second = first && press(first, "Shift+ArrowLeft");

    expect(second && pickedZone(second)).toEqual({ r: 1, c: 1, rows: 2, cols: 2 });
    expect(second?.active).toEqual({ r: 2, c: 2 });
  });
});

describe("Ctrl and an arrow", () => {
  test("within filled cells it goes to the last of them", () => {
    expect(press(at(0, 0), "Ctrl+ArrowDown")?.active).toEqual({ r: 2, c: 0 });
    expect(press(at(1, 2), "Ctrl+ArrowLeft")?.active).toEqual({ r: 1, c: 0 });
  });

  test("from the last filled cell it goes over the gap to the next filled one", () => {
    expect(press(at(2, 0), "Ctrl+ArrowDown")?.active).toEqual({ r: 8, c: 0 });
    expect(press(at(8, 0), "Ctrl+ArrowUp")?.active).toEqual({ r: 2, c: 0 });
  });

  test("where nothing lies ahead it goes to the end of the sheet", () => {
    expect(press(at(8, 0), "Ctrl+ArrowDown")?.active).toEqual({ r: 1_048_575, c: 0 });
    expect(press(at(2, 1), "Ctrl+ArrowDown")?.active).toEqual({ r: 1_048_575, c: 1 });
    expect(press(at(0, 2), "Ctrl+ArrowRight")?.active).toEqual({ r: 0, c: 16_383 });
  });

  test("backwards over empty cells it ends at the first row", () => {
    expect(press(at(500, 5), "Ctrl+ArrowUp")?.active).toEqual({ r: 0, c: 5 });
  });

  test("with Shift it selects on the way", () => {
    const picked = press(at(0, 0), "Ctrl+Shift+ArrowDown");

    expect(picked && pickedZone(picked)).toEqual({ r: 0, c: 0, rows: 3, cols: 1 });
  });
});

describe("Home, End and pages", () => {
  test("Home goes to the first column and with Ctrl to the first cell", () => {
    expect(press(at(6, 2), "Home")?.active).toEqual({ r: 6, c: 0 });
    expect(press(at(6, 2), "Ctrl+Home")?.active).toEqual({ r: 0, c: 0 });
  });

  test("Ctrl and End go to the last cell in use", () => {
    expect(press(at(0, 0), "Ctrl+End")?.active).toEqual({ r: 8, c: 2 });
  });

  test("PageDown moves by the rows of a page, not counting hidden ones", () => {
    const on = ground({ hiddenRows: [5] });

    expect(press(at(0, 1), "PageDown", on)?.active).toEqual({ r: 11, c: 1 });
    expect(press(at(4, 1), "PageUp", on)?.active).toEqual({ r: 0, c: 1 });
  });
});

describe("Tab and Enter", () => {
  test("from one cell Tab goes right and Enter goes down, with Shift the other way", () => {
    expect(press(at(3, 3), "Tab")?.active).toEqual({ r: 3, c: 4 });
    expect(press(at(3, 3), "Shift+Tab")?.active).toEqual({ r: 3, c: 2 });
    expect(press(at(3, 3), "Enter")?.active).toEqual({ r: 4, c: 3 });
    expect(press(at(3, 3), "Shift+Enter")?.active).toEqual({ r: 2, c: 3 });
  });

  test("inside a selection Tab goes row by row and comes round", () => {
    let picked: Picked | undefined = pickZone({ r: 1, c: 1, rows: 2, cols: 2 });
    const path = Array.from({ length: 4 }, () => {
      picked = picked && press(picked, "Tab");
      return picked?.active;
    });

    expect(path).toEqual([
      { r: 1, c: 2 },
      { r: 2, c: 1 },
      { r: 2, c: 2 },
      { r: 1, c: 1 },
    ]);
  });

  test("inside a selection Enter goes column by column and the selection stays", () => {
    const picked = press(pickZone({ r: 1, c: 1, rows: 2, cols: 2 }), "Enter");

    expect(picked?.active).toEqual({ r: 2, c: 1 });
    expect(picked && pickedZone(picked)).toEqual({ r: 1, c: 1, rows: 2, cols: 2 });
  });
});

test("a key that moves nothing is not a move", () => {
  expect(press(at(0, 0), "F9")).toBeUndefined();
});
