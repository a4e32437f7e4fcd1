import { invalidArgument } from "../errors.ts";
import type { CellStyle } from "../model.ts";
import { HostObject } from "./object.ts";

/** Reads and writes settings of a style, wherever they are kept: a range, a named style or a conditional format. */
export interface StyleStore {
  /** The common value, undefined when it is not set, null when cells differ. */
  read<K extends keyof CellStyle>(key: K): CellStyle[K] | null | undefined;
  write(patch: CellStyle): void;
  /** Takes settings away again. */
  unset(keys: readonly (keyof CellStyle)[]): void;
}

abstract class Styled extends HostObject {
  protected readonly store: StyleStore;

  constructor(store: StyleStore) {
    super();
    this.store = store;
  }

  /** null when the cells differ, as Excel answers. */
  protected value<K extends keyof CellStyle, D>(key: K, fallback: D) {
    const value = this.store.read(key);
    return value === undefined ? fallback : value;
  }
}

export class Fill extends Styled {
  readonly typeName: string;

  constructor(store: StyleStore, typeName: string) {
    super(store);
    this.typeName = typeName;
  }

  get color() {
    return this.value("fill.color", "#FFFFFF");
  }
  set color(color: string | null) {
    this.store.write({ "fill.color": colour(color) });
  }
  clear() {
    this.store.unset(["fill.color"]);
  }
}

export class Font extends Styled {
  readonly typeName: string;

  constructor(store: StyleStore, typeName: string) {
    super(store);
    this.typeName = typeName;
  }

  get name() {
    return this.value("font.name", "Aptos Narrow");
  }
  set name(name: string | null) {
    this.store.write({ "font.name": name ?? "" });
  }
  get size() {
    return this.value("font.size", 11);
  }
  set size(size: number | null) {
    this.store.write({ "font.size": size ?? 11 });
  }
  get color() {
    return this.value("font.color", "#000000");
  }
  set color(color: string | null) {
    this.store.write({ "font.color": colour(color) });
  }
  get bold() {
    return this.value("font.bold", false);
  }
  set bold(bold: boolean | null) {
    this.store.write({ "font.bold": bold === true });
  }
  get italic() {
    return this.value("font.italic", false);
  }
  set italic(italic: boolean | null) {
    this.store.write({ "font.italic": italic === true });
  }
  get underline() {
    return this.value("font.underline", "None");
  }
  set underline(underline: string | null) {
    this.store.write({ "font.underline": underline ?? "None" });
  }
  get strikethrough() {
    return this.value("font.strikethrough", false);
  }
  set strikethrough(strikethrough: boolean | null) {
    this.store.write({ "font.strikethrough": strikethrough === true });
  }
}

const SIDES = [
  "EdgeTop",
  "EdgeBottom",
  "EdgeLeft",
  "EdgeRight",
  "InsideVertical",
  "InsideHorizontal",
  "DiagonalDown",
  "DiagonalUp",
] as const;
type Side = (typeof SIDES)[number];

class Border extends Styled {
  readonly typeName = "RangeBorder";
  private readonly side: Side;

  constructor(store: StyleStore, side: Side) {
    super(store);
    this.side = side;
  }

  get sideIndex() {
    return this.side;
  }
  get style() {
    return this.value(`border.${this.side}.style`, "None");
  }
  set style(style: string | null) {
    this.store.write({ [`border.${this.side}.style`]: style ?? "None" });
  }
  get color() {
    return this.value(`border.${this.side}.color`, "#000000");
  }
  set color(color: string | null) {
    this.store.write({ [`border.${this.side}.color`]: colour(color) });
  }
  get weight() {
    return this.value(`border.${this.side}.weight`, "Thin");
  }
  set weight(weight: string | null) {
    this.store.write({ [`border.${this.side}.weight`]: weight ?? "Thin" });
  }
}

export class Borders extends HostObject {
  readonly typeName = "RangeBorderCollection";
  private readonly store: StyleStore;

  constructor(store: StyleStore) {
    super();
    this.store = store;
  }

  get items() {
    return SIDES.map((side) => new Border(this.store, side));
  }
  get count() {
    return SIDES.length;
  }
  getItem(name: string) {
    const side = SIDES.find((each) => each === name);
    if (!side) {
      throw invalidArgument();
    }
    return new Border(this.store, side);
  }
  getItemAt(index: number) {
    return this.getItem(SIDES[index] ?? "");
  }
}

const NAMED_COLOURS: Readonly<Record<string, string>> = {
  white: "#FFFFFF",
  black: "#000000",
  red: "#FF0000",
  green: "#008000",
  blue: "#0000FF",
  yellow: "#FFFF00",
  orange: "#FFA500",
  gray: "#808080",
  lightgray: "#D3D3D3",
};

/** "#RRGGBB" in capitals, or "" for none; other words are refused. */
export function colour(color: string | null): string {
  const name = (color ?? "").toLowerCase();
  const hex = /^#?([0-9a-f]{6})$/.exec(name)?.[1];
  const known = name === "" ? "" : (NAMED_COLOURS[name] ?? (hex && `#${hex.toUpperCase()}`));
  if (known === undefined) {
    throw invalidArgument(`${name} is not a colour.`);
  }
  return known;
}
