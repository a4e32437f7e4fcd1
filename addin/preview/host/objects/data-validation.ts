import { intersection, sameZone } from "../a1.ts";
import { invalidArgument } from "../errors.ts";
import type { Validation } from "../model.ts";
import { type RangePlace, type Session, SessionObject } from "./session.ts";

const RULES = ["list", "wholeNumber", "decimal", "date", "time", "textLength", "custom"];

/** Rules are kept and shown, not enforced: pasted and written values bypass them in Excel too. */
export class DataValidation extends SessionObject {
  readonly typeName = "DataValidation";
  private readonly place: RangePlace;

  constructor(session: Session, place: RangePlace) {
    super(session);
    this.place = place;
  }

  get rule() {
    return this.current()?.rule ?? {};
  }
  set rule(rule: Record<string, unknown>) {
    const [kind = ""] = Object.keys(rule);
    if (!RULES.includes(kind) || isLiteralListTooLong(rule)) {
      throw invalidArgument();
    }
    this.patch({ rule });
  }
  get type() {
    const [kind = "none"] = Object.keys(this.rule);
    return kind.charAt(0).toUpperCase() + kind.slice(1);
  }
  get errorAlert() {
    return this.current()?.errorAlert ?? { message: "", showAlert: true, style: "Stop", title: "" };
  }
  set errorAlert(errorAlert: unknown) {
    this.patch({ errorAlert });
  }
  get prompt() {
    return this.current()?.prompt ?? { message: "", showPrompt: true, title: "" };
  }
  set prompt(prompt: unknown) {
    this.patch({ prompt });
  }
  get ignoreBlanks() {
    return this.current()?.ignoreBlanks ?? true;
  }
  set ignoreBlanks(ignoreBlanks: boolean) {
    this.patch({ ignoreBlanks });
  }
  clear() {
    const { sheet, z } = this.place;
    sheet.validations = sheet.validations.filter((each) => !intersection(each.z, z));
    this.book.emit({ kind: "format", sheet, z });
  }

  private current(): Validation | undefined {
    return this.place.sheet.validations.find((each) => intersection(each.z, this.place.z));
  }

  private patch(change: Partial<Validation>): void {
    const { sheet, z } = this.place;
    const own = sheet.validations.find((each) => sameZone(each.z, z));
    if (own) {
      Object.assign(own, change);
    } else {
      const fresh = { z, rule: {}, errorAlert: undefined, prompt: undefined, ignoreBlanks: true };
      sheet.validations.unshift({ ...fresh, ...change });
    }
    this.book.emit({ kind: "format", sheet, z });
  }
}

// Excel takes a literal list of at most 255 characters; longer ones must point at a range.
function isLiteralListTooLong({ list }: Record<string, unknown>): boolean {
  const source: unknown =
    typeof list === "object" && list !== null && "source" in list ? list.source : "";
  return typeof source === "string" && source.length > 255 && !source.startsWith("=");
}
