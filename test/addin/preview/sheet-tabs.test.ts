// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import type { Sheet } from "../../../addin/preview/host/model.ts";
import { SheetTabs } from "../../../addin/preview/sheet-tabs.ts";
import { startWithEmptyPage } from "./empty-page.ts";
import { openBook } from "./grid/book.ts";

startWithEmptyPage();

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
