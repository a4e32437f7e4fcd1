import type { TableName } from "./ports.ts";

/** How a managed table is called: its title, one row of it, and the audit log's word for that row. */
export const TABLE_WORDS: Record<TableName, { title: string; row: string; entity: string }> = {
  deductions: { title: "Deductions", row: "deduction", entity: "claim" },
  promotions: { title: "Promotions", row: "promotion", entity: "promotion" },
  promoLines: { title: "Promo Lines", row: "line", entity: "promotion-line" },
  funds: { title: "Funds", row: "fund", entity: "fund" },
};

/** A promotion names its fund and a line its promotion: parents are fetched and published before their children. */
export const PARENTS_FIRST: readonly TableName[] = [
  "funds",
  "promotions",
  "promoLines",
  "deductions",
];

/** What a planner works with; the three come and go together. */
export const PLANNING_TABLES: readonly TableName[] = ["funds", "promotions", "promoLines"];

export const inOrder = (tables: readonly TableName[]): TableName[] =>
  PARENTS_FIRST.filter((table) => tables.includes(table));
