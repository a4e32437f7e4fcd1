import { afterAll, beforeAll, expect, test } from "vitest";
import { promotionsByName, savePromotions } from "./plans.ts";
import { type Preview, SOON } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";
import type { Table } from "./table.ts";

let stage: Stage;
let preview: Preview;
let table: Table;
beforeAll(async () => {
  stage = await openStage();
  preview = await stage.openPreview({ width: 1800, height: 900 });
  table = preview.table("tblPromotions");
  await preview.signIn("planner");
}, 300_000);
afterAll(() => stage?.close());

const CRACKERS = "January BOGO, Crackers";
const BARS = "Holiday Scan-Back, Bars";

const edit = (address: string, values: unknown[][]) =>
  preview.page.evaluate(([at, typed]) => window.tradebookPreview?.edit("Sheet1", at, typed), [
    address,
    values,
  ] as const);
const cell = (address: string) =>
  preview.page.evaluate((at) => window.tradebookPreview?.cellText("Sheet1", at), address);

/** What somebody else saves of this promotion, in another program. */
async function another(name: string, changes: Record<string, string>): Promise<void> {
  const found = (await promotionsByName(stage)).get(name);
  if (!found) throw new Error(`there is no ${name}`);
  const { id, version } = found;
  await savePromotions(stage, [{ op: "update", id, version, changes }]);
}

const row = (number: string) => table.row({ "Promo #": number });

test("a table of promotions is added where the cursor is, on a sheet of one's own", async () => {
  await edit("A1:A3", [["My plans"], ["Share"], [0.5]]);
  await preview.page.evaluate(() => window.tradebookPreview?.select("Sheet1", "C6"));

  await preview.ribbon("Add table");
  await preview.pane.getByRole("radio", { name: "Promotions" }).check();
  await preview.pane.getByRole("radio", { name: "Where the cursor is" }).check();
  await preview.press("Start");

  await expect.poll(async () => (await table.rows()).length, SOON).toBe(12);
  expect(await table.place()).toMatchObject({ sheet: "Sheet1", left: 2 });
  expect(await cell("A1")).toBe("My plans");
  expect(await cell("A3")).toBe("0.5");
}, 60_000);

test("own columns, formulas, order and filter stay through a refresh", async () => {
  await table.addColumn("My half");
  const spend = (await table.place()).cellOf({ "Promo #": "P-1001" }, "Planned spend");
  await table.type({ like: { "Promo #": "P-1001" }, header: "My half" }, `=${spend}*$A$3`);
  await table.fillDown({ like: { "Promo #": "P-1001" }, header: "My half" }, 12);
  await table.sort("Name");
  await table.filter("Customer", ["KROGER"]);
  const order = (await table.rows()).map((each) => each["Promo #"]);
  await another(CRACKERS, { fixedCost: "500.00" });

  await table.selectCell({ like: { "Promo #": "P-1008" }, header: "Name" });
  await preview.ribbon("Refresh");

  await expect.poll(() => row("P-1008"), SOON).toMatchObject({ "Planned spend": "5,500.00" });
  expect(await row("P-1008")).toMatchObject({ "My half": "2750" });
  expect(await row("P-1001")).toMatchObject({ "My half": "5000" });
  expect((await table.rows()).map((each) => each["Promo #"])).toEqual(order);
  const shown = await table.visibleRows();
  expect(new Set(shown.map((each) => each["Customer"]))).toEqual(new Set(["KROGER"]));
  await table.filter("Customer", ["KROGER", "WALMART"]);
}, 60_000);

test("what two people changed is decided cell by cell, and only mine is sent", async () => {
  await table.type({ like: { "Promo #": "P-1008" }, header: "Note" }, "mine, kept");
  await table.type({ like: { "Promo #": "P-1007" }, header: "Note" }, "mine, given up");
  await another(CRACKERS, { note: "theirs" });
  await another(BARS, { note: "theirs, taken" });
  await table.selectCell({ like: { "Promo #": "P-1008" }, header: "Name" });
  await preview.ribbon("Refresh");
  await expect.poll(async () => (await row("P-1007"))["State"], SOON).toContain("Conflict");
  expect(await row("P-1007")).toMatchObject({ Note: "mine, given up" });

  await preview.ribbon("Review");
  const contested = preview.pane.getByRole("region", { name: "Conflict" }).getByRole("listitem");
  await contested.filter({ hasText: BARS }).getByRole("button", { name: "Take theirs" }).click();
  await expect.poll(async () => (await row("P-1007"))["Note"], SOON).toBe("theirs, taken");
  await contested.filter({ hasText: CRACKERS }).getByRole("button", { name: "Keep mine" }).click();
  await preview.press("Publish 1");

  await preview.pane.getByText("1 row saved").waitFor();
  const saved = await promotionsByName(stage);
  expect(saved.get(CRACKERS)?.note).toBe("mine, kept");
  expect(saved.get(BARS)?.note).toBe("theirs, taken");
  expect(preview.errors).toEqual([]);
}, 60_000);
