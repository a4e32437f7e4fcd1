import type { Acts } from "../taskpane/acts.ts";
import type { Pane, View } from "../taskpane/pane.ts";
import { PLANNING_TABLES } from "../taskpane/table-words.ts";
import { sentenceOf } from "../taskpane/words.ts";

interface CommandsParts {
  pane: Pane;
  acts: Acts;
  /** Brings the pane to the front when it is hidden; a pane that is shown keeps quiet, so that no focus is stolen. */
  showPane: () => Promise<void>;
}

/** The ribbon's buttons by their FunctionName in manifest.xml: what each does, and which view it needs. */
export function ribbonCommands(parts: CommandsParts) {
  return { ...dataCommands(parts), ...editCommands(parts), ...planningCommands(parts) };
}

const opener =
  ({ pane, showPane }: CommandsParts) =>
  (view: View) =>
  async () => {
    pane.go(view);
    await showPane();
  };

function dataCommands(parts: CommandsParts) {
  const open = opener(parts);
  const { acts } = parts;
  return {
    showAccount: open({ at: "account" }),
    getDeductions: open({ at: "getData", tables: ["deductions"], start: true }),
    getPromotions: open({ at: "getData", tables: [...PLANNING_TABLES], start: true }),
    addTable: open({ at: "getData", tables: ["promotions"], start: false, place: "sheet" }),
    refresh: () => whenSignedIn(parts, acts.refresh),
    refreshValues: () => whenSignedIn(parts, acts.refreshValues),
    showDiagnostics: open({ at: "diagnostics" }),
  };
}

function editCommands(parts: CommandsParts) {
  const open = opener(parts);
  const { acts, showPane } = parts;
  const review = open({ at: "review", only: null });
  return {
    reviewChanges: review,
    validate: open({ at: "review", only: null, validate: true }),
    publish: review,
    discard: () =>
      whenSignedIn(parts, async () => {
        await acts.reviewSelected();
        await showPane();
      }),
    // A mark can be seen in the sheet only when State is in view, so the pane says what happened.
    deleteRow: () =>
      whenSignedIn(parts, async () => {
        await acts.deleteRows();
        await showPane();
      }),
    undoPublish: open({ at: "activity" }),
    acceptSuggestion: () =>
      whenSignedIn(parts, async () => {
        const { filled, skipped } = await acts.acceptSuggestions();
        // Filled cells speak for themselves; rows that were left alone need their reason read.
        if (filled.length === 0 || skipped.length > 0) await showPane();
      }),
    showDetails: open({ at: "row", claimId: null }),
    post: open({ at: "settlePreview" }),
  };
}

function planningCommands(parts: CommandsParts) {
  const open = opener(parts);
  return {
    submit: open({ at: "promotion", ids: null, act: "submit" }),
    approve: open({ at: "promotion", ids: null, act: "approve" }),
    copyPromotion: open({ at: "promotion", ids: null, act: "copy" }),
    showPromotion: open({ at: "promotion", ids: null }),
    showCalendar: open({ at: "calendar" }),
    showFundChart: open({ at: "fundChart" }),
  };
}

/** Does the act, or asks who you are first and does it after that. What goes wrong is said in the pane. */
async function whenSignedIn(
  { pane, showPane }: Pick<CommandsParts, "pane" | "showPane">,
  act: () => Promise<void>,
): Promise<void> {
  let doing = Promise.resolve();
  const start = () => {
    doing = act().catch(async (error: unknown) => {
      pane.notify({ intent: "error", text: sentenceOf(error) });
      await showPane();
    });
  };
  if (pane.whenSignedIn(start) === "later") await showPane();
  await doing;
}
