import { expect, test } from "vitest";
import { type Download, download, put } from "../../../../addin/taskpane/desk/get-data.ts";
import type { Claim } from "../../../../shared/finance/claim.ts";
import { memoryApi } from "../memory-api.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aClaim, aMe, aRefresh } from "../samples.ts";

const asOf = "2026-11-23T10:00:00.000Z";
const lists = { customers: [], products: [], tactics: [], people: [] };
const ready: Download = {
  tables: [{ table: "deductions", query: { onlyOpen: true }, rows: [], asOf }],
  lists,
  place: "sheet",
};

/** A workbook whose refresh leaves these rows unlisted, before a server that knows these claims. */
function deskLeaving(gone: string[], known: Claim[]) {
  const workbook = new MemoryWorkbook();
  workbook.write = () => Promise.resolve(aRefresh({ gone }));
  const claim = (id: string) => {
    const found = known.find((each) => each.id === id);
    return found ? Promise.resolve(found) : Promise.reject(new Error("not found"));
  };
  return { api: memoryApi({ claim }), workbook };
}

test("a row that was settled since shows how it ended, though the filter lists open ones only", async () => {
  const settled = aClaim({ id: "a", journalStatus: "POSTED", erpDocument: "4900001234" });
  const desk = deskLeaving(["a"], [settled]);

  await put(desk, ready, aMe());

  expect(desk.workbook.shown).toMatchObject([
    { id: "a", state: "posted", message: "Posted as ERP document 4900001234.", row: settled },
  ]);
});

test("a row that was never posted, or that nobody knows any more, stays not listed", async () => {
  const desk = deskLeaving(["a", "unknown"], [aClaim({ id: "a" })]);

  await put(desk, ready, aMe());

  expect(desk.workbook.shown).toEqual([]);
});

test("at most 200 of them are asked about", async () => {
  const gone = Array.from({ length: 250 }, (_, index) => `claim-${index}`);
  const known = gone.map((id) => aClaim({ id, journalStatus: "POSTED" }));
  const desk = deskLeaving(gone, known);

  await put(desk, ready, aMe());

  expect(desk.workbook.shown).toHaveLength(200);
});

test("funds come before promotions and these before their lines, and one list serves all", async () => {
  const workbook = new MemoryWorkbook();
  const desk = { api: memoryApi(), workbook };
  const progress: number[] = [];

  const got = await download(
    desk,
    { queries: { promoLines: {}, promotions: { status: "DRAFT" }, funds: {} }, place: "sheet" },
    { onProgress: ({ done }) => progress.push(done) },
  );
  await put(desk, got, aMe());

  expect(workbook.written.map(({ table }) => table)).toEqual(["funds", "promotions", "promoLines"]);
  expect(workbook.written[1]?.query).toEqual({ status: "DRAFT" });
});
