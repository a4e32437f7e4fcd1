import { createRoot } from "react-dom/client";
import { newId, serverApi } from "../api/api.ts";
import { MishapLog } from "../api/mishaps.ts";
import { associateCommands } from "../commands/associate.ts";
import { ribbonCommands } from "../commands/commands.ts";
import { followPaneVisibility } from "../commands/pane-visibility.ts";
import { createWorkbook } from "../excel/workbook.ts";
import { startCellFunctions } from "../functions/cell-functions.ts";
import { App } from "./App.tsx";
import { makeActs, tellEnd } from "./acts.ts";
import { countingEdits } from "./desk/count-edits.ts";
import type { PaneDesk } from "./desk/desk.ts";
import { followPostings } from "./desk/follow-postings.ts";
import { FollowedPostings } from "./desk/followed-postings.ts";
import { describeSurroundings } from "./diagnostics/describe.ts";
import { followSession } from "./follow-session.ts";
import { Pane } from "./pane.ts";

const SESSION_ENDED = "Your session ended. Sign in again; what you typed in the sheet is kept.";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const version =
  document.querySelector<HTMLMetaElement>('meta[name="tradebook-version"]')?.content ?? "";

/** Puts the parts together once Office is there: one runtime for the pane and the ribbon, until the workbook closes. */
async function start(root: HTMLElement): Promise<void> {
  await Office.onReady();
  const { diagnostics, officeTheme } = Office.context;
  const pane = new Pane();
  const mishaps = new MishapLog();
  const api = serverApi({
    world: { fetch: (input, init) => fetch(input, init), wait, now: Date.now },
    mishaps,
    client: `excel/${version} (${diagnostics.platform} ${diagnostics.version})`,
    sessionEnded: () => pane.signedOut(SESSION_ENDED),
  });
  const workbook = countingEdits(createWorkbook(), pane.counted);
  const functions = startCellFunctions({
    world: { ask: api.cellValues, now: Date.now, after: (ms, act) => void setTimeout(act, ms) },
    associate: (id, body) => CustomFunctions.associate(id, body),
    recalculate: workbook.recalculate,
  });
  followSession(pane, functions);
  const desk: PaneDesk = { api, workbook, functions };
  const followed = new FollowedPostings({
    follow: (postings, following) => followPostings(desk, postings, { ...following, wait }),
    ended: tellEnd(pane),
  });
  const acts = makeActs({
    desk,
    pane,
    followed,
    newId,
    wait,
    today: () => dayOf(new Date()),
    describe: () => Promise.resolve(describeSurroundings(surroundings(), mishaps.all())),
    copy: (text) => navigator.clipboard.writeText(text),
  });

  createRoot(root).render(
    <App pane={pane} acts={acts} followed={followed} officeIsDark={officeTheme?.isDarkTheme} />,
  );
  const showPane = await followPaneVisibility();
  associateCommands(ribbonCommands({ pane, acts, showPane }));
  await desk.workbook.onEdited(() => undefined);
}

/** The user's own day, not the one of UTC. */
const dayOf = (now: Date): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

const LEVELS = Array.from({ length: 20 }, (_, index) => `1.${index + 1}`);

function surroundings() {
  const { diagnostics, contentLanguage, displayLanguage, requirements } = Office.context;
  const highest = (set: string) =>
    LEVELS.findLast((level) => requirements.isSetSupported(set, level)) ?? "none";
  return {
    version,
    server: location.origin,
    host: `${diagnostics.host} ${diagnostics.version} on ${diagnostics.platform}`,
    languages: `${displayLanguage} display, ${contentLanguage} content`,
    sets: ["ExcelApi", "SharedRuntime", "RibbonApi"].map((set) => `${set} ${highest(set)}`),
    browser: navigator.userAgent,
  };
}

const root = document.getElementById("app");
if (root !== null) void start(root);
