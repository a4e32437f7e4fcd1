// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runExcel } from "../../../addin/excel/batch.ts";
import { writeCalendar } from "../../../addin/excel/calendar.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import type { Calendar, CalendarRow } from "../../../shared/planning/calendar.ts";
import { bootExcel } from "../../support/excel.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => host.reset());

const row = (n: number, changes: Partial<CalendarRow> = {}): CalendarRow => ({
  promotionId: `0190d000-0000-7000-8000-0000000016${String(n).padStart(2, "0")}`,
  number: `P-10${String(n).padStart(2, "0")}`,
  name: `Promotion ${n}`,
  customerErpId: "WALMART",
  customerName: "Walmart",
  tacticType: "TPR",
  tacticName: "TPR",
  status: "LIVE",
  accrualStatus: "POSTED",
  sellInStart: "2026-11-16",
  sellInEnd: "2026-11-29",
  scanStart: "2026-11-23",
  scanEnd: "2026-12-06",
  overlaps: [],
  ...changes,
});

const calendar = (rows: CalendarRow[], changes: Partial<Calendar> = {}): Calendar => ({
  asOf: "2026-11-25T05:07:00.000Z",
  from: "2026-11-16",
  to: "2026-12-13",
  rows,
  ...changes,
});

const write = (given: Calendar) => runExcel((context) => writeCalendar(context, given));

function sheet(name = "Calendar") {
  const found = host.model.sheet(name);
  if (!found) throw new Error(`no sheet ${name}`);
  return found;
}
/** The texts of a line of the sheet, 1 first, as far as something stands in it. */
function line(number: number): unknown[] {
  const cells = Array.from({ length: 70 }, (_, c) => sheet().at(number - 1, c)?.v ?? "");
  return cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
}
const look = (address: [r: number, c: number]) => host.conditionalStyle(sheet(), ...address);

describe("the Calendar sheet", () => {
  test("has months, Mondays and ISO weeks across, and promotions by customer down", async () => {
    const outcome = await write(
      calendar([row(1), row(3, { customerErpId: "KROGER", customerName: "Kroger", name: "=1+1" })]),
    );

    expect(outcome).toEqual({ sheet: "Calendar", rows: 2, overlaps: 0 });
    expect(line(1)).toEqual(["Promotion calendar"]);
    expect(line(2)).toEqual(["2 promotions · none overlaps"]);
    expect(line(3)).toEqual(["As of 2026-11-25 05:07 UTC"]);
    expect(line(4).slice(5)).toEqual(["Nov 2026", "", "Dec 2026"]);
    expect(line(5).slice(5)).toEqual([46_342, 46_349, 46_356, 46_363]);
    expect(line(6)).toEqual([
      "Promo #",
      "Name",
      "Tactic",
      "Overlaps with",
      "Status",
      "W47",
      "▼48",
      "W49",
      "W50",
    ]);
    expect(line(7)).toEqual(["Walmart · 1 promotion"]);
    expect(line(8)).toEqual(["P-1001", "Promotion 1", "TPR", "", "▶ Live", "///", "■", "■"]);
    expect([line(4)[0], line(5)[0]]).toEqual([
      "■ scan · /// sell-in · – between the two",
      "2× red: same products · ▼ this week",
    ]);
    expect(line(9)).toEqual(["Kroger · 1 promotion"]);
    expect(line(10)[1]).toBe("=1+1");
    expect(sheet().at(9, 1)?.f).toBeUndefined();
    expect(sheet().freeze).toEqual({ rows: 6, cols: 2 });
    expect(host.model.active.name).toBe("Calendar");
    expect(host.model.selection).toMatchObject({ r: 6, c: 6 });
    expect([...host.unimplemented]).toEqual([]);
  });

  test("names what overlaps in words, and paints it red over its sign", async () => {
    const overlap = { number: "P-1002", from: "2026-11-27", to: "2026-12-06", skus: ["0042"] };
    const promotionId = row(2).promotionId;

    const outcome = await write(calendar([row(1, { overlaps: [{ promotionId, ...overlap }] })]));

    expect(outcome.overlaps).toBe(1);
    expect(line(8)).toEqual([
      "P-1001",
      "Promotion 1",
      "TPR",
      "P-1002, 27 Nov to 6 Dec, SKU 0042",
      "▶ Live",
      "///",
      "■2×",
      "■2×",
    ]);
    expect(look([7, 5])).toMatchObject({ "fill.color": "#DDE9F6", "font.color": "#0B57B0" });
    expect(look([7, 6])).toMatchObject({ "fill.color": "#C62828", "font.bold": true });
    expect(look([5, 6])).toMatchObject({ "fill.color": "#FFF6D6" });
    expect(look([6, 8])).toMatchObject({ "fill.color": "#EFF3F6", "font.bold": true });
    expect(look([7, 0])).toBeNull();
  });

  test("says what to do when there is nothing to show", async () => {
    await write(calendar([]));

    expect(line(2)).toEqual([
      "No promotions from 2026-11-16 to 2026-12-13 · as of 2026-11-25 05:07 UTC",
    ]);
    expect(line(3)[0]).toContain("Choose other days or another customer");
    expect(line(7)).toEqual([]);
  });

  test("INVALID: more promotions than a sheet shows; nothing is written", async () => {
    const rows = Array.from({ length: 201 }, () => row(1));

    await expect(write(calendar(rows))).rejects.toThrow(
      "The calendar has 201 promotions; a sheet shows at most 200. Choose one customer or a shorter span.",
    );
    expect(host.model.sheet("Calendar")).toBeUndefined();
  });

  test("holds 200 promotions over 60 weeks, and colours no more than its cells", async () => {
    const rows = Array.from({ length: 200 }, (_, n) => row(n));

    await write(calendar(rows, { from: "2026-01-05", to: "2027-02-28" }));

    expect(line(206)[0]).toBe("P-10198");
    const zones = sheet().conditionalFormats.map(({ z }) => [z.r + z.rows, z.c + z.cols]);
    expect(Math.max(...zones.flatMap(([r]) => r ?? 0))).toBe(207);
    expect(Math.max(...zones.flatMap(([, c]) => c ?? 0))).toBe(65);
    expect(zones).toHaveLength(7);
  });
});

