// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ExcelHost } from "../../../../addin/preview/host/host.ts";
import { bootExcel } from "../../../support/excel.ts";

const scalar = (name: string) => ({ name });
const LIST = {
  namespace: "DEMO",
  functions: [
    { id: "TWICE", name: "TWICE", parameters: [scalar("x"), { name: "more", optional: true }] },
    { id: "NONE", name: "NONE", parameters: [scalar("why")] },
  ],
};

let host: ExcelHost;
/** Every call as Microsoft's runtime made it, without its invocation. */
let asked: unknown[][] = [];
let waiting: ((go: boolean) => void)[] = [];
let isHeld = false;

beforeAll(async () => {
  host = await bootExcel();
  host.registerFunctions(LIST);
  CustomFunctions.associate("TWICE", async (x: number, more: number | null) => {
    asked.push([x, more]);
    if (isHeld) await new Promise((resolve) => waiting.push(resolve));
    return x * 2 + (more ?? 0);
  });
  CustomFunctions.associate("NONE", (why: string) =>
    Promise.reject(new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, why)),
  );
});
beforeEach(() => {
  host.reset();
  asked = [];
  waiting = [];
  isHeld = false;
});

const cell = (address: string) => {
  const [, column = "", row = ""] = /^([A-Z])(\d+)$/.exec(address) ?? [];
  return host.model.sheet("Sheet1")?.at(Number(row) - 1, column.charCodeAt(0) - 65);
};
const shows = (address: string) => cell(address)?.v;
const type = (address: string, ...rows: unknown[]) =>
  host.userEdits(
    "Sheet1",
    address,
    rows.map((each) => [each]),
  );
const SOON = { timeout: 5_000, interval: 10 };

describe("functions of the add-in", () => {
  test("are called by Microsoft's own runtime, and show #BUSY! until they have answered", async () => {
    isHeld = true;
    type("A1", 4);
    type("B1", "=DEMO.TWICE(A1)");
    const atOnce = shows("B1");
    await expect.poll(() => waiting.length, SOON).toBe(1);
    const meanwhile = shows("B1");

    waiting[0]?.(true);
    await expect.poll(() => shows("B1"), SOON).toBe(8);

    expect([atOnce, meanwhile]).toEqual(["#BUSY!", "#BUSY!"]);
    expect(asked).toEqual([[4, null]]);
    expect(host.busy).toBe(0);
  });

  test("work inside other functions and formulas, together with others of their kind", async () => {
    type("A1", 4);
    type("B1:B3", "=IFERROR(DEMO.TWICE(A1), 0) + DEMO.TWICE(10, A1) + 1", "=B1*2", "=SUM(B1:B2)");
    const busy = [shows("B1"), shows("B2"), shows("B3")];

    await expect.poll(() => shows("B3"), SOON).toBe(99);

    expect(busy).toEqual(["#BUSY!", "#BUSY!", "#BUSY!"]);
    expect([shows("B1"), shows("B2")]).toEqual([33, 66]);
    expect(asked).toHaveLength(2);
  });

  test("are called again when a cell they read changes, and when everything is calculated", async () => {
    type("A1", 4);
    type("B1", "=DEMO.TWICE(A1)");
    await expect.poll(() => shows("B1"), SOON).toBe(8);

    type("A1", 5);
    await expect.poll(() => shows("B1"), SOON).toBe(10);
    type("C1", "nothing to do with it");
    const afterOther = asked.length;
    await Excel.run(async (context) => {
      context.workbook.application.calculate("Full");
      await context.sync();
    });
    await expect.poll(() => asked.length, SOON).toBe(3);
    await expect.poll(() => shows("B1"), SOON).toBe(10);

    expect(afterOther).toBe(2);
  });

  test("wait for one another when one gives the argument of the next", async () => {
    type("A1", 1);
    type("B1:B2", "=DEMO.TWICE(A1)", "=DEMO.TWICE(DEMO.TWICE(B1))");

    await expect.poll(() => shows("B2"), SOON).toBe(8);

    expect(asked.map(([x]) => x)).toEqual([1, 2, 4]);
  });

  test("are copied with the cells they read", async () => {
    type("A1:A3", 1, 2, 3);
    type("B1", "=DEMO.TWICE(A1, $A$1) + A1");
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Sheet1");
      sheet.getRange("B2:B3").copyFrom("B1");
      await context.sync();
    });

    await expect.poll(() => [shows("B1"), shows("B2"), shows("B3")], SOON).toEqual([4, 7, 10]);
    expect(cell("B3")?.f).toBe("=DEMO.TWICE(A3, $A$1) + A3");
  });

  test("say in words why there is an error, which IFERROR gets round", async () => {
    type("A1:A2", '=DEMO.NONE("No such fund.")', '=IFERROR(DEMO.NONE("No."), 7)');

    await expect.poll(() => shows("A2"), SOON).toBe(7);

    expect(cell("A1")).toMatchObject({ v: "#N/A", why: "No such fund." });
    expect(cell("A2")).not.toHaveProperty("why");
    type("A1", "=1+1");
    expect(cell("A1")).not.toHaveProperty("why");
  });

  test("are not called with an error, with too few arguments, or by a name that nobody registered", () => {
    type("A1:A4", "=DEMO.TWICE(1/0)", "=DEMO.TWICE()", "=DEMO.TWICE(1,2,3)", "=DEMO.THRICE(1)");

    expect([shows("A1"), shows("A2"), shows("A3"), shows("A4")]).toEqual([
      "#DIV/0!",
      "#VALUE!",
      "#VALUE!",
      "#NAME?",
    ]);
    expect(asked).toEqual([]);
  });

  test("are given a blank cell as 0 and a left-out argument as nothing", async () => {
    type("B1:B2", "=DEMO.TWICE(A1, A2)", "=DEMO.TWICE(3,)");

    await expect.poll(() => shows("B2"), SOON).toBe(6);

    expect(asked).toEqual([
      [0, 0],
      [3, null],
    ]);
  });

  test("of a cell that was cleared meanwhile are forgotten", async () => {
    isHeld = true;
    type("A1", "=DEMO.TWICE(1)");
    await expect.poll(() => waiting.length, SOON).toBe(1);
    type("A1", "typed over");
    waiting[0]?.(true);
    await expect.poll(() => host.busy, SOON).toBe(0);

    expect(shows("A1")).toBe("typed over");
  });
});
