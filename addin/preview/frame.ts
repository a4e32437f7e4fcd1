import { elementOf } from "./element.ts";

export interface PaneEvents {
  /** The person closed the pane or opened it. */
  shown(isVisible: boolean): void;
  /** The keyboard came into the frame, which has to give it to one of its controls. */
  entered(): void;
}

export interface PaneContent {
  readonly title: string;
  readonly address: string;
  readonly windowName: string;
}

const NARROWEST = 320;
const STEP = 20;

/** The task pane: the add-in's page in a frame that stays loaded while it is closed, as a shared runtime does. */
export class Pane {
  readonly element: HTMLElement;
  readonly frame: HTMLIFrameElement;
  readonly #splitter: HTMLElement;
  readonly #events: PaneEvents;
  #width = 320;

  /** The name of the frame is how the add-in's library finds its host; it has to be there before the page. */
  constructor({ title, address, windowName }: PaneContent, events: PaneEvents) {
    this.#events = events;
    this.frame = elementOf("iframe", {
      title,
      class: "pane-frame",
      name: windowName,
      src: address,
    });
    this.#splitter = elementOf("div", {
      class: "splitter",
      role: "separator",
      tabindex: "0",
      "aria-orientation": "vertical",
      "aria-label": "Width of the task pane",
      "aria-valuemin": String(NARROWEST),
    });
    const close = elementOf("button", {
      type: "button",
      class: "icon-button",
      "aria-label": "Close the task pane",
    });
    close.append(elementOf("span", { class: "cross", "aria-hidden": "true" }));
    close.addEventListener("click", () => this.show(false));
    const head = elementOf("div", { class: "pane-head" }, elementOf("h2", {}, title), close);
    this.element = elementOf(
      "aside",
      { class: "pane", "aria-label": `${title} task pane` },
      this.#splitter,
      head,
      this.frame,
    );
    this.#listen();
    this.#resize(this.#width);
  }

  get isVisible(): boolean {
    return !this.element.hidden;
  }

  show(isVisible: boolean): void {
    if (isVisible === this.isVisible) return;
    this.element.hidden = !isVisible;
    this.#events.shown(isVisible);
  }

  /** The last stop before the frame. */
  focusHead(): void {
    this.element.querySelector("button")?.focus();
  }

  focus(): void {
    this.frame.focus();
    this.frame.contentWindow?.focus();
    this.#events.entered();
  }

  /** The widest that leaves a usable sheet. */
  get #widest(): number {
    return Math.max(NARROWEST, Math.round(innerWidth * 0.6));
  }

  #resize(width: number): void {
    this.#width = Math.min(this.#widest, Math.max(NARROWEST, width));
    this.element.style.setProperty("--pane-width", `${this.#width}px`);
    this.#splitter.setAttribute("aria-valuenow", String(this.#width));
    this.#splitter.setAttribute("aria-valuemax", String(this.#widest));
  }

  #listen(): void {
    this.#splitter.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#resize(this.#width + step);
    });
    this.#splitter.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.#splitter.setPointerCapture(event.pointerId);
      this.element.classList.add("resizing");
    });
    this.#splitter.addEventListener("pointermove", (event) => {
      if (!this.#splitter.hasPointerCapture(event.pointerId)) return;
      this.#resize(this.element.getBoundingClientRect().right - event.clientX);
    });
    this.#splitter.addEventListener("pointerup", () => this.element.classList.remove("resizing"));
    addEventListener("resize", () => this.#resize(this.#width));
  }
}
