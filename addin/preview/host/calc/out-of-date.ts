import type { Area, Position } from "./references.ts";

/** The formulas that wait to be worked out, found by where they stand. */
export class OutOfDate<T extends Position> {
  private readonly columns = new Map<string, Map<number, T>>();
  private readonly members = new Set<T>();

  add(formula: T): void {
    this.members.add(formula);
    const key = columnKey(formula.sheet.id, formula.c);
    const column = this.columns.get(key) ?? new Map<number, T>();
    column.set(formula.r, formula);
    this.columns.set(key, column);
  }

  delete(formula: T): void {
    if (this.members.delete(formula)) {
      this.columns.get(columnKey(formula.sheet.id, formula.c))?.delete(formula.r);
    }
  }

  has(formula: T): boolean {
    return this.members.has(formula);
  }

  all(): T[] {
    return [...this.members];
  }

  clear(): void {
    this.members.clear();
    this.columns.clear();
  }

  /** Those in an area: what has to be worked out before a formula that reads it. */
  within({ sheet, z }: Area): T[] {
    if (this.members.size === 0) {
      return [];
    }
    const found: T[] = [];
    for (let c = z.c; c < z.c + z.cols; c++) {
      const column = this.columns.get(columnKey(sheet.id, c));
      found.push(...(column ? rowsWithin(column, z.r, z.rows) : []));
    }
    return found;
  }
}

function columnKey(sheet: string, column: number): string {
  return `${sheet}:${column}`;
}

function rowsWithin<T>(column: Map<number, T>, from: number, count: number): T[] {
  if (count < column.size) {
    const rows = Array.from({ length: count }, (_, i) => column.get(from + i));
    return rows.filter((formula) => formula !== undefined);
  }
  return [...column].filter(([r]) => r >= from && r < from + count).map(([, formula]) => formula);
}
