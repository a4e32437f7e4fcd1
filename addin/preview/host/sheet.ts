import { bounding, contains, fits, MAX_COLUMNS, MAX_ROWS, type Zone } from "./a1.ts";
import type {
  Cell,
  CellStyle,
  Chart,
  ColumnProps,
  ConditionalFormat,
  Name,
  NamedStyle,
  RowProps,
  Sheet,
  Validation,
} from "./model.ts";
import { type ShiftDirection, shiftKeys, shiftPoint } from "./shift.ts";

/** One worksheet: a sparse map of cells and what belongs to its rows and columns. */
export class SheetModel implements Sheet {
  readonly id: string;
  name: string;
  visibility: Sheet["visibility"] = "Visible";
  tabColor = "";
  showGridlines = true;
  showHeadings = true;
  freeze = { rows: 0, cols: 0 };
  readonly colProps = new Map<number, ColumnProps>();
  readonly rowProps = new Map<number, RowProps>();
  readonly names = new Map<string, Name>();
  readonly customProperties = new Map<string, unknown>();
  conditionalFormats: ConditionalFormat[] = [];
  validations: Validation[] = [];
  charts: Chart[] = [];
  cells = new Map<number, Cell>();
  private readonly styles: ReadonlyMap<string, NamedStyle>;
  private usedZone: { valuesOnly: Zone | null; all: Zone | null } | null = null;

  constructor(id: string, name: string, styles: ReadonlyMap<string, NamedStyle>) {
    this.id = id;
    this.name = name;
    this.styles = styles;
  }

  at(r: number, c: number): Cell | undefined {
    return this.cells.get(r * MAX_COLUMNS + c);
  }

  /** The cell, made when it is missing. Whoever calls this is about to change it. */
  ensure(r: number, c: number): Cell {
    this.usedZone = null;
    const key = r * MAX_COLUMNS + c;
    let cell = this.cells.get(key);
    if (!cell) {
      cell = { v: "" };
      this.cells.set(key, cell);
    }
    return cell;
  }

  remove(r: number, c: number): void {
    this.usedZone = null;
    this.cells.delete(r * MAX_COLUMNS + c);
  }

  put(r: number, c: number, cell: Cell): void {
    this.usedZone = null;
    this.cells.set(r * MAX_COLUMNS + c, cell);
  }

  *each(z: Zone): Generator<[number, number, Cell]> {
    if (z.rows * z.cols > this.cells.size) {
      for (const [key, cell] of this.cells) {
        const r = Math.floor(key / MAX_COLUMNS);
        const c = key % MAX_COLUMNS;
        if (contains(z, r, c)) {
          yield [r, c, cell];
        }
      }
      return;
    }
    for (let r = z.r; r < z.r + z.rows; r++) {
      for (let c = z.c; c < z.c + z.cols; c++) {
        const cell = this.at(r, c);
        if (cell) {
          yield [r, c, cell];
        }
      }
    }
  }

  used(valuesOnly: boolean, within?: Zone): Zone | null {
    if (within) {
      return extent(this.each(within), valuesOnly);
    }
    const everywhere = { r: 0, c: 0, rows: MAX_ROWS, cols: MAX_COLUMNS };
    this.usedZone ??= {
      valuesOnly: extent(this.each(everywhere), true),
      all: extent(this.each(everywhere), false),
    };
    return valuesOnly ? this.usedZone.valuesOnly : this.usedZone.all;
  }

  getStyle<K extends keyof CellStyle>(r: number, c: number, key: K): CellStyle[K] | undefined {
    const own = this.at(r, c)?.s ?? this.rowProps.get(r)?.s ?? this.colProps.get(c)?.s;
    return own?.[key] ?? this.namedStyle(own)?.s[key];
  }

  numberFormat(r: number, c: number): string {
    const cell = this.at(r, c);
    return cell?.nf ?? this.namedStyle(cell?.s)?.nf ?? this.colProps.get(c)?.nf ?? "General";
  }

  private namedStyle(own: CellStyle | undefined): NamedStyle | undefined {
    return own?.style === undefined ? undefined : this.styles.get(own.style.toLowerCase());
  }

