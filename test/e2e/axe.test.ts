import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findings, setPaneWidth, tooWide } from "./findings.ts";
import { unreached } from "./keyboard.ts";
import { LOOKS, shootPane, shootSheets } from "./look.ts";
import { APPROVER_VIEWS, CONTROLLER_VIEWS, PLANNER_VIEWS } from "./planning-views.ts";
import type { Preview } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";
import { FINANCE_VIEWS, type Visit } from "./views.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(() => stage?.close());

const STORIES: readonly (readonly [story: string, visits: readonly Visit[]])[] = [
  ["deductions", FINANCE_VIEWS],
  ["planning", PLANNER_VIEWS],
  ["approving", APPROVER_VIEWS],
  ["closing", CONTROLLER_VIEWS],
];

describe.each(STORIES)("%s", (story, visits) => {
  let preview: Preview;
  beforeAll(async () => {
    preview = await stage.openPreview();
  });
  afterAll(() => preview?.close());

  test.each(visits)(
    "%s keeps nobody out, needs no mouse and fits 320 and 480 pixels, light and dark",
    async (view, open) => {
      await open(preview, stage);

      expect(await lookEveryWay(preview, view)).toEqual([]);
    },
    120_000,
  );

  test(`the sheets of ${story} and what stands around them keep nobody out`, async () => {
    const { page } = preview;
    await shootSheets(page, story);

    expect(await findings(page)).toEqual([]);
    expect(preview.errors).toEqual([]);
  }, 120_000);
});

/** What is wrong with the view in any of the looks, and what Tab does not reach. */
async function lookEveryWay(preview: Preview, view: string): Promise<string[]> {
  const frame = await preview.paneFrame();
  const wrong: string[] = [];
  for (const look of LOOKS) {
    await preview.page.emulateMedia({ colorScheme: look.colours });
    await setPaneWidth(preview.page, look.paneWidth);
    const found = [
      ...(await findings(frame)),
      ...(await tooWide(frame)).map((what) => `too wide: ${what}`),
    ];
    wrong.push(...found.map((what) => `${look.colours}, ${look.paneWidth} px: ${what}`));
    await shootPane(preview, view, look);
  }
  const unheard = await unreached(preview.page, frame);
  return [...wrong, ...unheard.map((control) => `Tab never comes to ${control}`)];
}
