import type { Box } from "./layout.ts";
import { Popup } from "./popup.ts";

export interface ListMenu {
  readonly anchor: Box;
  readonly label: string;
  readonly options: readonly string[];
  readonly chosen: string;
  choose(option: string): void;
  closed(): void;
}

/** The list of a cell: arrows and first letters move, Enter chooses. */
export function openListMenu(menu: ListMenu): Popup {
  const popup = new Popup(menu.anchor, menu.label, menu.closed);
  const list = popup.element;
  list.setAttribute("role", "listbox");
  list.classList.add("list-menu");
  list.style.minWidth = `${Math.max(120, menu.anchor.width)}px`;
  list.tabIndex = -1;
  const choose = (option: string) => {
    popup.close();
    menu.choose(option);
  };
  list.append(...menu.options.map((option, at) => optionElement(option, { at, menu, choose })));
  list.addEventListener("keydown", (event) => steer(list, event, choose));
  const first = list.querySelector<HTMLElement>("[aria-selected=true]") ?? list.firstElementChild;
  requestAnimationFrame(() => first instanceof HTMLElement && first.focus());
  return popup;
}

interface OptionSetting {
  readonly at: number;
  readonly menu: ListMenu;
  choose(option: string): void;
}

function optionElement(text: string, { at, menu, choose }: OptionSetting): HTMLElement {
  const option = document.createElement("div");
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", String(text.toLowerCase() === menu.chosen.toLowerCase()));
  option.setAttribute("aria-posinset", String(at + 1));
  option.tabIndex = -1;
  option.textContent = text;
  option.addEventListener("click", () => choose(text));
  option.addEventListener("pointermove", () => option.focus());
  return option;
}

function steer(list: HTMLElement, event: KeyboardEvent, choose: (option: string) => void): void {
  const options = [...list.querySelectorAll<HTMLElement>("[role=option]")];
  const at = options.findIndex((option) => option === document.activeElement);
  if (event.key === "Enter" || event.key === "Tab" || event.key === " ") {
    event.preventDefault();
    const option = options[at]?.textContent;
    if (option) choose(option);
    return;
  }
  const to = targetOf(event.key, at, options);
  if (to === undefined) return;
  event.preventDefault();
  options[to]?.focus();
}

function targetOf(key: string, at: number, options: readonly HTMLElement[]): number | undefined {
  const last = options.length - 1;
  const jumps: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(last, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: last,
  };
  if (key in jumps) return jumps[key];
  if (key.length !== 1) return undefined;
  const order = options.map((_, step) => (at + 1 + step) % options.length);
  return order.find((index) =>
    options[index]?.textContent?.toLowerCase().startsWith(key.toLowerCase()),
  );
}
