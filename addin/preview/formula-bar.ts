import { elementOf } from "./element.ts";

export interface FormulaBarEvents {
  /** An address or a name was typed into the name box; false when there is no such place. */
  goTo(text: string): boolean;
  typed(text: string): void;
  /** Keeps the text in the active cell; false when it is refused. */
  enter(text: string): Promise<boolean>;
  /** Puts the keyboard back into the grid, and moves on by the key that ended typing. */
  leave(key?: KeyboardEvent): void;
}

/** The name box and the formula bar. */
export class FormulaBar {
  readonly element: HTMLElement;
  readonly #name = elementOf("input", {
    class: "name-box",
    "aria-label": "Name box",
    spellcheck: "false",
    autocomplete: "off",
  });
  readonly #formula = elementOf("input", {
    class: "formula",
    "aria-label": "Formula bar",
    spellcheck: "false",
    autocomplete: "off",
  });
  readonly #events: FormulaBarEvents;
  #kept = { name: "", formula: "" };

  constructor(events: FormulaBarEvents) {
    this.#events = events;
    const sign = elementOf("span", { class: "fx", "aria-hidden": "true" }, "fx");
    this.element = elementOf("div", { class: "formula-bar" }, this.#name, sign, this.#formula);
    this.#name.addEventListener("keydown", (event) => this.#nameKey(event));
    this.#name.addEventListener("focus", () => this.#name.select());
    this.#formula.addEventListener("input", () => events.typed(this.#formula.value));
    this.#formula.addEventListener("keydown", (event) => this.#formulaKey(event));
    this.#formula.addEventListener("blur", () => void this.#keep());
  }

  show(name: string, formula: string): void {
    this.#kept = { name, formula };
    if (document.activeElement !== this.#name) this.#name.value = name;
    if (document.activeElement !== this.#formula) this.#formula.value = formula;
  }

  /** Shows what is being typed into the cell. */
  follow(text: string): void {
    this.#formula.value = text;
  }

  #nameKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.#name.value = this.#kept.name;
      this.#events.leave();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.#events.goTo(this.#name.value)) this.#events.leave();
      else this.#name.select();
    }
  }

  #formulaKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.#formula.value = this.#kept.formula;
      this.#events.leave();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      void this.#enter(event);
    }
  }

  async #enter(event: KeyboardEvent): Promise<void> {
    const isKept = await this.#keep();
    if (isKept) this.#events.leave(event);
  }

  async #keep(): Promise<boolean> {
    const text = this.#formula.value;
    if (text === this.#kept.formula) return true;
    this.#kept = { ...this.#kept, formula: text };
    return this.#events.enter(text);
  }
}
