import type { TableName, TableQuery } from "../taskpane/ports.ts";

/** The line above a table: `As of 2026-11-23 05:07 UTC · 12 rows · filter: open`. */
export function asOfLine({
  table,
  asOf,
  rows,
  query,
}: {
  table: TableName;
  asOf: string;
  rows: number;
  query: TableQuery;
}): string {
  const when = new Date(asOf).toISOString().slice(0, 16).replace("T", " ");
  const count = rows === 1 ? "1 row" : `${rows.toLocaleString("en-US")} rows`;
  return `As of ${when} UTC · ${count} · filter: ${filterWords(table, query)}`;
}

function filterWords(table: TableName, query: TableQuery): string {
  const { customer, reason, minAge, status, fund, tactic, from, to } = query;
  const words = [
    named("customer", customer),
    named("reason", reason),
    minAge === undefined ? "" : `${minAge} days and older`,
    status === undefined ? "" : status.toLowerCase().replaceAll("_", " "),
    named("fund", fund),
    named("tactic", tactic),
    named("from", from),
    named("to", to),
  ].filter((word) => word !== "");
  if (table === "deductions") words.unshift(query.onlyOpen ? "open" : "all");
  return words.length === 0 ? "all" : words.join(", ");
}

const named = (what: string, value: string | undefined) =>
  value === undefined ? "" : `${what} ${value}`;
