import { a1, parseA1, quoteSheet, zoneOf } from "../a1.ts";
import { alreadyExists, invalidArgument, itemNotFound } from "../errors.ts";
import type { Name } from "../model.ts";
import type { SheetModel } from "../sheet.ts";
import type { WorkbookModel } from "../workbook.ts";
import { Range } from "./range.ts";
import { type Session, SessionObject } from "./session.ts";

/** Whether a text may name a table or a range: a word that is no address. */
export function isNameable(name: unknown): name is string {
  return typeof name === "string" && /^[A-Za-z_\\][\w.\\]*$/.test(name) && parseA1(name) === null;
}

export class NamedItemCollection extends SessionObject {
  readonly typeName = "NamedItemCollection";
  private readonly scope: SheetModel | null;

  constructor(session: Session, scope: SheetModel | null) {
    super(session);
    this.scope = scope;
  }

  private get names(): Map<string, Name> {
    return this.scope?.names ?? this.book.names;
  }
  get items() {
    return [...this.names.values()].map((name) => this.wrap(name));
  }
  getCount() {
    return this.names.size;
  }
  add(name: unknown, reference: unknown, comment = "") {
    if (!isNameable(name)) {
      throw invalidArgument();
    }
    if (this.names.has(name.toLowerCase())) {
      throw alreadyExists();
    }
    const item: Name = {
      name,
      comment,
      visible: true,
      scope: this.scope,
      target: null,
      formula: "",
    };
    pointAt(this.book, item, reference);
    this.names.set(name.toLowerCase(), item);
    return this.wrap(item);
  }
  getItemOrNullObject(name: string) {
    const item = this.names.get(name.toLowerCase());
    return item ? this.wrap(item) : null;
  }
  getItem(name: string) {
    const item = this.getItemOrNullObject(name);
    if (!item) {
      throw itemNotFound();
    }
    return item;
  }

  private wrap(name: Name) {
    return new NamedItem(this.session, name, this.names);
  }
}

class NamedItem extends SessionObject {
  readonly typeName = "NamedItem";
  private readonly item: Name;
  private readonly names: Map<string, Name>;

  constructor(session: Session, item: Name, names: Map<string, Name>) {
    super(session);
    this.item = item;
    this.names = names;
  }

  get _id() {
    return this.item.name;
  }
  get name() {
    return this.item.name;
  }
  get scope() {
    return this.item.scope ? "Worksheet" : "Workbook";
  }
  get type() {
    return this.item.target
      ? "Range"
      : Number.isFinite(Number(this.item.formula.slice(1)))
        ? "Double"
        : "String";
  }
  get visible() {
    return this.item.visible;
  }
  set visible(visible: boolean) {
    this.item.visible = visible;
  }
  get comment() {
    return this.item.comment;
  }
  set comment(comment: string) {
    this.item.comment = comment;
  }
  get value() {
    return this.item.target ? addressOf(this.item.target) : this.item.formula.slice(1);
  }
  get formula() {
    const { target, formula } = this.item;
    return target ? `=${quoteSheet(target.sheet.name)}!${absolute(a1(target.z))}` : formula;
  }
  set formula(formula: string) {
    pointAt(this.book, this.item, formula);
  }
  getRangeOrNullObject() {
    const { target } = this.item;
    const sheet = target && this.book.sheet(target.sheet.id);
    return target && sheet ? new Range(this.session, sheet, target.z) : null;
  }
  getRange() {
    const range = this.getRangeOrNullObject();
    if (!range) {
      throw itemNotFound();
    }
    return range;
  }
  delete() {
    this.names.delete(this.item.name.toLowerCase());
  }
}

function absolute(address: string): string {
  return address.replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
}

function addressOf({ sheet, z }: NonNullable<Name["target"]>): string {
  return `${quoteSheet(sheet.name)}!${a1(z)}`;
}

function pointAt(book: WorkbookModel, item: Name, reference: unknown): void {
  if (reference instanceof Range) {
    item.target = { sheet: reference.sheet, z: { ...reference.z } };
    return;
  }
  const text = typeof reference === "string" ? reference : `=${String(reference)}`;
  const parsed = text.startsWith("=") ? parseA1(text.slice(1)) : null;
  const sheet = parsed && (parsed.sheet === undefined ? book.active : book.sheet(parsed.sheet));
  item.target = parsed && sheet ? { sheet, z: zoneOf(parsed) } : null;
  item.formula = text.startsWith("=") ? text : `="${text}"`;
}
