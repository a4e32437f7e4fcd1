import { elementOf } from "../element.ts";
import type { Box } from "./layout.ts";
import { Popup } from "./popup.ts";

export interface FilterMenu {
  readonly anchor: Box;
  readonly column: string;
  readonly texts: readonly string[];
  /** The texts now shown; null shows all. */
  readonly shown: readonly string[] | null;
  filter(texts: readonly string[] | null): void;
  order(isAscending: boolean): void;
  closed(): void;
}

/** The menu of a filter button: sort, search, and tick the values to show. */
export function openFilterMenu(menu: FilterMenu): Popup {
  const popup = new Popup(menu.anchor, `Filter ${menu.column}`, menu.closed);
  const { element } = popup;
  element.setAttribute("role", "dialog");
  element.classList.add("filter-menu");
  const act = (work: () => void) => () => {
    popup.close();
    work();
  };
  const boxes = menu.texts.map((text) => valueBox(text, menu.shown));
  const search = elementOf("input", {
    type: "search",
    placeholder: "Search",
    "aria-label": "Search values",
  });
  const apply = act(() => menu.filter(tickedOf(boxes)));
  search.addEventListener("input", () => showMatches(boxes, search.value));
  search.addEventListener("keydown", (event) => event.key === "Enter" && apply());
  const all = act(() => menu.filter(null));
  element.append(
    button("Sort A to Z", { act: act(() => menu.order(true)) }),
    button("Sort Z to A", { act: act(() => menu.order(false)) }),
    button(`Clear filter from ${menu.column}`, { act: all, isDisabled: menu.shown === null }),
    search,
    valuesElement(boxes),
    footElement(apply, () => popup.close()),
  );
  requestAnimationFrame(() => search.focus());
  return popup;
}

function valuesElement(boxes: readonly ValueBox[]): HTMLElement {
  const attributes = { class: "filter-values", role: "group", "aria-label": "Values to show" };
  return elementOf("div", attributes, allBox(boxes), ...boxes.map((box) => box.label));
}

function footElement(apply: () => void, cancel: () => void): HTMLElement {
  const first = button("Apply", { act: apply });
  first.classList.add("primary");
  return elementOf("div", { class: "filter-foot" }, first, button("Cancel", { act: cancel }));
}

interface ValueBox {
  readonly text: string;
  readonly label: HTMLLabelElement;
  readonly input: HTMLInputElement;
}

function valueBox(text: string, shown: readonly string[] | null): ValueBox {
  const input = elementOf("input", { type: "checkbox" });
  input.checked = shown === null || shown.includes(text);
  return { text, input, label: elementOf("label", {}, input, text === "" ? "(Blanks)" : text) };
}

function allBox(boxes: readonly ValueBox[]): HTMLLabelElement {
  const input = elementOf("input", { type: "checkbox" });
  const follow = () => {
    const ticked = boxes.filter((box) => box.input.checked).length;
    input.checked = ticked === boxes.length;
    input.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  for (const box of boxes) box.input.addEventListener("change", follow);
  input.addEventListener("change", () => {
    for (const box of boxes) if (!box.label.hidden) box.input.checked = input.checked;
  });
  follow();
  return elementOf("label", {}, input, "(Select all)");
}

function showMatches(boxes: readonly ValueBox[], search: string): void {
  for (const box of boxes)
    box.label.hidden = !box.text.toLowerCase().includes(search.toLowerCase());
}

/** A search narrows what is applied to what it found, as in Excel. All ticked is no filter. */
function tickedOf(boxes: readonly ValueBox[]): string[] | null {
  const ticked = boxes.filter((box) => box.input.checked && !box.label.hidden);
  return ticked.length === boxes.length ? null : ticked.map((box) => box.text);
}

interface ButtonSetting {
  readonly isDisabled?: boolean;
  act(): void;
}

function button(text: string, { act, isDisabled = false }: ButtonSetting): HTMLButtonElement {
  const element = elementOf("button", { type: "button" }, text);
  element.disabled = isDisabled;
  element.addEventListener("click", act);
  return element;
}
