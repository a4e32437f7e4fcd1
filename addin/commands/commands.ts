import type { Acts } from "../taskpane/acts.ts";
import type { Pane, View } from "../taskpane/pane.ts";
import { sentenceOf } from "../taskpane/words.ts";

interface CommandsParts {
  pane: Pane;
  acts: Acts;
  /** Brings the pane to the front when it is hidden; a pane that is shown keeps quiet, so that no focus is stolen. */
  showPane: () => Promise<void>;
}

/** The ribbon's buttons by their FunctionName in manifest.xml: what each does, and which view it needs. */
export function ribbonCommands({ pane, acts, showPane }: CommandsParts) {
  const open = (view: View) => async () => {
    pane.go(view);
    await showPane();
  };
  return {
    showAccount: open({ at: "account" }),
    getDeductions: open({ at: "getData", start: true }),
    refresh: () => whenSignedIn({ pane, showPane }, acts.refresh),
    reviewChanges: open({ at: "review", only: null }),
    publish: open({ at: "review", only: null }),
    discard: () =>
      whenSignedIn({ pane, showPane }, async () => {
        await acts.reviewSelected();
        await showPane();
      }),
    acceptSuggestion: () =>
      whenSignedIn({ pane, showPane }, async () => {
        const { filled, skipped } = await acts.acceptSuggestions();
        // Filled cells speak for themselves; rows that were left alone need their reason read.
        if (filled.length === 0 || skipped.length > 0) await showPane();
      }),
    showDetails: open({ at: "row", claimId: null }),
    post: open({ at: "settlePreview" }),
    showDiagnostics: open({ at: "diagnostics" }),
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
