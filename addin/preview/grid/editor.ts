import type { Box } from "./layout.ts";
import type { Look } from "./look.ts";

/** How a text is being edited: typed over ("enter", arrows leave) or changed within ("edit", arrows move the caret). */
export type EditMode = "enter" | "edit";

export interface Editing {
  readonly box: Box;
  readonly text: string;
  readonly mode: EditMode;
  readonly look: Look;
  readonly label: string;
}

export interface EditorEvents {
  /** The key that ended editing tells where the selection goes next. */
  commit(text: string, key: KeyboardEvent | undefined): void;
  cancel(): void;
  changed(text: string): void;
}

const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** The text field over the cell that is being edited. */
export class CellEditor {
  readonly #field = document.createElement("textarea");
  readonly #events: EditorEvents;
  #mode: EditMode = "enter";
  #isOpen = false;

  constructor(parent: HTMLElement, events: EditorEvents) {
    this.#events = events;
    this.#field.className = "cell-editor";
    this.#field.hidden = true;
    this.#field.rows = 1;
    this.#field.spellcheck = false;
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("input", () => {
      this.#grow();
      this.#events.changed(this.#field.value);
    });
    this.#field.addEventListener("blur", () => this.finish());
    parent.append(this.#field);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open({ box, text, mode, look, label }: Editing): void {
    this.#mode = mode;
    this.#isOpen = true;
    this.#field.value = text;
    this.#field.setAttribute("aria-label", label);
    this.#field.hidden = false;
    this.moveTo(box);
    Object.assign(this.#field.style, {
      minWidth: `${box.width + 1}px`,
      minHeight: `${box.height + 1}px`,
      font: look.font,
      lineHeight: `${box.height - 3}px`,
      textAlign: mode === "enter" ? "left" : look.align,
    });
    this.#grow();
    this.#field.focus();
    this.#field.setSelectionRange(text.length, text.length);
  }

  /** Stays on its cell while the sheet scrolls, and goes out of sight with it. */
  moveTo({ x, y, width, height }: Box): void {
    const isSeen = width > 0 && height > 0;
    Object.assign(this.#field.style, {
      left: `${x - 1}px`,
      top: `${y - 1}px`,
      opacity: isSeen ? "1" : "0",
    });
  }

  /** Takes over what is typed in the formula bar meanwhile. */
  follow(text: string): void {
    this.#field.value = text;
    this.#grow();
  }

  /** Ends editing by keeping the text, as leaving the cell does. */
  finish(): void {
    this.#commit(undefined);
  }

  close(): void {
    this.#isOpen = false;
    this.#field.hidden = true;
  }

  #commit(key: KeyboardEvent | undefined): void {
    if (!this.#isOpen) return;
    this.close();
    this.#events.commit(this.#field.value, key);
  }

  #key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
      this.#events.cancel();
    } else if (event.key === "Enter" && event.altKey) {
      event.preventDefault();
      this.#field.setRangeText("\n", this.#field.selectionStart, this.#field.selectionEnd, "end");
      this.#grow();
    } else if (this.#leaves(event)) {
      event.preventDefault();
      this.#commit(event);
    } else if (event.key === "F2") {
      this.#mode = this.#mode === "enter" ? "edit" : "enter";
    }
  }

  #leaves(event: KeyboardEvent): boolean {
    if (event.key === "Enter" || event.key === "Tab") return !event.isComposing;
    return this.#mode === "enter" && ARROWS.has(event.key);
  }

  #grow(): void {
    this.#field.style.width = "0";
    this.#field.style.height = "0";
    this.#field.style.width = `${this.#field.scrollWidth + 8}px`;
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }
}