  isRowHidden(r: number): boolean {
    const row = this.rowProps.get(r);
    return row?.hidden === true || row?.filtered === true;
  }

  isColumnHidden(c: number): boolean {
    return this.colProps.get(c)?.hidden === true;
  }

  /** Whole rows and columns keep a setting once; elsewhere it goes on every cell. */
  setStyle(z: Zone, patch: CellStyle): void {
    const merge = merger(patch);
    if (z.rows === MAX_ROWS) {
      this.patchColumns(z, (column) => ({ ...column, s: merge(column?.s) }));
    } else if (z.cols === MAX_COLUMNS) {
      this.patchRows(z, (row) => ({ ...row, s: merge(row?.s) }));
    } else {
      eachPosition(z, (r, c) => {
        const cell = this.ensure(r, c);
        cell.s = merge(cell.s ?? this.rowProps.get(r)?.s ?? this.colProps.get(c)?.s);
      });
      return;
    }
    for (const [, , cell] of this.each(z)) {
      cell.s = merge(cell.s);
    }
  }

  /** Takes settings away from every cell, row and column of the zone. */
  unsetStyle(z: Zone, keys: readonly (keyof CellStyle)[]): void {
    for (const [r, c, cell] of this.each(z)) {
      if (cell.s) {
        const kept = Object.entries(cell.s).filter(([key]) => !keys.some((each) => each === key));
        this.ensure(r, c).s = Object.fromEntries(kept);
      }
    }
  }

  patchColumns(z: Zone, patch: (old: ColumnProps | undefined) => ColumnProps): void {
    for (let c = z.c; c < z.c + z.cols; c++) {
      this.colProps.set(c, patch(this.colProps.get(c)));
    }
  }

  patchRows(z: Zone, patch: (old: RowProps | undefined) => RowProps): void {
    const last = Math.min(z.r + z.rows, z.r + 200_000);
    for (let r = z.r; r < last; r++) {
      this.rowProps.set(r, patch(this.rowProps.get(r)));
    }
  }

  /** Moves the cells behind an inserted or deleted zone; a deleted zone's own cells are gone. */
  shiftCells(z: Zone, direction: ShiftDirection): void {
    const moved = new Map<number, Cell>();
    for (const [key, cell] of this.cells) {
      const to = shiftPoint([Math.floor(key / MAX_COLUMNS), key % MAX_COLUMNS], z, direction);
      if (to && fits({ r: to[0], c: to[1], rows: 1, cols: 1 })) {
        moved.set(to[0] * MAX_COLUMNS + to[1], cell);
      }
    }
    this.cells = moved;
    this.usedZone = null;
    if (z.cols === MAX_COLUMNS) {
      shiftKeys(this.rowProps, { at: z.r, by: direction === "Down" ? z.rows : -z.rows });
    } else if (z.rows === MAX_ROWS) {
      shiftKeys(this.colProps, { at: z.c, by: direction === "Right" ? z.cols : -z.cols });
    }
  }
}

function extent(cells: Iterable<[number, number, Cell]>, valuesOnly: boolean): Zone | null {
  let found: Zone | null = null;
  for (const [r, c, cell] of cells) {
    const formatted = !valuesOnly && (cell.s !== undefined || cell.nf !== undefined);
    if (cell.v === "" && cell.f === undefined && !formatted) {
      continue;
    }
    if (!found) {
      found = { r, c, rows: 1, cols: 1 };
    } else if (!contains(found, r, c)) {
      found = bounding(found, { r, c, rows: 1, cols: 1 });
    }
  }
  return found;
}

// Cells that shared a style object go on sharing one: a table of 400,000 cells has a handful of styles.
function merger(patch: CellStyle): (old: CellStyle | undefined) => CellStyle {
  const known = new Map<CellStyle | undefined, CellStyle>();
  return (old) => {
    const merged = known.get(old) ?? { ...old, ...patch };
    known.set(old, merged);
    known.set(merged, merged);
    return merged;
  };
}

export function eachPosition(z: Zone, visit: (r: number, c: number) => void): void {
  for (let r = z.r; r < z.r + z.rows; r++) {
    for (let c = z.c; c < z.c + z.cols; c++) {
      visit(r, c);
    }
  }
}
