// @vitest-environment jsdom
import { beforeAll, expect, test, vi } from "vitest";
import { pickZone } from "../../../../addin/preview/grid/navigate.ts";
import { Selector } from "../../../../addin/preview/grid/selector.ts";
import { Surface } from "../../../../addin/preview/grid/surface.ts";
import { fillDeductions, openBook, sheetOf, zoneOf } from "./book.ts";

beforeAll(() => {
  // jsdom lays nothing out and paints nothing.
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
    },
  );
  HTMLCanvasElement.prototype.getContext = () => null;
  Element.prototype.scrollTo = () => undefined;
});

function openSelector() {
  const { host, book, acts, sheet } = openBook(["Deductions", "Splits"]);
  fillDeductions(host);
  const selector: Selector = new Selector({ book, acts, surface: () => surface });
  const surface = new Surface(document.body, {
    book,
    conditionalStyle: acts.conditionalStyle,
    picked: () => selector.picked,
    hasList: () => false,
    drawn: () => undefined,
  });
  book.listen(() => selector.follow());
  return { host, book, sheet, selector, splits: sheetOf(host, "Splits") };
}

test("what a person selects is the workbook's selection", () => {
  const { book, selector } = openSelector();

  selector.pick(pickZone(zoneOf("B2:C3")));

  expect(book.selection).toMatchObject(zoneOf("B2:C3"));
});

test("what the add-in selects is taken over", () => {
  const { host, selector } = openSelector();

  host.userSelects("Deductions", "C2:C4");

  expect(selector.zone).toEqual(zoneOf("C2:C4"));
  expect(selector.picked.active).toEqual({ r: 1, c: 2 });
});

test("each sheet keeps its selection, with the cell that is typed into", () => {
  const { selector, book } = openSelector();
  selector.pick(pickZone(zoneOf("B2:C3")));
  selector.go({ key: "Tab", ctrl: false, shift: false });

  selector.turnSheet(1);
  const elsewhere = selector.zone;
  selector.turnSheet(-1);

  expect(book.active.name).toBe("Deductions");
  expect(elsewhere).toEqual(zoneOf("A1"));
  expect(selector.zone).toEqual(zoneOf("B2:C3"));
  expect(selector.picked.active).toEqual({ r: 1, c: 2 });
});

test("a header selects its whole column, and Shift extends it by columns", () => {
  const { selector } = openSelector();

  selector.pickHit({ part: "column", c: 1 });
  selector.extend({ part: "column", c: 3 });

  expect(selector.zone).toEqual(zoneOf("B:D"));
});

test("the corner selects the sheet and the active cell stays", () => {
  const { selector } = openSelector();
  selector.pick(pickZone(zoneOf("B2")));

  selector.pickHit({ part: "corner" });

  expect(selector.zone).toEqual(zoneOf("A:XFD"));
  expect(selector.picked.active).toEqual({ r: 1, c: 1 });
});

test("a right click within the selection keeps it, one beside it selects", () => {
  const { selector } = openSelector();
  selector.pick(pickZone(zoneOf("B2:C3")));

  selector.pickUnlessPicked({ part: "cell", r: 2, c: 1 });
  const within = selector.zone;
  selector.pickUnlessPicked({ part: "row", r: 2 });

  expect(within).toEqual(zoneOf("B2:C3"));
  expect(selector.zone).toEqual(zoneOf("3:3"));
});
