import { expect } from "vitest";
import { day, makePromotions, promotionsByName, savePromotions } from "./plans.ts";
import { getPromotions, heading, type Preview, SOON } from "./preview.ts";
import type { Stage } from "./stage.ts";
import type { Visit } from "./views.ts";

const promotions = (preview: Preview) => preview.table("tblPromotions");
const numbered = (number: string) => ({ "Promo #": number });

/** Every view of a person who plans, in an order in which each has something to show. */
export const PLANNER_VIEWS: readonly Visit[] = [
  ["Home of an empty workbook of planning", (preview) => preview.signIn("planner")],
  ["Add table", (preview) => preview.ribbon("Add table")],
  ["Get data", getPromotions],
  ["Get data, filters", (preview) => preview.menu("Get data")],
  ["Home of a planner", (preview) => preview.menu("Home")],
  ["Promotion without a selection", promotionOf()],
  ["Promotion", promotionOf("P-1007")],
  ["Promotions", promotionOf("P-1007", 3)],
  ["Copy promotion", pressOn("P-1007", "Copy promotion")],
  ["Submit", pressOn("P-1008", "Submit")],
  ["Submitted", submit],
  ["Cancel", cancel],
  ["Approve one's own", pressOn("P-1008", "Approve")],
  ["Fund", fundOf("F-1002")],
  ["History", historyOf],
  ["Review of plans", reviewPlans],
  ["Validate", (preview) => preview.ribbon("Validate")],
  ["Result of plans", publishPlans],
  ["Activity", (preview) => preview.ribbon("Undo publish")],
  ["Calendar", drawCalendar],
  ["Fund chart", drawFundChart],
  ["Deleted row", pressOn("P-1008", "Delete row")],
];

/** What waits for a second person. */
export const APPROVER_VIEWS: readonly Visit[] = [
  ["Home of an approver", (preview) => preview.signIn("approver")],
  ["What changed", (preview) => pressFirst(preview, "What changed")],
  ["Reject", (preview) => pressFirst(preview, "Reject")],
  ["Promotion of an approver", (preview) => pressFirst(preview, "Open")],
];

/** Who keeps the funds and closes. */
export const CONTROLLER_VIEWS: readonly Visit[] = [
  ["Home of an empty workbook of a controller", (preview) => preview.signIn("controller")],
  ["Get data of a controller", getPromotions],
  ["Fund of a controller", fundOf("F-1001")],
  ["Close", closePromotion],
];

function promotionOf(number?: string, count = 1): (preview: Preview) => Promise<void> {
  return async (preview) => {
    if (number === undefined) await preview.table("tblFunds").selectRows({ "Fund #": "F-1001" });
    else await promotions(preview).selectRows(numbered(number), count);
    await preview.ribbon("Promotion");
    await heading(preview, "Promotion");
    await preview.pane.getByRole("progressbar").waitFor({ state: "detached" });
  };
}

function pressOn(number: string, button: string): (preview: Preview) => Promise<void> {
  return async (preview) => {
    await promotions(preview).selectRows(numbered(number));
    await preview.ribbon(button);
    await preview.pane.getByRole("progressbar").waitFor({ state: "detached" });
  };
}

async function submit(preview: Preview): Promise<void> {
  await preview.pane.getByLabel("Reason").fill("For January");
  await preview.press(/^Submit/);
  await expect
    .poll(async () => (await promotions(preview).row(numbered("P-1008")))["Status"], SOON)
    .toBe("Pending approval");
}

async function cancel(preview: Preview): Promise<void> {
  await promotionOf("P-1009")(preview);
  await preview.press("Cancel");
}

function fundOf(number: string): Visit[1] {
  return async (preview) => {
    await preview.table("tblFunds").selectRows({ "Fund #": number });
    await preview.menu("Fund");
    await preview.pane.getByText(number).first().waitFor();
  };
}

async function historyOf(preview: Preview): Promise<void> {
  await promotions(preview).selectRows(numbered("P-1008"));
  await preview.menu("History");
  await preview.pane.getByRole("list", { name: "History" }).waitFor();
}

/** One row of each kind: to be sent, new, deleted, with a cell to mend, and changed by somebody else too. */
async function reviewPlans(preview: Preview, stage: Stage): Promise<void> {
  const table = promotions(preview);
  await makePromotions(stage, ["Contested", "Not needed"].map(plan));
  await preview.ribbon("Get promotions");
  await expect.poll(() => table.row({ Name: "Not needed" }), SOON).toBeTruthy();
  const contested = (await promotionsByName(stage)).get("Contested");
  if (!contested) throw new Error("nothing was made");
  const { id, version } = contested;
  await savePromotions(stage, [{ op: "update", id, version, changes: { note: "theirs" } }]);
  await table.type({ like: { Name: "Contested" }, header: "Note" }, "mine");
  await table.type({ like: numbered("P-1008"), header: "Note" }, "A note of many words ".repeat(9));
  await table.type({ like: numbered("P-1009"), header: "Sell-in end" }, day(-300));
  await table.selectRows({ Name: "Not needed" });
  await preview.ribbon("Delete row");
  await table.paste(
    { like: "below", header: "Name" },
    "From a model of one's own\tKroger\tNo such fund",
  );
  await table.selectCell({ like: { Name: "Contested" }, header: "Note" });
  await preview.ribbon("Refresh");
  await expect
    .poll(async () => (await table.row({ Name: "Contested" }))["State"], SOON)
    .toContain("Conflict");
  await preview.ribbon("Review");
  await preview.pane.getByRole("button", { name: "All mine" }).waitFor();
}

const plan = (name: string) => ({
  name,
  customerErpId: "KROGER",
  fundId: "F-1002",
  tacticType: "DISPLAY",
  sellInStart: day(40),
  sellInEnd: day(60),
  fixedCost: "100.00",
});

async function publishPlans(preview: Preview): Promise<void> {
  await preview.press(/^Publish \d+/);
  await preview.pane.getByRole("button", { name: "Next problem" }).waitFor();
}

async function drawCalendar(preview: Preview): Promise<void> {
  await preview.ribbon("Calendar");
  await preview.pane.getByRole("button", { name: "Draw calendar" }).waitFor();
  await expect.poll(() => hasSheet(preview, "Calendar"), SOON).toBe(true);
}

async function drawFundChart(preview: Preview): Promise<void> {
  await preview.ribbon("Fund chart");
  await preview.press(/^Draw/);
  await expect.poll(() => hasSheet(preview, "Fund burn-down"), SOON).toBe(true);
}

const hasSheet = (preview: Preview, name: string): Promise<boolean> =>
  preview.page.evaluate(
    (sheet) => window.tradebookPreview?.host.model.sheet(sheet) !== undefined,
    name,
  );

async function pressFirst(preview: Preview, button: string): Promise<void> {
  await preview.pane.getByRole("button", { name: button, exact: true }).first().click();
  await preview.pane.getByRole("progressbar").waitFor({ state: "detached" });
}

async function closePromotion(preview: Preview): Promise<void> {
  await promotionOf("P-1002")(preview);
  await preview.press("Close");
}
