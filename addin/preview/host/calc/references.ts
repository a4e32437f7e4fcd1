import { contains, type Zone } from "../a1.ts";
import type { Sheet, Table, Workbook } from "../model.ts";
import { bodyZone, columnTitle, headerZone, totalZone } from "../tables.ts";
import type { Expression } from "./syntax.ts";

export interface Position {
  readonly sheet: Sheet;
  readonly r: number;
  readonly c: number;
}
export interface Area {
  readonly sheet: Sheet;
  readonly z: Zone;
}

/** The cells an expression points at, seen from a cell; null when it is no reference or points nowhere. */
export function areaOf(book: Workbook, expression: Expression, from: Position): Area | null {
  if (expression.kind === "reference") {
    const { address } = expression;
    const sheet = address.sheet === undefined ? from.sheet : book.sheet(address.sheet);
    return sheet ? { sheet, z: address } : null;
  }
  if (expression.kind === "structured") {
    const own = expression.table === "";
    const table = own ? book.tableAt(from.sheet, from.r, from.c) : book.table(expression.table);
    return table ? structured(table, expression.parts, from) : null;
  }
  return expression.kind === "name" ? named(book, expression.name, from) : null;
}

/** Every area a formula reads. */
export function areasOf(book: Workbook, expression: Expression, from: Position): Area[] {
  const inner = innerOf(expression);
  const own = areaOf(book, expression, from);
  return [...(own ? [own] : []), ...inner.flatMap((each) => areasOf(book, each, from))];
}

function innerOf(expression: Expression): readonly Expression[] {
  if (expression.kind === "call") {
    return expression.arguments;
  }
  if (expression.kind === "binary") {
    return [expression.left, expression.right];
  }
  return "operand" in expression ? [expression.operand] : [];
}

function named(book: Workbook, name: string, from: Position): Area | null {
  const key = name.toLowerCase();
  const target = (from.sheet.names.get(key) ?? book.names.get(key))?.target;
  const table = book.table(name);
  return target ?? (table ? { sheet: table.sheet, z: bodyZone(table) } : null);
}

function structured(table: Table, parts: readonly string[], from: Position): Area | null {
  const rows = rowsOf(table, parts, from);
  const titles = parts.filter((part) => !part.startsWith("#")).map((part) => part.toLowerCase());
  const indexes = titles.map((title) => columnWithTitle(table, title));
  if (!rows || indexes.includes(-1)) {
    return null;
  }
  const first = indexes.length > 0 ? Math.min(...indexes) : 0;
  const last = indexes.length > 0 ? Math.max(...indexes) : table.z.cols - 1;
  return { sheet: table.sheet, z: { ...rows, c: table.z.c + first, cols: last - first + 1 } };
}

function columnWithTitle(table: Table, title: string): number {
  return table.columns.findIndex((_, i) => columnTitle(table, i).toLowerCase() === title);
}

function rowsOf(table: Table, parts: readonly string[], from: Position): Zone | null {
  if (parts.includes("#This Row")) {
    const beside = contains({ ...bodyZone(table), c: 0, cols: from.c + 1 }, from.r, from.c);
    return beside ? { ...table.z, r: from.r, rows: 1 } : null;
  }
  if (parts.includes("#Headers")) {
    return headerZone(table);
  }
  if (parts.includes("#Totals")) {
    return table.showTotals ? totalZone(table) : null;
  }
  return parts.includes("#All") ? table.z : bodyZone(table);
}
