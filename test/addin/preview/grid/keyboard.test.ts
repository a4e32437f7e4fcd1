import { expect, test } from "vitest";
import { commandOf, type Key } from "../../../../addin/preview/grid/keyboard.ts";

const key = (name: string, held: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...held,
});

test("a character begins typing", () => {
  expect(commandOf(key("7"))).toEqual({ kind: "type", text: "7" });
  expect(commandOf(key("€", { shiftKey: true }))).toEqual({ kind: "type", text: "€" });
});

test("a character of an unfinished composition does not", () => {
  expect(commandOf(key("a", { isComposing: true }))).toBeUndefined();
});

test("Ctrl and Cmd move alike", () => {
  const stroke = { key: "ArrowDown", ctrl: true, shift: false };

  expect(commandOf(key("ArrowDown", { ctrlKey: true }))).toEqual({ kind: "move", stroke });
  expect(commandOf(key("ArrowDown", { metaKey: true }))).toEqual({ kind: "move", stroke });
});

test("the browser keeps its own shortcuts", () => {
  expect(commandOf(key("c", { ctrlKey: true }))).toBeUndefined();
  expect(commandOf(key("Tab", { ctrlKey: true }))).toBeUndefined();
  expect(commandOf(key("F6"))).toBeUndefined();
  expect(commandOf(key("ArrowLeft", { altKey: true }))).toBeUndefined();
});

test("Alt and Down opens the list, F2 edits, Delete clears, Backspace empties", () => {
  expect(commandOf(key("ArrowDown", { altKey: true }))).toEqual({ kind: "openMenu" });
  expect(commandOf(key("F2"))).toEqual({ kind: "edit" });
  expect(commandOf(key("Delete"))).toEqual({ kind: "clear" });
  expect(commandOf(key("Backspace"))).toEqual({ kind: "type", text: "" });
});

test("Space selects whole rows with Shift and whole columns with Ctrl", () => {
  expect(commandOf(key(" ", { shiftKey: true }))).toEqual({ kind: "selectWhole", what: "rows" });
  expect(commandOf(key(" ", { ctrlKey: true }))).toEqual({ kind: "selectWhole", what: "columns" });
  expect(commandOf(key(" "))).toEqual({ kind: "type", text: " " });
});

test("Ctrl and PageDown turns to the next sheet", () => {
  expect(commandOf(key("PageDown", { ctrlKey: true }))).toEqual({ kind: "turnSheet", step: 1 });
});
