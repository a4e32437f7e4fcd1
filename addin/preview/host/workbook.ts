import { contains, intersection, type Zone } from "./a1.ts";
import { moveReferences } from "./calc/translate.ts";
import { shiftConflict } from "./errors.ts";
import type {
  CellValue,
  Change,
  Name,
  NamedStyle,
  Selection,
  Sheet,
  Table,
  Workbook,
} from "./model.ts";
import { SheetModel } from "./sheet.ts";
import { covers, type ShiftDirection, shiftZone } from "./shift.ts";

/** A table whose sheet can be written to. */
export interface TableModel extends Table {
  readonly sheet: SheetModel;
}

/** Something that stays on its cells while rows and columns are inserted around it, such as a tracked range. */
export interface Anchor {
  readonly sheet: Sheet;
  z: Zone;
}

/** What the formula engine hears from whoever writes cells. */
export interface FormulaListener {
  set(sheet: SheetModel, r: number, c: number): void;
  drop(sheet: SheetModel, r: number, c: number): void;
}

// Ids go on counting over workbooks: a handler registered with the last one must not hear of this one's sheets.
let lastId = 0;

/** The whole workbook, and the only place that tells its listeners what changed. */
export class WorkbookModel implements Workbook {
  name = "Book1.xlsx";
  sheets: SheetModel[] = [];
  tables: TableModel[] = [];
  readonly names = new Map<string, Name>();
  readonly settings = new Map<string, unknown>();
  readonly customProperties = new Map<string, unknown>();
  readonly styles = new Map<string, NamedStyle>();
  active: SheetModel;
  selection: Selection;
  /** What was selected on a sheet when another came to the front; it is selected again on return. */
  readonly leftSelections = new WeakMap<Sheet, Selection>();
  formulas: FormulaListener = { set: () => undefined, drop: () => undefined };
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly anchors = new Set<WeakRef<Anchor>>();

  constructor(sheetNames: readonly string[] = ["Sheet1"]) {
    for (const name of sheetNames) {
      this.sheets.push(this.newSheet(name));
    }
    this.active = this.sheets[0] ?? this.newSheet("Sheet1");
    this.selection = { sheet: this.active, r: 0, c: 0, rows: 1, cols: 1 };
  }

  newSheet(name: string): SheetModel {
    return new SheetModel(this.newGuid(), name, this.styles);
  }

  newId(): number {
    return ++lastId;
  }

  newGuid(): string {
    return `{00000000-0001-0000-0000-${String(this.newId()).padStart(12, "0")}}`;
  }

  sheet(key: string): SheetModel | undefined {
    const name = key.toLowerCase();
    return this.sheets.find((sheet) => sheet.id === key || sheet.name.toLowerCase() === name);
  }

  table(key: string): TableModel | undefined {
    const name = key.toLowerCase();
    return this.tables.find((table) => table.id === key || table.name.toLowerCase() === name);
  }

  tableAt(sheet: Sheet, r: number, c: number): TableModel | undefined {
    return this.tables.find((table) => table.sheet === sheet && contains(table.z, r, c));
  }

  tablesIn(sheet: Sheet, z: Zone): TableModel[] {
    return this.tables.filter((table) => table.sheet === sheet && intersection(table.z, z));
  }

  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(change: Change): void {
    for (const listener of this.listeners) {
      listener(change);
    }
  }

  /** Tells of written cells; `single` carries what one cell held before and after. */
  cellsChanged(sheet: Sheet, z: Zone, single?: { before: CellValue; after: CellValue }): void {
    this.emit({ kind: "cells", sheet, z, changeType: "RangeEdited", shift: "None", ...single });
  }

  anchor(anchor: Anchor): void {
    if (this.anchors.size > 20_000) {
      this.forgetLostAnchors();
    }
    this.anchors.add(new WeakRef(anchor));
  }

  private forgetLostAnchors(): void {
    for (const held of this.anchors) {
      if (!held.deref()) {
        this.anchors.delete(held);
      }
    }
  }

