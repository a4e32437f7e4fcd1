// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { FormulaBar, type FormulaBarEvents } from "../../../../addin/preview/formula-bar.ts";
import { placeNamed } from "../../../../addin/preview/go-to.ts";
import { openContextMenu } from "../../../../addin/preview/grid/context-menu.ts";
import { type FilterMenu, openFilterMenu } from "../../../../addin/preview/grid/filter-menu.ts";
import { type ListMenu, openListMenu } from "../../../../addin/preview/grid/list-menu.ts";
import type { Sheet } from "../../../../addin/preview/host/model.ts";
import { makeRibbon, type RibbonEvents } from "../../../../addin/preview/ribbon.ts";
import type { RibbonTab } from "../../../../addin/preview/ribbon-manifest.ts";
import { SheetTabs } from "../../../../addin/preview/sheet-tabs.ts";
import { fillDeductions, openBook, zoneOf } from "./book.ts";

const ANCHOR = { x: 10, y: 10, width: 80, height: 20 };

beforeEach(() => {
  document.body.replaceChildren();
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
    },
  );
});

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

const openFormulaBar = () => {
  const enter = vi.fn<FormulaBarEvents["enter"]>().mockResolvedValue(true);
  const leave = vi.fn<FormulaBarEvents["leave"]>();
  const goTo = vi.fn<FormulaBarEvents["goTo"]>((text) => text === "C2");
  const bar = new FormulaBar({ goTo, enter, leave, typed: () => undefined });
  document.body.append(bar.element);
  bar.show("B3", "12000");
  return { bar, enter, leave, goTo, field: screen.getByLabelText("Formula bar") };
};

const run = (functionName: string) => ({ kind: "run", functionName }) as const;

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

describe("the formula bar", () => {
  test("Enter keeps the text and moves on", async () => {
    const { field, enter, leave } = openFormulaBar();

    fireEvent.input(field, { target: { value: "10000" } });
    fireEvent.keyDown(field, { key: "Enter" });
    await vi.waitFor(() => expect(leave).toHaveBeenCalledOnce());

    expect(enter).toHaveBeenCalledWith("10000");
  });

  test("Esc gives the old text back", () => {
    const { field, enter } = openFormulaBar();

    fireEvent.input(field, { target: { value: "10000" } });
    fireEvent.keyDown(field, { key: "Escape" });

    expect(field).toHaveProperty("value", "12000");
    expect(enter).not.toHaveBeenCalled();
  });

  test("the name box goes to an address and stays when there is none", () => {
    const { leave, goTo } = openFormulaBar();
    const name = screen.getByLabelText("Name box");

    fireEvent.input(name, { target: { value: "nowhere" } });
    fireEvent.keyDown(name, { key: "Enter" });
    const leftForNothing = leave.mock.calls.length;
    fireEvent.input(name, { target: { value: "C2" } });
    fireEvent.keyDown(name, { key: "Enter" });

    expect(goTo.mock.calls).toEqual([["nowhere"], ["C2"]]);
    expect(leftForNothing).toBe(0);
    expect(leave).toHaveBeenCalledOnce();
  });
});

test("the name box finds addresses, tables and names, on visible sheets only", () => {
  const { host, book, sheet } = openBook(["Deductions", "_TPM_Meta"]);
  fillDeductions(host);
  host.userDoes((workbook) => {
    workbook.worksheets.getItem("_TPM_Meta").visibility = "VeryHidden";
    workbook.names.add("open", workbook.worksheets.getItem("Deductions").getRange("C2:C4"));
  });

  expect(placeNamed(book, "c3")).toMatchObject({ sheet, z: zoneOf("C3") });
  expect(placeNamed(book, "Deductions!A1:B2")?.z).toMatchObject(zoneOf("A1:B2"));
  expect(placeNamed(book, "TBLDEDUCTIONS")?.z).toEqual(zoneOf("A1:C4"));
  expect(placeNamed(book, "Open")?.z).toEqual(zoneOf("C2:C4"));
  expect(placeNamed(book, "_TPM_Meta!A1")).toBeUndefined();
  expect(placeNamed(book, "nothing of the kind")).toBeUndefined();
});

describe("the sheet tabs", () => {
  test("hidden sheets have no tab, and the active one is marked", () => {
    const { host, book } = openBook(["Home", "Deductions", "_TPM_Base"]);
    host.userDoes((workbook) => {
      workbook.worksheets.getItem("_TPM_Base").visibility = "VeryHidden";
      workbook.worksheets.getItem("Deductions").activate();
    });

    const tabs = new SheetTabs(book, () => undefined);
    document.body.append(tabs.element);
    tabs.show();

    expect(screen.getAllByRole("tab").map((tab) => tab.textContent)).toEqual([
      "Home",
      "Deductions",
    ]);
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Deductions");
  });

  test("a click brings a sheet to the front", () => {
    const { book } = openBook(["Home", "Deductions"]);
    const activate = vi.fn<(sheet: Sheet) => void>();
    const tabs = new SheetTabs(book, activate);
    document.body.append(tabs.element);
    tabs.show();

    fireEvent.click(screen.getByRole("tab", { name: "Deductions" }));

    expect(activate).toHaveBeenCalledWith(book.sheet("Deductions"));
  });
});

describe("the ribbon", () => {
  const icons = { small: "", large: "", huge: "" };
  const face = (id: string) => ({ id, label: id, icons, tip: { title: id, text: `${id} it.` } });
  const TABS: RibbonTab[] = [
    {
      id: "TPM",
      label: "TPM",
      groups: [
        {
          id: "G",
          label: "Edit",
          icons,
          controls: [
            { ...face("Publish"), kind: "button", act: run("publish") },
            {
              ...face("Discard"),
              kind: "menu",
              items: [{ ...face("Row"), kind: "button", act: run("discardRow") }],
            },
          ],
        },
      ],
    },
  ];
  const show = () => {
    const act = vi.fn<RibbonEvents["act"]>();
    document.body.append(makeRibbon(TABS, { act }));
    return act;
  };

  test("a button runs its function", () => {
    const act = show();

    fireEvent.click(screen.getByRole("button", { name: "Publish" }));

    expect(act).toHaveBeenCalledWith({ kind: "run", functionName: "publish" });
  });

  test("a menu opens its items, and a click on one runs it and closes the menu", () => {
    const act = show();

    fireEvent.click(screen.getByRole("button", { name: "Discard" }));
    fireEvent.click(screen.getByRole("menuitem", { name: "Row" }));

    expect(act).toHaveBeenCalledWith({ kind: "run", functionName: "discardRow" });
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("a control is described by its explanation", () => {
    show();

    const described = screen.getByRole("button", { name: "Publish", description: "Publish it." });

    expect(described.id).toBe("Publish");
  });

  test("one control of the toolbar is in the tab order", () => {
    show();

    const stops = [...screen.getByRole("toolbar").querySelectorAll("button")].filter(
      (button) => button.tabIndex === 0,
    );

    expect(stops.map((stop) => stop.id)).toEqual(["Publish"]);
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
