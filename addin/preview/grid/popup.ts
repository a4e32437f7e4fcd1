import type { Box } from "./layout.ts";

/** A small panel over the grid. It closes on Esc, on a click beside it and when the window changes. */
export class Popup {
  readonly element = document.createElement("div");
  readonly #closed: () => void;
  readonly #onPointer = (event: Event): void => {
    if (event.target instanceof Node && !this.element.contains(event.target)) this.close();
  };
  readonly #onResize = (): void => this.close();

  constructor(anchor: Box, label: string, closed: () => void) {
    this.#closed = closed;
    this.element.className = "popup";
    this.element.setAttribute("aria-label", label);
    this.element.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
    document.body.append(this.element);
    addEventListener("pointerdown", this.#onPointer, true);
    addEventListener("resize", this.#onResize);
    requestAnimationFrame(() => this.#place(anchor));
  }

  close(): void {
    if (!this.element.isConnected) return;
    this.element.remove();
    removeEventListener("pointerdown", this.#onPointer, true);
    removeEventListener("resize", this.#onResize);
    this.#closed();
  }

  /** Below its anchor, or above it where there is no room, and never beyond the window. */
  #place(anchor: Box): void {
    const { offsetWidth, offsetHeight } = this.element;
    const below = anchor.y + anchor.height;
    const isAbove = below + offsetHeight > innerHeight && anchor.y > offsetHeight;
    const x = Math.max(4, Math.min(anchor.x, innerWidth - offsetWidth - 4));
    const y = isAbove ? anchor.y - offsetHeight : Math.min(below, innerHeight - offsetHeight - 4);
    Object.assign(this.element.style, { left: `${x}px`, top: `${Math.max(4, y)}px` });
  }
}
