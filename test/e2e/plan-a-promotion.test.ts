import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../shared/day.ts";
import { getPromotions, type Preview, SOON } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";

// The tenth of last month: its books are still open, and no test day is the last of its month.
const lastMonth = addDays(`${new Date().toISOString().slice(0, 7)}-01`, -1).slice(0, 7);
const today = `${lastMonth}-10`;
const firstDay = addDays(today, 2);
/** Noon in Chicago. */
const noon = (on: string) => new Date(`${on}T18:00:00Z`);

let stage: Stage;
let planner: Preview;
beforeAll(async () => {
  stage = await openStage();
  await stage.setNow(noon(today));
  planner = await stage.openPreview({ width: 1800, height: 900 });
  await planner.signIn("planner");
  await getPromotions(planner);
}, 300_000);
afterAll(() => stage?.close());

const NAME = "Spring TPR, Crackers";
const promotion = () => planner.table("tblPromotions").row({ Name: NAME });
const fund = () => planner.table("tblFunds").row({ "Fund #": "F-1002" });
const left = async () => Number((await fund())["Available"]?.replaceAll(",", ""));
const accruals = async () =>
  (await stage.journalFiles()).filter(({ kind }) => kind !== "SETTLEMENT");

/** Signs in beside the planner, decides what waits on Home, and goes away. */
async function approve({ told, change }: { told: RegExp[]; change?: RegExp }): Promise<void> {
  const approver = await stage.openPreview();
  await approver.signIn("approver");
  const card = approver.pane.getByRole("listitem").filter({ hasText: NAME });
  await card.waitFor();
  for (const words of told) await card.getByText(words).first().waitFor();
  if (change) {
    await card.getByRole("button", { name: "What changed" }).click();
    await card.getByText(change).waitFor();
  }
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  await card.waitFor({ state: "detached" });
  expect(approver.errors).toEqual([]);
  await approver.close();
}

async function submit(reason: string): Promise<void> {
  await planner.table("tblPromotions").selectCell({ like: { Name: NAME }, header: "Name" });
  await planner.ribbon("Submit");
  await planner.pane.getByLabel("Reason").fill(reason);
  await planner.pane.getByText("F-1002").first().waitFor();
  await planner.press(/^Submit/);
}

test("a planner types a promotion with three lines, and Publish says what it costs", async () => {
  const [promotions, lines] = [planner.table("tblPromotions"), planner.table("tblPromoLines")];
  expect(await promotions.choices({ like: { "Promo #": "P-1008" }, header: "Tactic" })).toEqual(
    expect.arrayContaining([expect.stringContaining("TPR")]),
  );

  await promotions.typeBelow("Promo #", [
    "new-1",
    NAME,
    "Kroger",
    "F-1002",
    "TPR",
    firstDay,
    firstDay,
  ]);
  await lines.typeBelow("Promo #", ["new-1", "HE-SEA-09", "", "", "", "0.30", "9600"]);
  await lines.typeBelow("Promo #", ["new-1", "HE-ROS-09", "", "", "", "0.3333", "1000", "1"]);
  await lines.typeBelow("Promo #", [
    "new-1",
    "Hearth Cheddar Crackers 8 oz",
    "",
    "",
    "",
    "0.50",
    "100",
    "20",
  ]);
  await planner.ribbon("Review");
  await planner.press("Publish 4");

  await planner.pane.getByText(/4 rows saved/).waitFor();
  // 0.30 x 9,600 + 0.3333 x 1,001 (333.6333, to the cent once) + 0.50 x 120
  await expect
    .poll(promotion, SOON)
    .toMatchObject({ Customer: "KROGER", "Planned spend": "3,273.63", Status: "Draft" });
  const number = (await promotion())["Promo #"];
  expect(number).toMatch(/^P-\d+$/);
  const mine = (await lines.rows()).filter((row) => row["Promo #"] === number);
  expect(mine.map((row) => row["Line spend"])).toEqual(["2,880.00", "333.63", "60.00"]);
}, 120_000);

test("submitted with a reason, it reserves its fund", async () => {
  const before = await left();

  await submit("Spring season");

  await expect.poll(promotion, SOON).toMatchObject({ Status: "Pending approval" });
  await expect.poll(left, SOON).toBeCloseTo(before - 3273.63, 2);
  expect(await fund()).toMatchObject({ Reserved: expect.stringMatching(/\d/) as string });
}, 60_000);

test("approved by somebody else from Home, its accrual is posted and the row shows it", async () => {
  await approve({ told: [/3,273\.63/, /Spring season/] });

  await expect.poll(accruals, SOON).toHaveLength(1);
  expect((await accruals())[0]?.entries).toMatchObject([
    { tag: "ACCRUAL", debitAccount: "4100", creditAccount: "2150", amount: "3273.63" },
  ]);
  await planner.table("tblPromotions").selectCell({ like: { Name: NAME }, header: "Name" });
  await planner.ribbon("Refresh");
  await expect
    .poll(promotion, SOON)
    .toMatchObject({ Status: "Approved", Accrued: "3,273.63", Accrual: "✓ Posted" });
}, 60_000);

test("a change of an approved promotion goes back for approval with its difference", async () => {
  const lines = planner.table("tblPromoLines");
  const number = (await promotion())["Promo #"] ?? "";
  await lines.type({ like: { "Promo #": number, SKU: "HE-SEA-09" }, header: "Base units" }, 10_000);
  await planner.ribbon("Publish");
  await planner.press("Publish 1");

  await planner.pane.getByText(/1 row saved/).waitFor();
  await expect
    .poll(promotion, SOON)
    .toMatchObject({ Status: "Pending approval", "Planned spend": "3,393.63" });
  await approve({ told: [/3,393\.63/], change: /HE-SEA-09.*9,?600.*10,?000/ });

  await expect.poll(accruals, SOON).toHaveLength(2);
  const raised = (await accruals()).find(({ kind }) => kind === "TRUE_UP");
  expect(raised?.entries).toMatchObject([{ amount: "120.00" }]);
}, 60_000);

test("on its first day it goes live by the clock", async () => {
  await stage.setNow(noon(firstDay));
  await stage.runChore("turn-promotions");
  await planner.table("tblPromotions").selectCell({ like: { Name: NAME }, header: "Name" });
  await planner.ribbon("Refresh");

  await expect.poll(promotion, SOON).toMatchObject({ Status: "Live", Accrued: "3,393.63" });
  expect((await promotion())["State"]).toContain("Read-only");
  expect(planner.errors).toEqual([]);
}, 60_000);