  /** Inserts or deletes a zone and moves everything that stands behind it. */
  shift(sheet: SheetModel, z: Zone, direction: ShiftDirection): void {
    this.refuseToBreakTables(sheet, z, direction);
    sheet.shiftCells(z, direction);
    this.forgetLostAnchors();
    for (const held of this.anchors) {
      const anchor = held.deref();
      if (anchor?.sheet === sheet) {
        anchor.z = shiftZone(anchor.z, z, direction) ?? anchor.z;
      }
    }
    this.shiftTables(sheet, z, direction);
    sheet.conditionalFormats = shiftAll(sheet.conditionalFormats, z, direction);
    sheet.validations = shiftAll(sheet.validations, z, direction);
    this.shiftNames(sheet, z, direction);
    this.shiftFormulas(sheet, (zone) => shiftZone(zone, z, direction));
  }

  private shiftFormulas(shifted: Sheet, move: (zone: Zone) => Zone | null): void {
    const name = shifted.name.toLowerCase();
    const moved = (sheet: string, zone: Zone) => (sheet.toLowerCase() === name ? move(zone) : zone);
    for (const sheet of this.sheets) {
      for (const cell of sheet.cells.values()) {
        if (cell.f !== undefined) {
          cell.f = moveReferences(cell.f, sheet.name, moved);
        }
      }
      for (const format of sheet.conditionalFormats) {
        format.formula = moveReferences(format.formula, sheet.name, moved);
      }
    }
    for (const column of this.tables.flatMap((table) => table.columns)) {
      column.formula = column.formula && moveReferences(column.formula, shifted.name, moved);
    }
  }

  private refuseToBreakTables(sheet: SheetModel, z: Zone, direction: ShiftDirection): void {
    const vertical = direction === "Down" || direction === "Up";
    for (const { z: table, sheet: owner } of this.tables) {
      const apart = vertical
        ? table.r + table.rows <= z.r || !overlap([table.c, table.cols], [z.c, z.cols])
        : table.c + table.cols <= z.c || !overlap([table.r, table.rows], [z.r, z.rows]);
      if (owner === sheet && !apart && !covers(z, table, vertical)) {
        throw shiftConflict();
      }
    }
  }

  private shiftTables(sheet: SheetModel, z: Zone, direction: ShiftDirection): void {
    const gone: TableModel[] = [];
    for (const table of this.tables.filter((each) => each.sheet === sheet)) {
      const moved = shiftZone(table.z, z, direction);
      if (moved) {
        shiftColumns(table, z, direction);
        table.z = moved;
      } else {
        gone.push(table);
      }
    }
    this.tables = this.tables.filter((table) => !gone.includes(table));
    for (const table of gone) {
      this.emit({ kind: "tableDeleted", table });
    }
  }

  private shiftNames(sheet: SheetModel, z: Zone, direction: ShiftDirection): void {
    for (const name of [...this.names.values(), ...sheet.names.values()]) {
      if (name.target?.sheet === sheet) {
        const moved = shiftZone(name.target.z, z, direction);
        name.target = moved ? { sheet, z: moved } : null;
        name.formula = moved ? name.formula : "=#REF!";
      }
    }
  }
}

function overlap([a, m]: [number, number], [b, n]: [number, number]): boolean {
  return a < b + n && b < a + m;
}

function shiftAll<T extends { z: Zone }>(items: T[], z: Zone, direction: ShiftDirection): T[] {
  return items.filter((item) => {
    const moved = shiftZone(item.z, z, direction);
    item.z = moved ?? item.z;
    return moved !== null;
  });
}

// A column keeps its id while columns come and go beside it; that is how bindings find it again.
function shiftColumns(table: TableModel, z: Zone, direction: ShiftDirection): void {
  if (!covers(z, table.z, false)) {
    return;
  }
  const at = z.c - table.z.c;
  if (direction === "Right" && at > 0 && at < table.z.cols) {
    table.columns.splice(at, 0, ...newColumns(table, z.cols));
  } else if (direction === "Left") {
    const from = Math.max(0, at);
    table.columns.splice(from, Math.max(0, Math.min(at + z.cols, table.z.cols) - from));
  }
}

export function newColumns(table: Table, count: number): Table["columns"] {
  return Array.from({ length: count }, () => ({
    id: table.nextColumnId++,
    filter: null,
    formula: null,
  }));
}
