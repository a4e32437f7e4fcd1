import type { Stroke } from "./navigate.ts";

/** What a key asks of the grid. */
export type Command =
  | { readonly kind: "move"; readonly stroke: Stroke }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "edit" }
  | { readonly kind: "clear" }
  | { readonly kind: "openMenu" }
  | { readonly kind: "selectWhole"; readonly what: Whole }
  | { readonly kind: "undo" }
  | { readonly kind: "turnSheet"; readonly step: 1 | -1 };

/** What is selected at once: the rows or the columns of the selection, or the sheet. */
export type Whole = "rows" | "columns" | "sheet";

export type Key = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "isComposing"
>;

const MOVES = new Set([
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
  "PageUp",
  "PageDown",
  "Tab",
  "Enter",
]);

/** The command of a key pressed in the grid, or nothing when the browser or the page is to have it. */
export function commandOf(key: Key): Command | undefined {
  const ctrl = key.ctrlKey || key.metaKey;
  if (key.altKey) return key.key === "ArrowDown" ? { kind: "openMenu" } : undefined;
  if (ctrl) return withCtrl(key);
  if (MOVES.has(key.key)) {
    return { kind: "move", stroke: { key: key.key, ctrl: false, shift: key.shiftKey } };
  }
  return plain(key);
}

function withCtrl(key: Key): Command | undefined {
  switch (key.key) {
    case "a":
      return { kind: "selectWhole", what: "sheet" };
    case "z":
      return { kind: "undo" };
    case " ":
      return { kind: "selectWhole", what: "columns" };
    case "PageDown":
      return { kind: "turnSheet", step: 1 };
    case "PageUp":
      return { kind: "turnSheet", step: -1 };
    default:
      return MOVES.has(key.key) && key.key !== "Tab" && key.key !== "Enter"
        ? { kind: "move", stroke: { key: key.key, ctrl: true, shift: key.shiftKey } }
        : undefined;
  }
}

function plain(key: Key): Command | undefined {
  switch (key.key) {
    case "F2":
      return { kind: "edit" };
    case "Delete":
      return { kind: "clear" };
    case "Backspace":
      return { kind: "type", text: "" };
    case " ":
      return key.shiftKey ? { kind: "selectWhole", what: "rows" } : { kind: "type", text: " " };
    default:
      return /^.$/u.test(key.key) && !key.isComposing ? { kind: "type", text: key.key } : undefined;
  }
}
