import { afterAll, beforeAll, expect, test } from "vitest";
import type { Promotion } from "../../shared/planning/promotion.ts";
import { type Wire, watchWire } from "./network.ts";
import { day, makeFunds, makePromotions, promotionsByName } from "./plans.ts";
import { getPromotions, type Preview } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";
import type { Table } from "./table.ts";

const LATE = { timeout: 60_000, interval: 500 };
const CHANGED = 300;
const CHUNKS = 3;
const name = (n: number) => `Bulk ${String(n).padStart(3, "0")}`;
const NAMES = Array.from({ length: CHANGED }, (_, n) => name(n + 1));

let stage: Stage;
let preview: Preview;
let wire: Wire;
let table: Table;
beforeAll(async () => {
  stage = await openStage();
  await makeFunds(stage, { "Big fund": "1000000.00" });
  await makePromotions(
    stage,
    NAMES.map((each) => ({
      name: each,
      customerErpId: "KROGER",
      fundId: "Big fund",
      tacticType: "DISPLAY",
      sellInStart: day(40),
      sellInEnd: day(60),
      fixedCost: "100.00",
      note: "as planned",
    })),
  );
  preview = await stage.openPreview({ width: 1800, height: 900 });
  wire = await watchWire(preview.page);
  table = preview.table("tblPromotions");
  await preview.signIn("planner");
  await getPromotions(preview);
}, 300_000);
afterAll(() => stage?.close());

const row = (n: number) => table.row({ Name: name(n) });

/** Puts a note into the first 300 rows and publishes them. */
async function publishNotes(note: string): Promise<void> {
  await table.paste({ like: { Name: name(1) }, header: "Note" }, NAMES.map(() => note).join("\n"));
  await preview.ribbon("Review");
  await preview.press(`Publish ${CHANGED}`);
}

/** How many of the rows hold the note, and by how many versions they are newer. */
async function savedOf(note: string, before: Map<string, Promotion>) {
  const after = await promotionsByName(stage);
  const steps = NAMES.map(
    (each) => (after.get(each)?.version ?? 0) - (before.get(each)?.version ?? 0),
  );
  return {
    rows: NAMES.filter((each) => after.get(each)?.note === note).length,
    versions: [...new Set(steps)],
  };
}

test.each(["afterSaved", "beforeArrival"] as const)(
  "a third chunk cut %s is repeated under its key, nothing is lost and nothing doubled",
  async (cut) => {
    const before = await promotionsByName(stage);
    const sentBefore = wire.sent.length;
    wire.cutAt(CHUNKS, { cut, attempts: 2 });

    await publishNotes(`cut ${cut}`);

    await preview.pane.getByText(/300 rows saved/).waitFor(LATE);
    const keys = wire.sent.slice(sentBefore).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(CHUNKS + 2);
    expect(new Set(keys).size).toBe(CHUNKS);
    expect(await savedOf(`cut ${cut}`, before)).toEqual({ rows: CHANGED, versions: [1] });
    wire.mend();
  },
  120_000,
);

test.each(["afterSaved", "beforeArrival"] as const)(
  "a third chunk cut %s and a server that stays away leave rows Unknown, and Retry settles them once",
  async (cut) => {
    const before = await promotionsByName(stage);
    const note = `down ${cut}`;
    wire.cutAt(CHUNKS, { cut, attempts: "forGood" });

    await publishNotes(note);

    await preview.pane.getByText(/200 saved/).waitFor(LATE);
    expect((await row(CHANGED))["State"]).toContain("Unknown");
    expect((await row(CHANGED))["Note"]).toBe(note);
    wire.mend();
    await preview.press("Retry 100");
    await expect.poll(async () => (await row(CHANGED))["State"], LATE).toContain("Saved");
    expect(await savedOf(note, before)).toEqual({ rows: CHANGED, versions: [1] });
  },
  120_000,
);

test("Undo publish takes a publish back, once", async () => {
  const before = await promotionsByName(stage);
  await publishNotes("taken back");
  await preview.pane.getByText(/300 rows saved/).waitFor(LATE);

  await preview.ribbon("Undo publish");
  await preview.pane.getByRole("button", { name: "Undo publish" }).first().click();

  await expect.poll(async () => (await row(1))["Note"], LATE).toBe(before.get(name(1))?.note);
  expect(await savedOf(before.get(name(1))?.note ?? "", before)).toEqual({
    rows: CHANGED,
    versions: [2],
  });
  await preview.pane.getByText("It was taken back already.").waitFor();
}, 120_000);
