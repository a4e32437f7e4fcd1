import type { Money } from "../../shared/money.ts";
import type { Kind } from "../grid/cell.ts";
import { roundDecimal } from "../grid/decimal-text.ts";
import type { Column } from "./sheet.ts";

/** What a column says of itself; the rest follows from its kind. */
export type Given<Row> = Partial<Omit<Column<Row>, "field" | "title" | "wire">> &
  Pick<Column<Row>, "wire" | "description">;

const LOOKS: Record<Kind, Pick<Column<unknown>, "format" | "align" | "width">> = {
  text: { format: "@", align: "Left", width: 80 },
  code: { format: "@", align: "Left", width: 80 },
  choice: { format: "@", align: "Left", width: 80 },
  lookup: { format: "@", align: "Left", width: 84 },
  money: { format: "#,##0.00;[Red]-#,##0.00;#,##0.00", align: "Right", width: 76 },
  percent: { format: "0.00%", align: "Right", width: 60 },
  units: { format: "#,##0", align: "Right", width: 66 },
  day: { format: "yyyy-mm-dd", align: "Right", width: 68 },
  int: { format: "0", align: "Right", width: 40 },
  score: { format: "0%", align: "Center", width: 50 },
};

/** How a price of one unit is shown: all four of its decimals. */
const PRICE_FORMAT = "#,##0.0000;[Red]-#,##0.0000;#,##0.0000";

export function column<Row>(field: string, title: string, given: Given<Row>): Column<Row> {
  const kind = given.kind ?? "text";
  return { field, title, header: title, kind, source: "server", ...LOOKS[kind], ...given };
}

/** A column that the user fills. */
export const input = <Row>(field: string, title: string, given: Given<Row>): Column<Row> =>
  column(field, title, { header: `${title} ✎`, source: "input", ...given });

/** A column that a row cannot be published without. */
export const required = <Row>(field: string, title: string, given: Given<Row>): Column<Row> =>
  input(field, title, { header: `${title} ✎★`, ...given });

/** A column that the server calculates. */
export const calculated = <Row>(field: string, title: string, given: Given<Row>): Column<Row> =>
  column(field, title, { header: `${title} ƒ`, ...given });

export const amount = { kind: "money" } as const;
export const booked = { kind: "money", decimals: 2 } as const;
export const price = { kind: "money", decimals: 4, format: PRICE_FORMAT } as const;

/** State and Message: what the add-in says of a row. */
export function outcomeColumns<Row>(): Column<Row>[] {
  const outcome = { source: "outcome", wire: () => null } as const;
  return [
    column<Row>("state", "State", {
      ...outcome,
      description: "What happened to this row last: filter on it.",
    }),
    column<Row>("message", "Message", {
      ...outcome,
      width: 90,
      description: "Why, and what to do about it.",
    }),
  ];
}

/** The hidden keys, last of all: sorting and cutting carry them along. */
export function keyColumns<Row extends { id: string; version: number }>(): Column<Row>[] {
  const hidden = { hidden: true, width: 60 } as const;
  return [
    column<Row>("_id", "_id", {
      kind: "code",
      ...hidden,
      wire: (row) => row.id,
      description: "The row's key. Keep it with its row when you sort or cut.",
    }),
    column<Row>("_ver", "_ver", {
      kind: "int",
      ...hidden,
      wire: (row) => String(row.version),
      description: "The version of the row that the server gave last.",
    }),
  ];
}

export const wireAmount = (money: Money | null): string | null => money?.toString() ?? null;

/** Units without idle decimals: 1200 and 1200.0000 are the same number. */
export const wireUnits = (units: string): string =>
  units.includes(".") ? units.replace(/\.?0+$/, "") : units;

/** Percent points with two decimals, whatever the server's spelling. */
export const wirePercent = (points: string | null): string | null =>
  points === null ? null : roundDecimal(points, 2).text;
