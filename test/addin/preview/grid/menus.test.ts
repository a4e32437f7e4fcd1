// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { openContextMenu } from "../../../../addin/preview/grid/context-menu.ts";
import { type FilterMenu, openFilterMenu } from "../../../../addin/preview/grid/filter-menu.ts";
import { type ListMenu, openListMenu } from "../../../../addin/preview/grid/list-menu.ts";
import { ANCHOR, startWithEmptyPage } from "../empty-page.ts";
import { fillDeductions, openBook, zoneOf } from "./book.ts";

startWithEmptyPage();

const openFilter = (shown: string[] | null = null) => {
  const filter = vi.fn<FilterMenu["filter"]>();
  const order = vi.fn<FilterMenu["order"]>();
  const closed = vi.fn<FilterMenu["closed"]>();
  const texts = ["", "005", "010"];
  openFilterMenu({ anchor: ANCHOR, column: "Reason", texts, shown, filter, order, closed });
  return { filter, order, closed };
};

const tick = (name: string) => fireEvent.click(screen.getByLabelText(name));

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

const openList = () => {
  const choose = vi.fn<ListMenu["choose"]>();
  const options = ["Scan-Back", "Display", "Feature"];
  const menu = { anchor: ANCHOR, label: "Values", options, chosen: "display", choose };
  openListMenu({ ...menu, closed: () => undefined });
  return { choose, list: screen.getByRole("listbox") };
};

const option = (name: string) => screen.getByRole("option", { name });

describe("the filter menu", () => {
  test("shows only what is ticked", () => {
    const { filter } = openFilter();

    tick("005");
    press("Apply");

    expect(filter).toHaveBeenCalledWith(["", "010"]);
  });

  test("everything ticked is no filter", () => {
    const { filter } = openFilter(["005"]);

    tick("(Select all)");
    press("Apply");

    expect(filter).toHaveBeenCalledWith(null);
  });

  test("a search narrows to what it found", () => {
    const { filter } = openFilter();

    fireEvent.input(screen.getByRole("searchbox"), { target: { value: "01" } });
    press("Apply");

    expect(filter).toHaveBeenCalledWith(["010"]);
  });

  test("a column without a filter has none to clear", () => {
    openFilter();

    expect(screen.getByRole("button", { name: /Clear filter/ })).toHaveProperty("disabled", true);
  });

  test("sorts, and closes", () => {
    const { order, closed } = openFilter();

    press("Sort Z to A");

    expect(order).toHaveBeenCalledWith(false);
    expect(closed).toHaveBeenCalledOnce();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("Esc changes nothing", () => {
    const { filter, closed } = openFilter();

    fireEvent.keyDown(screen.getByRole("searchbox"), { key: "Escape" });

    expect(filter).not.toHaveBeenCalled();
    expect(closed).toHaveBeenCalledOnce();
  });
});

describe("the list of a cell", () => {
  test("marks the value the cell has", () => {
    openList();

    expect(option("Display").getAttribute("aria-selected")).toBe("true");
    expect(option("Feature").getAttribute("aria-selected")).toBe("false");
  });

  test("arrows move and Enter chooses", () => {
    const { choose, list } = openList();

    option("Display").focus();
    fireEvent.keyDown(list, { key: "ArrowDown" });
    fireEvent.keyDown(list, { key: "Enter" });

    expect(choose).toHaveBeenCalledWith("Feature");
  });

  test("a first letter goes to its value", () => {
    const { list } = openList();

    option("Display").focus();
    fireEvent.keyDown(list, { key: "s" });

    expect(document.activeElement).toBe(option("Scan-Back"));
  });
});

const openMenu = (address: string) => {
  const { host, sheet, acts } = openBook();
  fillDeductions(host);
  const refused = vi.fn<(words: string) => void>();
  openContextMenu({
    sheet,
    zone: zoneOf(address),
    acts,
    anchor: ANCHOR,
    clear: () => undefined,
    refused,
    closed: () => undefined,
  });
  return { sheet, refused };
};
const choose = (name: string) => fireEvent.click(screen.getByRole("menuitem", { name }));

describe("the menu of a right click", () => {
  test("deletes the rows of the selection, and their table shrinks", () => {
    const { sheet } = openMenu("B2:B3");

    choose("Delete 2 rows");

    expect(sheet.at(1, 0)?.v).toBe("D-10");
  });

  test("inserts a row above", () => {
    const { sheet } = openMenu("A3");

    choose("Insert row above");

    expect(sheet.at(2, 0)?.v ?? "").toBe("");
    expect(sheet.at(3, 0)?.v).toBe("D-2");
  });

  test("hides columns", () => {
    const { sheet } = openMenu("B2");

    choose("Hide column");

    expect(sheet.isColumnHidden(1)).toBe(true);
  });

  test("whole columns have no rows to delete", () => {
    openMenu("B:B");

    expect(screen.getByRole("menuitem", { name: /^Delete/ })).toHaveProperty("disabled", true);
  });
});
