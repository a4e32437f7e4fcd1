import { intersection } from "../a1.ts";
import { invalidArgument, itemNotFound } from "../errors.ts";
import type { CellStyle, ConditionalFormat as Format } from "../model.ts";
import type { SheetModel } from "../sheet.ts";
import { HostObject, notImplemented } from "./object.ts";
import { type RangePlace, type Session, SessionObject } from "./session.ts";
import { Fill, Font, type StyleStore } from "./styled.ts";

export class ConditionalFormatCollection extends SessionObject {
  readonly typeName = "ConditionalFormatCollection";
  private readonly place: RangePlace;

  constructor(session: Session, place: RangePlace) {
    super(session);
    this.place = place;
  }

  get items() {
    return this.formats().map((format) => this.wrap(format));
  }
  getCount() {
    return this.formats().length;
  }
  add(type: string) {
    if (type !== "Custom" && type !== "CellValue") {
      throw notImplemented("ConditionalFormatType", type);
    }
    const { sheet, z } = this.place;
    const format: Format = {
      id: this.book.newGuid(),
      type,
      z,
      formula: "",
      comparison: null,
      stopIfTrue: false,
      style: {},
      nf: "",
    };
    sheet.conditionalFormats.unshift(format);
    this.changed();
    return this.wrap(format);
  }
  getItem(id: string) {
    const found = this.formats().find((format) => format.id === id);
    if (!found) {
      throw itemNotFound();
    }
    return this.wrap(found);
  }
  getItemAt(index: number) {
    return this.getItem(this.formats()[index]?.id ?? "");
  }
  clearAll() {
    const { sheet, z } = this.place;
    sheet.conditionalFormats = sheet.conditionalFormats.filter((each) => !intersection(each.z, z));
    this.changed();
  }

  private formats(): Format[] {
    const { sheet, z } = this.place;
    return sheet.conditionalFormats.filter((format) => intersection(format.z, z));
  }
  private wrap(format: Format) {
    return new ConditionalFormat(this.session, this.place.sheet, format);
  }
  private changed(): void {
    this.book.emit({ kind: "format", ...this.place });
  }
}

class ConditionalFormat extends SessionObject {
  readonly typeName = "ConditionalFormat";
  private readonly sheet: SheetModel;
  private readonly format: Format;

  constructor(session: Session, sheet: SheetModel, format: Format) {
    super(session);
    this.sheet = sheet;
    this.format = format;
  }

  get id() {
    return this.format.id;
  }
  get type() {
    return this.format.type;
  }
  get priority() {
    return this.sheet.conditionalFormats.indexOf(this.format);
  }
  set priority(priority: number) {
    const formats = this.sheet.conditionalFormats;
    formats.splice(formats.indexOf(this.format), 1);
    formats.splice(priority, 0, this.format);
  }
  get stopIfTrue() {
    return this.format.stopIfTrue;
  }
  set stopIfTrue(stop: boolean) {
    this.format.stopIfTrue = stop;
  }
  get custom() {
    return this.rule("Custom");
  }
  get customOrNullObject() {
    return this.format.type === "Custom" ? this.custom : null;
  }
  get cellValue() {
    return this.rule("CellValue");
  }
  get cellValueOrNullObject() {
    return this.format.type === "CellValue" ? this.cellValue : null;
  }
  getRange() {
    return this.session.make.range(this.sheet, this.format.z);
  }
  getRangeOrNullObject() {
    return this.getRange();
  }
  delete() {
    const formats = this.sheet.conditionalFormats;
    this.sheet.conditionalFormats = formats.filter((each) => each !== this.format);
    this.changed();
  }

  private rule(type: Format["type"]): HostObject {
    if (this.format.type !== type) {
      throw invalidArgument();
    }
    const changed = () => this.changed();
    return type === "Custom"
      ? new CustomRule(this.format, changed)
      : new CellValueRule(this.format, changed);
  }
  private changed(): void {
    this.book.emit({ kind: "format", sheet: this.sheet, z: this.format.z });
  }
}

abstract class Rule extends HostObject {
  protected readonly owner: Format;
  protected readonly changed: () => void;

  constructor(owner: Format, changed: () => void) {
    super();
    this.owner = owner;
    this.changed = changed;
  }
}

class CustomRule extends Rule {
  readonly typeName = "CustomConditionalFormat";

  get format() {
    return new RuleFormat(this.owner, this.changed);
  }
  get rule() {
    return new RuleFormula(this.owner, this.changed);
  }
}

class RuleFormula extends Rule {
  readonly typeName = "ConditionalFormatRule";

  get formula() {
    return this.owner.formula;
  }
  set formula(formula: string) {
    this.owner.formula = formula;
    this.changed();
  }
}

class CellValueRule extends Rule {
  readonly typeName = "CellValueConditionalFormat";

  get format() {
    return new RuleFormat(this.owner, this.changed);
  }
  get rule() {
    return this.owner.comparison;
  }
  set rule(comparison: Format["comparison"]) {
    this.owner.comparison = comparison;
    this.changed();
  }
}

class RuleFormat extends Rule {
  readonly typeName = "ConditionalRangeFormat";

  get fill() {
    return new Fill(new RuleStyle(this.owner, this.changed), "ConditionalRangeFill");
  }
  get font() {
    return new Font(new RuleStyle(this.owner, this.changed), "ConditionalRangeFont");
  }
  get numberFormat() {
    return this.owner.nf;
  }
  set numberFormat(format: string) {
    this.owner.nf = format;
    this.changed();
  }
}

class RuleStyle implements StyleStore {
  private readonly format: Format;
  private readonly changed: () => void;

  constructor(format: Format, changed: () => void) {
    this.format = format;
    this.changed = changed;
  }

  read<K extends keyof CellStyle>(key: K): CellStyle[K] | undefined {
    return this.format.style[key];
  }
  write(patch: CellStyle): void {
    Object.assign(this.format.style, patch);
    this.changed();
  }
  unset(keys: readonly (keyof CellStyle)[]): void {
    for (const key of keys) {
      delete this.format.style[key];
    }
    this.changed();
  }
}
