import type { Zone } from "../host/a1.ts";
import type { Sheet } from "../host/model.ts";
import type { BookActs } from "./acts.ts";
import { asText } from "./clipboard.ts";
import { spotsOf } from "./zone.ts";

interface Step {
  readonly sheet: Sheet;
  readonly zone: Zone;
  readonly values: readonly (readonly string[])[];
}

const LONGEST = 50;
/** A step of more cells than this would cost more to remember than it is worth; Excel gives up, too. */
const WIDEST = 100_000;

/** What a person typed and cleared, to be taken back step by step. What the add-in wrote is not on it. */
export class UndoPile {
  readonly #acts: BookActs;
  readonly #steps: Step[] = [];

  constructor(acts: BookActs) {
    this.#acts = acts;
  }

  /** Call before a zone is written. */
  remember(sheet: Sheet, zone: Zone): void {
    if (zone.rows * zone.cols > WIDEST) return;
    const texts = [...spotsOf(zone)].map(({ r, c }) => inputText(sheet, r, c));
    const values = Array.from({ length: zone.rows }, (_, row) =>
      texts.slice(row * zone.cols, (row + 1) * zone.cols),
    );
    this.#steps.push({ sheet, zone, values });
    if (this.#steps.length > LONGEST) this.#steps.shift();
  }

  /** The write was refused: there is nothing to take back. */
  forget(): void {
    this.#steps.pop();
  }

  /** Somebody else has written, or rows have moved: what is remembered may belong elsewhere by now. */
  clear(): void {
    this.#steps.length = 0;
  }

  async undo(): Promise<void> {
    const step = this.#steps.pop();
    if (!step) return;
    await this.#acts.edit(step.sheet, step.zone, step.values);
    this.#acts.activate(step.sheet);
    this.#acts.select(step.sheet, step.zone);
  }
}

function inputText(sheet: Sheet, r: number, c: number): string {
  const cell = sheet.at(r, c);
  if (cell?.f !== undefined) return cell.f;
  if (typeof cell?.v === "string") return asText(cell.v, sheet.numberFormat(r, c));
  return String(cell?.v ?? "");
}
