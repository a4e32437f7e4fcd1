import type { TableName, TableRows } from "../taskpane/ports.ts";
import { deductionsSheet } from "./deductions.ts";
import { fundsSheet } from "./funds.ts";
import { promoLinesSheet } from "./promo-lines.ts";
import { promotionsSheet } from "./promotions.ts";
import type { Sheet } from "./sheet.ts";

/** Every managed table by its name. */
export const SHEETS: { readonly [Name in TableName]: Sheet<TableRows[Name]> } = {
  deductions: deductionsSheet,
  promotions: promotionsSheet,
  promoLines: promoLinesSheet,
  funds: fundsSheet,
};

/** In the order that every list of tables has: parents before their lines. */
export const TABLE_NAMES: readonly TableName[] = [
  "deductions",
  "promotions",
  "promoLines",
  "funds",
];
