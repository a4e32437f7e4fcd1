import { alreadyExists, invalidArgument, itemNotFound } from "../errors.ts";
import type { CellStyle, NamedStyle } from "../model.ts";
import { type Session, SessionObject } from "./session.ts";
import { Borders, Fill, Font, type StyleStore } from "./styled.ts";

/** The styles the add-in made; Excel's own are known by name only. */
export class StyleCollection extends SessionObject {
  readonly typeName = "StyleCollection";

  get items() {
    return [...this.book.styles.values()].map((style) => new Style(this.session, style));
  }
  getCount() {
    return this.book.styles.size;
  }
  add(name: string) {
    if (name === "" || name.length > 255) {
      throw invalidArgument();
    }
    if (this.book.styles.has(name.toLowerCase())) {
      throw alreadyExists();
    }
    this.book.styles.set(name.toLowerCase(), { name, s: {} });
  }
  getItemOrNullObject(name: string) {
    const style = this.book.styles.get(name.toLowerCase());
    return style ? new Style(this.session, style) : null;
  }
  getItem(name: string) {
    const style = this.getItemOrNullObject(name);
    if (!style) {
      throw itemNotFound();
    }
    return style;
  }
}

class Style extends SessionObject {
  readonly typeName = "Style";
  private readonly style: NamedStyle;
  private readonly store: StyleStore;

  constructor(session: Session, style: NamedStyle) {
    super(session);
    this.style = style;
    this.store = new NamedStyleStore(style, () => this.changed());
  }

  get name() {
    return this.style.name;
  }
  get builtIn() {
    return false;
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
  get numberFormat() {
    return this.style.nf ?? "General";
  }
  set numberFormat(format: string) {
    this.style.nf = format;
    this.changed();
  }
  get horizontalAlignment() {
    return this.style.s.horizontalAlignment ?? "General";
  }
  set horizontalAlignment(alignment: string) {
    this.store.write({ horizontalAlignment: alignment });
  }
  get wrapText() {
    return this.style.s.wrapText ?? false;
  }
  set wrapText(wrap: boolean) {
    this.store.write({ wrapText: wrap });
  }
  get locked() {
    return this.style.s.locked ?? true;
  }
  set locked(locked: boolean) {
    this.store.write({ locked });
  }
  // Which parts a style brings along is not told apart here: it brings what was set on it.
  get includeNumber() {
    return this.style.nf !== undefined;
  }
  set includeNumber(include: boolean) {
    if (!include) {
      delete this.style.nf;
    }
  }
  delete() {
    this.book.styles.delete(this.style.name.toLowerCase());
    this.changed();
  }

  private changed(): void {
    const { active } = this.book;
    const z = active.used(false) ?? { r: 0, c: 0, rows: 1, cols: 1 };
    this.book.emit({ kind: "format", sheet: active, z });
  }
}

class NamedStyleStore implements StyleStore {
  private readonly style: NamedStyle;
  private readonly changed: () => void;

  constructor(style: NamedStyle, changed: () => void) {
    this.style = style;
    this.changed = changed;
  }

  read<K extends keyof CellStyle>(key: K): CellStyle[K] | undefined {
    return this.style.s[key];
  }
  write(patch: CellStyle): void {
    this.style.s = { ...this.style.s, ...patch };
    this.changed();
  }
  unset(keys: readonly (keyof CellStyle)[]): void {
    for (const key of keys) {
      delete this.style.s[key];
    }
    this.changed();
  }
}
