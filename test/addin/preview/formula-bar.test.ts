// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { FormulaBar, type FormulaBarEvents } from "../../../addin/preview/formula-bar.ts";
import { placeNamed } from "../../../addin/preview/go-to.ts";
import { startWithEmptyPage } from "./empty-page.ts";
import { fillDeductions, openBook, zoneOf } from "./grid/book.ts";

startWithEmptyPage();

const openFormulaBar = () => {
  const enter = vi.fn<FormulaBarEvents["enter"]>().mockResolvedValue(true);
  const leave = vi.fn<FormulaBarEvents["leave"]>();
  const goTo = vi.fn<FormulaBarEvents["goTo"]>((text) => text === "C2");
  const bar = new FormulaBar({ goTo, enter, leave, typed: () => undefined });
  document.body.append(bar.element);
  bar.show("B3", "12000");
  return { bar, enter, leave, goTo, field: screen.getByLabelText("Formula bar") };
};

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
