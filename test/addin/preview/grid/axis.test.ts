import { describe, expect, test } from "vitest";
import { Axis } from "../../../../addin/preview/grid/axis.ts";

const rows = (sizes: [number, number][] = []) =>
  new Axis({ count: 1_048_576, standard: 20, sizes: new Map(sizes) });

describe("an axis", () => {
  test("lays standard rows end to end", () => {
    const axis = rows();

    expect(axis.offsetOf(0)).toBe(0);
    expect(axis.offsetOf(1_000_000)).toBe(20_000_000);
    expect(axis.indexAt(20_000_019)).toBe(1_000_000);
  });

  test("pushes what follows a taller row, and pulls what follows a hidden one", () => {
    const axis = rows([
      [2, 50],
      [5, 0],
    ]);

    expect(axis.offsetOf(2)).toBe(40);
    expect(axis.offsetOf(3)).toBe(90);
    expect(axis.offsetOf(5)).toBe(130);
    expect(axis.offsetOf(6)).toBe(130);
  });

  test("finds the visible row under a pixel, never a hidden one", () => {
    const axis = rows([[5, 0]]);

    expect(axis.indexAt(99)).toBe(4);
    expect(axis.indexAt(100)).toBe(6);
  });

  test("steps over hidden rows and stays at the edge", () => {
    const axis = rows([
      [0, 0],
      [3, 0],
      [4, 0],
    ]);

    expect(axis.step(2, 1)).toBe(5);
    expect(axis.step(5, -1)).toBe(2);
    expect(axis.step(1, -1)).toBe(1);
    expect(axis.visibleFrom(0)).toBe(1);
    expect(axis.visibleUpTo(4)).toBe(2);
  });

  test("gives back the index of every offset it hands out", () => {
    const axis = rows([
      [1, 44],
      [7, 0],
      [8, 3],
      [400, 100],
    ]);

    const found = Array.from({ length: 500 }, (_, index) => index)
      .filter((index) => axis.sizeOf(index) > 0)
      .every((index) => axis.indexAt(axis.offsetOf(index)) === index);

    expect(found).toBe(true);
  });
});
