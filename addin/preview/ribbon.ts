import { elementOf } from "./element.ts";
import { Popup } from "./grid/popup.ts";
import type {
  RibbonAct,
  RibbonControl,
  RibbonFace,
  RibbonGroup,
  RibbonTab,
} from "./ribbon-manifest.ts";
import { makeStop, rove } from "./roving.ts";
import { explain } from "./tip.ts";

export interface RibbonEvents {
  act(act: RibbonAct): void;
}

/** Draws the tabs of the manifest as a toolbar. Groups that do not fit fold into a button, from the right. */
export function makeRibbon(tabs: readonly RibbonTab[], events: RibbonEvents): HTMLElement {
  const strip = elementOf("div", { class: "ribbon-strip", role: "toolbar" });
  const heads = elementOf("div", {
    class: "ribbon-tabs",
    role: "tablist",
    "aria-label": "Ribbon tabs",
  });
  strip.id = "ribbon-strip";
  const open = (tab: RibbonTab) => {
    strip.setAttribute("aria-label", `${tab.label} ribbon`);
    strip.replaceChildren(...tab.groups.map((group) => groupElement(group, events)));
    for (const head of heads.children) {
      head.setAttribute("aria-selected", String(head.id === `tab-${tab.id}`));
    }
    fold(strip);
    makeStop(strip);
  };
  heads.append(...tabs.map((tab) => tabElement(tab, () => open(tab))));
  rove(heads);
  rove(strip);
  makeStop(heads);
  new ResizeObserver(() => fold(strip)).observe(strip);
  if (tabs[0]) open(tabs[0]);
  return elementOf("section", { class: "ribbon", "aria-label": "Ribbon" }, heads, strip);
}

function tabElement(tab: RibbonTab, open: () => void): HTMLElement {
  const attributes = {
    type: "button",
    role: "tab",
    id: `tab-${tab.id}`,
    "aria-controls": "ribbon-strip",
  };
  const head = elementOf("button", attributes, tab.label);
  head.addEventListener("click", open);
  return head;
}

/** A group with few controls shows them large; a longer one stacks them in columns of three. */
function groupElement(group: RibbonGroup, events: RibbonEvents): HTMLElement {
  const isLarge = group.controls.length <= 2;
  const body = elementOf("div", { class: isLarge ? "ribbon-body large" : "ribbon-body" });
  for (const control of group.controls) {
    const element = controlElement(control, isLarge, events);
    body.append(element);
    if (control.tip.text !== "") explain(element, control.tip);
  }
  return elementOf(
    "div",
    { class: "ribbon-group", role: "group", "aria-label": group.label },
    body,
    foldedElement(group, events),
    elementOf("div", { class: "ribbon-caption", "aria-hidden": "true" }, group.label),
  );
}

function controlElement(
  control: RibbonControl,
  isLarge: boolean,
  events: RibbonEvents,
): HTMLElement {
  const button = elementOf(
    "button",
    { type: "button", id: control.id },
    ...pictureOf(control.icons, isLarge),
    elementOf("span", {}, control.label),
  );
  if (control.kind === "menu") return menuButton(button, control.items, events);
  button.addEventListener("click", () => events.act(control.act));
  return button;
}

/** The picture, with a bigger one for screens that have more pixels. */
function pictureOf({ small, large, huge }: RibbonFace["icons"], isLarge: boolean): HTMLElement[] {
  const source = isLarge ? large : small;
  if (source === "") return [];
  const [size, srcset] = isLarge
    ? ["32", `${localOf(large)} 1x, ${localOf(huge)} 2.5x`]
    : ["16", `${localOf(small)} 1x, ${localOf(large)} 2x`];
  return [elementOf("img", { src: localOf(source), srcset, alt: "", width: size, height: size })];
}

/** The manifest names the port it was written for; the pictures are on this page's own server. */
const localOf = (address: string): string => new URL(address, location.href).pathname;

function menuButton(
  button: HTMLButtonElement,
  items: readonly RibbonControl[],
  events: RibbonEvents,
): HTMLElement {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.append(elementOf("span", { class: "chevron", "aria-hidden": "true" }));
  button.addEventListener("click", () => openMenu(button, items, events));
  return button;
}

function openMenu(
  button: HTMLElement,
  items: readonly RibbonControl[],
  events: RibbonEvents,
): void {
  const popup = new Popup(button.getBoundingClientRect(), button.textContent ?? "Menu", () => {
    button.setAttribute("aria-expanded", "false");
    button.focus();
  });
  const { element } = popup;
  button.setAttribute("aria-expanded", "true");
  element.setAttribute("role", "menu");
  element.classList.add("ribbon-menu");
  for (const item of items) {
    const entry = controlElement({ ...item, id: `${item.id}-item` }, false, {
      act: (act) => {
        popup.close();
        events.act(act);
      },
    });
    entry.setAttribute("role", "menuitem");
    element.append(entry);
  }
  rove(element, true);
  requestAnimationFrame(() => element.querySelector("button")?.focus());
}

/** The button a group becomes when there is no room for it. */
function foldedElement(group: RibbonGroup, events: RibbonEvents): HTMLElement {
  const icons = group.icons.large === "" ? group.controls[0]?.icons : group.icons;
  const button = elementOf(
    "button",
    { type: "button", class: "ribbon-folded" },
    ...(icons ? pictureOf(icons, true) : []),
    elementOf("span", {}, group.label),
  );
  return menuButton(button, group.controls, events);
}

function fold(strip: HTMLElement): void {
  const groups = [...strip.children];
  for (const group of groups) group.classList.remove("folded");
  for (const group of groups.toReversed()) {
    if (strip.scrollWidth <= strip.clientWidth) return;
    group.classList.add("folded");
  }
}
