import type { DeductionsQuery } from "../taskpane/ports.ts";

/** The line above the table: `As of 2026-11-23 05:07 UTC · 12 rows · filter: open`. */
export function asOfLine({
  asOf,
  rows,
  query,
}: {
  asOf: string;
  rows: number;
  query: DeductionsQuery;
}): string {
  const when = new Date(asOf).toISOString().slice(0, 16).replace("T", " ");
  const count = rows === 1 ? "1 row" : `${rows.toLocaleString("en-US")} rows`;
  return `As of ${when} UTC · ${count} · filter: ${filterWords(query)}`;
}

function filterWords({ onlyOpen, customer, reason, minAge }: DeductionsQuery): string {
  const words = [
    onlyOpen ? "open" : "all",
    customer === undefined ? "" : `customer ${customer}`,
    reason === undefined ? "" : `reason ${reason}`,
    minAge === undefined ? "" : `${minAge} days and older`,
  ];
  return words.filter((word) => word !== "").join(", ");
}