describe("writing the calendar again", () => {
  test("empties what is no longer true and leaves formats, notes and a new title alone", async () => {
    await write(calendar([row(1), row(2)]));
    host.userEdits("Calendar", "K8", [["call Anna"]]);
    await runExcel(async ({ workbook, ...context }) => {
      const own = workbook.worksheets.getItem("Calendar");
      own.name = "Promo plan";
      own.getRange("B8").format.fill.color = "#FFFF00";
      own.getRange("F:F").format.columnWidth = 90;
      own.getRange("B8").conditionalFormats.add("Custom").custom.rule.formula = "=$B8=1";
      return context;
    });

    const outcome = await write(calendar([row(2, { status: "COMPLETED" })]));

    expect(outcome.sheet).toBe("Promo plan");
    const own = sheet("Promo plan");
    expect([7, 8].map((r) => own.at(r, 0)?.v ?? "")).toEqual(["P-1002", ""]);
    expect(own.at(7, 10)?.v).toBe("call Anna");
    expect(own.getStyle(7, 1, "fill.color")).toBe("#FFFF00");
    expect(own.colProps.get(5)?.w).toBe(90);
    expect(own.conditionalFormats).toHaveLength(8);
    expect(host.model.sheets.map(({ name }) => name)).toEqual(["Sheet1", "Promo plan"]);
  });

  test("colours the rows that were added, once", async () => {
    await write(calendar([row(1)]));

    await write(calendar([row(1), row(2), row(3)]));

    expect(look([9, 6])).toMatchObject({ "fill.color": "#0B57B0" });
    expect(sheet().conditionalFormats).toHaveLength(7);
  });

  test("INVALID: it would grow over a note of the user's, which stays", async () => {
    await write(calendar([row(1)]));
    host.userEdits("Calendar", "A9", [["mine"]]);

    await expect(write(calendar([row(1), row(2)]))).rejects.toThrow(
      "The calendar needs the cells A4:I9, and some of them hold something of yours.",
    );
    expect(line(9)).toEqual(["mine"]);
    expect(line(8)[0]).toBe("P-1001");
  });

  test("follows when rows were inserted above it", async () => {
    await write(calendar([row(1)]));
    await runExcel(async ({ workbook, ...context }) => {
      workbook.worksheets.getItem("Calendar").getRange("1:2").insert("Down");
      return context;
    });

    await write(calendar([row(2)]));

    expect(line(3)).toEqual(["Promotion calendar"]);
    expect(line(10)[0]).toBe("P-1002");
  });
});

test("a sheet of the user's that is called Calendar is left alone", async () => {
  await runExcel(async ({ workbook, ...context }) => {
    workbook.worksheets.add("Calendar").getRange("A1").values = [["my own"]];
    return context;
  });

  const outcome = await write(calendar([row(1)]));

  expect(outcome.sheet).toBe("Calendar 2");
  expect(line(1)).toEqual(["my own"]);
});
