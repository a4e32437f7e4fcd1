// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { describe, expect, test } from "vitest";
import { aPromotion, planData } from "../planning.ts";
import { planningBook } from "./planning-book.ts";

const book = planningBook();

describe("deleting", () => {
  test("marks and strikes the row, publishes as a deletion, and empties the row afterwards", async () => {
    await book.workbook.markDeleted("promotions", [aPromotion(2).id], true);
    const state = book.promos.value("State", 2);
    const { edited } = await book.review();

    await book.workbook.showOutcomes("promotions", [
      { id: aPromotion(2).id, state: "deleted", message: "", row: null },
    ]);

    expect(state).toBe("⌫ Delete");
    expect(edited).toMatchObject([
      { op: "delete", id: aPromotion(2).id, version: 1, changes: {}, problems: [] },
    ]);
    expect(book.promos.value("State", 2)).toBe("✓ Deleted");
    expect(book.promos.value("Name ✎★", 2)).toBe("");
    expect(await book.workbook.diff("promotions")).toMatchObject({
      edited: [],
      missing: [],
      rows: 1,
    });
  });

  test("strikes the whole row out and tints its State, in Excel's own conditional formats", async () => {
    await book.workbook.markDeleted("promotions", [aPromotion(2).id], true);

    const styleOf = (header: string, row: number) =>
      book.host.conditionalStyle(book.promos.sheet(), 3 + row, book.promos.column(header));
    expect(styleOf("Note ✎", 2)).toMatchObject({ "font.strikethrough": true });
    expect(styleOf("State", 2)).toMatchObject({ "fill.color": "#F3E3E3" });
    expect(styleOf("Note ✎", 1)).toBeNull();
  });

  test("is taken back, by itself or by a discard", async () => {
    await book.workbook.markDeleted("promotions", [aPromotion(1).id, aPromotion(2).id], true);

    await book.workbook.markDeleted("promotions", [aPromotion(1).id], false);
    await book.workbook.discard("promotions", "all");

    expect([book.promos.value("State", 1), book.promos.value("State", 2)]).toStrictEqual(["", ""]);
    expect((await book.workbook.diff("promotions")).edited).toStrictEqual([]);
  });

  test("stays marked over a refresh, which tells what changed since", async () => {
    await book.workbook.markDeleted("promotions", [aPromotion(1).id], true);

    await book.workbook.write(
      planData("promotions", [aPromotion(1, { name: "Renamed", version: 2 }), aPromotion(2)]),
    );

    expect(book.promos.value("State", 1)).toBe("⌫ Delete");
    expect(book.promos.value("Message", 1)).toMatch(/^Changed in Tradebook since: Name/);
    expect((await book.workbook.diff("promotions")).edited).toMatchObject([
      { op: "delete", version: 2 },
    ]);
  });

  test("of a row in the sheet only is told as missing, and deletes nothing", async () => {
    book.host.userDoes(({ worksheets }) =>
      worksheets.getItem("Promotions").getRange("6:6").delete("Up"),
    );

    expect(await book.review()).toMatchObject({
      edited: [],
      missing: [{ label: "P-1002 · Summer 2" }],
    });
  });

  test("of a row that only the sheet knows empties it", async () => {
    book.typePromotion(3);
    const id = (await book.review()).edited[0]?.id ?? "";

    await book.workbook.markDeleted("promotions", [id], true);

    expect(await book.workbook.diff("promotions")).toMatchObject({ edited: [], rows: 2 });
  });
});

describe("a conflict", () => {
  test("keeps what the field was before both, over any number of refreshes", async () => {
    await changeBoth();
    const again = aPromotion(1, { name: "Theirs too", note: "their note", version: 3 });
    await book.workbook.write(planData("promotions", [again, aPromotion(2)]));

    expect((await book.workbook.diff("promotions")).edited[0]?.conflicts).toStrictEqual([
      { field: "name", header: "Name", base: "Summer 1", mine: "Mine", theirs: "Theirs too" },
      { field: "note", header: "Note", base: "", mine: "my note", theirs: "their note" },
    ]);
  });

  test("is decided field by field, and State follows", async () => {
    await changeBoth();
    const { id } = aPromotion(1);

    await book.workbook.resolve("promotions", [{ id, field: "name", take: "theirs" }]);
    const half = [book.promos.value("State", 1), book.promos.value("Name ✎★", 1)];
    await book.workbook.resolve("promotions", [{ id, field: "note", take: "mine" }]);

    expect(half).toStrictEqual(["⇄ Conflict", "Theirs"]);
    expect(book.promos.value("State", 1)).toBe("✎ Edited");
    expect((await book.workbook.diff("promotions")).edited).toMatchObject([
      { version: 2, conflicts: [], changes: { note: "my note" } },
    ]);
  });

  test("whose every field takes theirs leaves a clean row", async () => {
    await changeBoth();
    const { id } = aPromotion(1);

    await book.workbook.resolve("promotions", [
      { id, field: "name", take: "theirs" },
      { id, field: "note", take: "theirs" },
    ]);

    expect([book.promos.value("State", 1), book.promos.value("Message", 1)]).toStrictEqual([
      "",
      "",
    ]);
    expect((await book.workbook.diff("promotions")).edited).toStrictEqual([]);
  });
});

/** The user and somebody else change the same two fields. */
async function changeBoth(): Promise<void> {
  book.promos.type("Name ✎★", 1, "Mine");
  book.promos.type("Note ✎", 1, "my note");
  const theirs = aPromotion(1, { name: "Theirs", note: "their note", version: 2 });
  await book.workbook.write(planData("promotions", [theirs, aPromotion(2)]));
}
