import { elementOf } from "./element.ts";

const STAYS = 9000;

/** Words for the person that need no answer. A new notice replaces the old one. */
export class Notice {
  readonly element = elementOf("div", { class: "notice", role: "alert" });
  readonly #words = elementOf("span");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const close = elementOf("button", {
      type: "button",
      class: "icon-button",
      "aria-label": "Dismiss",
    });
    close.append(elementOf("span", { class: "cross", "aria-hidden": "true" }));
    close.addEventListener("click", () => this.hide());
    this.element.append(this.#words, close);
    this.hide();
  }

  say(words: string): void {
    clearTimeout(this.#timer);
    this.#words.textContent = words;
    this.element.hidden = false;
    this.#timer = setTimeout(() => this.hide(), STAYS);
  }

  hide(): void {
    this.element.hidden = true;
  }
}
