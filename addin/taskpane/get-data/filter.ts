import type { Wanted } from "../desk/get-data.ts";
import type { TableName, TableQuery } from "../ports.ts";

/** What the filters of the pane say: text as it was typed, "" where nothing is asked. */
export interface Filter {
  customer: string;
  reason: string;
  minAge: string;
  onlyOpen: boolean;
  status: string;
  fund: string;
  tactic: string;
  from: string;
  to: string;
}

/** The filter with which these tables were filled last; the first of them says it for all. */
export function filterOf(queries: Wanted["queries"], tables: readonly TableName[]): Filter {
  const query = tables
    .map((table) => queries[table] ?? {})
    .reduce<TableQuery>((first, next) => ({ ...next, ...first }), {});
  const { customer = "", reason = "", status = "", fund = "", tactic = "" } = query;
  const { minAge, onlyOpen = false, from = "", to = "" } = query;
  const age = String(minAge ?? "");
  return { customer, reason, minAge: age, onlyOpen, status, fund, tactic, from, to };
}

/** The question for each table: it is asked only what it knows. */
export const queriesFor = (filter: Filter, tables: readonly TableName[]): Wanted["queries"] =>
  Object.fromEntries(tables.map((table) => [table, queryFor(filter, table)]));

function queryFor(filter: Filter, table: TableName): TableQuery {
  const { customer, reason, minAge, onlyOpen, status, fund, tactic, from, to } = filter;
  switch (table) {
    case "deductions":
      return {
        ...setOf({ customer, reason }),
        ...(minAge === "" ? {} : { minAge: Number(minAge) }),
        onlyOpen,
      };
    case "promotions":
    case "promoLines":
      return setOf({ customer, status, fund, tactic, from, to });
    case "funds":
      return setOf({ customer, from, to });
  }
}

const setOf = (texts: Record<string, string>): TableQuery =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));

/** What is wrong with the filter, at which field; null when it can be asked. */
export function problemOf(filter: Filter): { field: "minAge" | "to"; text: string } | null {
  if (!/^\d{0,4}$/.test(filter.minAge))
    return {
      field: "minAge",
      text: "Write a whole number of days, such as 30, or leave it empty.",
    };
  if (filter.from !== "" && filter.to !== "" && filter.to < filter.from)
    return { field: "to", text: "The last day lies before the first. Write a later one." };
  return null;
}
