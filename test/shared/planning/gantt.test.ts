import { describe, expect, test } from "vitest";
import type { Calendar, CalendarRow } from "../../../shared/planning/calendar.ts";
import { type Gantt, gantt } from "../../../shared/planning/gantt.ts";

const row = (changes: Partial<CalendarRow> = {}): CalendarRow => ({
  promotionId: "0190d000-0000-7000-8000-000000001601",
  number: "P-1001",
  name: "Fall Scan-Back, Oat Rings",
  customerErpId: "WALMART",
  customerName: "Walmart",
  tacticType: "SCAN_BACK",
  tacticName: "Scan-Back",
  status: "LIVE",
  accrualStatus: "POSTED",
  sellInStart: "2026-12-21",
  sellInEnd: "2026-12-27",
  scanStart: "2027-01-04",
  scanEnd: "2027-01-10",
  overlaps: [],
  ...changes,
});

const calendar = (
  rows: CalendarRow[],
  span = { from: "2026-12-21", to: "2027-01-24" },
): Calendar => ({
  asOf: "2026-12-22T10:00:00.000Z",
  rows,
  ...span,
});

function laidOut(given: Calendar, today = "2026-12-22"): Extract<Gantt, { kind: "LAID_OUT" }> {
  const laid = gantt(given, today);
  if (laid.kind !== "LAID_OUT") throw new Error(laid.message);
  return laid;
}

describe("the weeks across", () => {
  test("run over the turn of a year with a week 53, with a month where one begins", () => {
    const { weeks } = laidOut(calendar([]));

    expect(weeks.map(({ monday, week, month }) => [monday, week, month])).toEqual([
      ["2026-12-21", 52, "Dec 2026"],
      ["2026-12-28", 53, ""],
      ["2027-01-04", 1, "January 2027"],
      ["2027-01-11", 2, ""],
      ["2027-01-18", 3, ""],
    ]);
  });

  test("write a month as long as its weeks have room", () => {
    const { weeks } = laidOut(calendar([], { from: "2026-10-26", to: "2027-01-10" }));

    expect(weeks.map(({ month }) => month).filter((month) => month !== "")).toEqual([
      "Oct",
      "November 2026",
      "December 2026",
      "Jan",
    ]);
  });

  test("mark this week, and none when it lies outside", () => {
    const within = laidOut(calendar([]), "2027-01-10");
    const outside = laidOut(calendar([]), "2028-01-10");

    expect(within.weeks.map(({ isThisWeek }) => isThisWeek)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(outside.weeks.some(({ isThisWeek }) => isThisWeek)).toBe(false);
  });
});

describe("the rows", () => {
  test("are grouped by customer in the order given and say tactic and status in words", () => {
    const { groups } = laidOut(
      calendar([
        row({ customerErpId: "KROGER", customerName: "Kroger", status: "DRAFT" }),
        row(),
        row({ number: "P-1002", accrualStatus: "FAILED" }),
      ]),
    );

    expect(groups.map(({ title, rows }) => [title, ...rows.map(({ status }) => status)])).toEqual([
      ["Kroger · 1 promotion", "✎ Draft"],
      ["Walmart · 2 promotions", "▶ Live", "▶ Live, ⚠ accrual failed"],
    ]);
    expect(groups[1]?.rows[0]).toMatchObject({ number: "P-1001", tactic: "Scan-Back" });
  });

  test("show sell-in, the time between, and scan by different signs", () => {
    const { groups } = laidOut(calendar([row()]));

    expect(groups[0]?.rows[0]?.cells).toEqual(["///", "–", "■", "", ""]);
  });

  test("show the scan in a week that has both", () => {
    const { groups } = laidOut(calendar([row({ sellInEnd: "2027-01-08" })]));

    expect(groups[0]?.rows[0]?.cells).toEqual(["///", "///", "■", "", ""]);
  });

  test("count how many promotions run in a week with an overlap, beside its sign", () => {
    const other = { promotionId: row().promotionId, skus: ["OR-100"] };
    const overlaps = [
      { ...other, number: "P-1007", from: "2026-12-24", to: "2027-01-05" },
      { ...other, number: "P-1009", from: "2027-01-04", to: "2027-01-04" },
    ];

    const { groups, overlaps: count } = laidOut(calendar([row({ overlaps }), row()]));

    expect(groups[0]?.rows[0]?.cells).toEqual(["/2×", "–2×", "■3×", "", ""]);
    expect(groups[0]?.rows[0]?.overlaps).toBe(
      "P-1007, 24 Dec to 5 Jan, SKU OR-100; P-1009, 4 Jan to 4 Jan, SKU OR-100",
    );
    expect(count).toBe(1);
  });

  test("name five products of an overlap and count the others", () => {
    const skus = ["1", "2", "3", "4", "5", "6", "7"];
    const overlap = { promotionId: row().promotionId, number: "P-1007", skus };

    const { groups } = laidOut(
      calendar([row({ overlaps: [{ ...overlap, from: "2026-12-24", to: "2026-12-25" }] })]),
    );

    expect(groups[0]?.rows[0]?.overlaps).toContain("SKU 1, 2, 3, 4, 5 and 2 more");
  });
});

describe("a calendar that does not fit one sheet", () => {
  test("is told by its number of promotions", () => {
    const many = Array.from({ length: 201 }, () => row());

    expect(gantt(calendar(many), "2026-12-22")).toEqual({
      kind: "TOO_LARGE",
      message:
        "The calendar has 201 promotions; a sheet shows at most 200. Choose one customer or a shorter span.",
    });
  });

  test("is told by its number of weeks", () => {
    const long = calendar([], { from: "2026-01-01", to: "2027-02-28" });

    expect(gantt(long, "2026-12-22")).toEqual({
      kind: "TOO_LARGE",
      message:
        "The calendar would be 61 weeks wide; a sheet shows at most 60. Choose a shorter span.",
    });
  });
});
