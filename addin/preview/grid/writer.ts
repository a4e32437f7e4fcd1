import type { Zone } from "../host/a1.ts";
import type { Sheet, Workbook } from "../host/model.ts";
import type { BookActs } from "./acts.ts";
import { refusalOf } from "./choices.ts";
import { UndoPile } from "./undo.ts";
import { type Spot, zoneOf } from "./zone.ts";

/** Writes what a person types, pastes and clears; a refusal is told to the person, not thrown. */
export class Writer {
  readonly #book: Workbook;
  readonly #acts: BookActs;
  readonly #refused: (words: string) => void;
  readonly #pile: UndoPile;
  #isWriting = false;

  constructor(book: Workbook, acts: BookActs, refused: (words: string) => void) {
    this.#book = book;
    this.#acts = acts;
    this.#refused = refused;
    this.#pile = new UndoPile(acts);
    book.listen((change) => {
      if (change.kind === "cells" && !this.#isWriting) this.#pile.clear();
    });
  }

  /** What is edited in a cell: its formula, or its value as it would be typed. */
  inputAt(spot: Spot): string {
    const cell = this.#book.active.at(spot.r, spot.c);
    return cell?.f ?? String(cell?.v ?? "");
  }

  /** Types into one cell, if the rule of the cell allows it. */
  async enter(spot: Spot, text: string): Promise<boolean> {
    const sheet = this.#book.active;
    const refusal = refusalOf({ book: this.#book, sheet }, spot, text);
    if (refusal !== undefined) {
      this.#refused(refusal);
      return false;
    }
    return text === this.inputAt(spot) || this.write(zoneOf(spot), [[text]]);
  }

  write(zone: Zone, values: readonly (readonly string[])[]): Promise<boolean> {
    return this.#try(zone, (sheet) => this.#acts.edit(sheet, zone, values));
  }

  clear(zone: Zone): Promise<boolean> {
    return this.#try(zone, (sheet) => this.#acts.clear(sheet, zone));
  }

  async undo(): Promise<void> {
    await this.#alone(() => this.#pile.undo());
  }

  async #try(zone: Zone, work: (sheet: Sheet) => Promise<void>): Promise<boolean> {
    const sheet = this.#book.active;
    this.#pile.remember(sheet, zone);
    try {
      await this.#alone(() => work(sheet));
      return true;
    } catch (error) {
      this.#pile.forget();
      this.#refused(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** What is written meanwhile is this person's own. */
  async #alone(work: () => Promise<void>): Promise<void> {
    this.#isWriting = true;
    try {
      await work();
    } finally {
      this.#isWriting = false;
    }
  }
}
