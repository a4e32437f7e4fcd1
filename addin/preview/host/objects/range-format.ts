import type { CellStyle, ColumnProps, RowProps } from "../model.ts";
import { formatText } from "../number-format.ts";
import { HostObject } from "./object.ts";
import type { RangePlace, Session } from "./session.ts";
import { SessionObject } from "./session.ts";
import { Borders, Fill, Font, type StyleStore } from "./styled.ts";

const DEFAULT_WIDTH = 48;
const DEFAULT_HEIGHT = 15;

export class RangeFormat extends SessionObject {
  readonly typeName = "RangeFormat";
  private readonly place: RangePlace;
  private readonly store: StyleStore;

  constructor(session: Session, place: RangePlace) {
    super(session);
    this.place = place;
    this.store = new RangeStyle(session, place);
  }

  get fill() {
    return new Fill(this.store, "RangeFill");
  }
  get font() {
    return new Font(this.store, "RangeFont");
  }
  get borders() {
    return new Borders(this.store);
  }
  get protection() {
    return new FormatProtection(this.store);
  }
  get horizontalAlignment() {
    return this.read("horizontalAlignment", "General");
  }
  set horizontalAlignment(alignment: string | null) {
    this.store.write({ horizontalAlignment: alignment ?? "General" });
  }
  get verticalAlignment() {
    return this.read("verticalAlignment", "Bottom");
  }
  set verticalAlignment(alignment: string | null) {
    this.store.write({ verticalAlignment: alignment ?? "Bottom" });
  }
  get wrapText() {
    return this.read("wrapText", false);
  }
  set wrapText(wrap: boolean | null) {
    this.store.write({ wrapText: wrap === true });
  }
  get indentLevel() {
    return this.read("indentLevel", 0);
  }
  set indentLevel(level: number | null) {
    this.store.write({ indentLevel: level ?? 0 });
  }

  get columnWidth() {
    const { sheet, z } = this.place;
    const width = (c: number) => sheet.colProps.get(c)?.w ?? DEFAULT_WIDTH;
    const first = width(z.c);
    const columns = Array.from({ length: z.cols }, (_, i) => width(z.c + i));
    return columns.every((each) => each === first) ? first : null;
  }
  set columnWidth(width: number | null) {
    this.patchColumns((column) => ({ ...column, w: width ?? DEFAULT_WIDTH }));
  }
  get rowHeight() {
    const { sheet, z } = this.place;
    return sheet.rowProps.get(z.r)?.h ?? DEFAULT_HEIGHT;
  }
  set rowHeight(height: number | null) {
    this.place.sheet.patchRows(this.place.z, (row: RowProps | undefined) => ({
      ...row,
      h: height ?? DEFAULT_HEIGHT,
    }));
    this.changed();
  }

  autofitColumns() {
    const { sheet, z } = this.place;
    const longest = new Map<number, number>();
    for (const [r, c, cell] of sheet.each(z)) {
      const length = formatText(cell.v, sheet.numberFormat(r, c)).length;
      longest.set(c, Math.max(longest.get(c) ?? 0, length));
    }
    for (const [c, length] of longest) {
      const w = Math.min(300, Math.max(DEFAULT_WIDTH / 2, length * 5.5 + 8));
      sheet.colProps.set(c, { ...sheet.colProps.get(c), w });
    }
    this.changed();
  }
  autofitRows() {
    this.changed();
  }

  private read<K extends keyof CellStyle, D>(key: K, fallback: D) {
    const value = this.store.read(key);
    return value === undefined ? fallback : value;
  }
  private patchColumns(patch: (old: ColumnProps | undefined) => ColumnProps): void {
    this.place.sheet.patchColumns(this.place.z, patch);
    this.changed();
  }
  private changed(): void {
    this.book.emit({ kind: "format", sheet: this.place.sheet, z: this.place.z });
  }
}

class FormatProtection extends HostObject {
  readonly typeName = "FormatProtection";
  private readonly store: StyleStore;

  constructor(store: StyleStore) {
    super();
    this.store = store;
  }

  get locked() {
    const locked = this.store.read("locked");
    return locked === undefined ? true : locked;
  }
  set locked(locked: boolean | null) {
    this.store.write({ locked: locked === true });
  }
}

class RangeStyle implements StyleStore {
  private readonly session: Session;
  private readonly place: RangePlace;

  constructor(session: Session, place: RangePlace) {
    this.session = session;
    this.place = place;
  }

  read<K extends keyof CellStyle>(key: K): CellStyle[K] | null | undefined {
    const { sheet, z } = this.place;
    const first = sheet.getStyle(z.r, z.c, key);
    for (let r = z.r; r < Math.min(z.r + z.rows, z.r + 2000); r++) {
      for (let c = z.c; c < Math.min(z.c + z.cols, z.c + 200); c++) {
        if (sheet.getStyle(r, c, key) !== first) {
          return null;
        }
      }
    }
    return first;
  }

  write(patch: CellStyle): void {
    const { sheet, z } = this.place;
    sheet.setStyle(z, patch);
    this.session.book.emit({ kind: "format", sheet, z });
  }

  unset(keys: readonly (keyof CellStyle)[]): void {
    this.place.sheet.unsetStyle(this.place.z, keys);
    this.write({});
  }
}
