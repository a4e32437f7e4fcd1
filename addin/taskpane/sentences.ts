import type { Acceptance } from "./desk/accept-suggestions.ts";
import type { Posting } from "./desk/post.ts";
import type { PublishOutcome } from "./desk/publish.ts";
import type { Notice } from "./pane.ts";
import type { RefreshOutcome } from "./ports.ts";
import { count } from "./words.ts";

const NAMED = 3;

/** What a download did to the sheet: only what did happen is mentioned. */
export function writtenWords(rows: number, outcome: RefreshOutcome): string {
  if (rows === 0 && outcome.gone.length === 0)
    return "No deduction matches this filter. The sheet holds none of them.";
  return sentences([
    `${count(rows, "deduction")} in the sheet.`,
    outcome.kept > 0 && `${count(outcome.kept, "row")} with your changes kept what you typed.`,
    outcome.newer > 0 && `${count(outcome.newer, "row")} took newer values beside your changes.`,
    outcome.conflicts > 0 &&
      `${count(outcome.conflicts, "row")} changed by you and by somebody else: see State.`,
    outcome.gone.length > 0 &&
      `${count(outcome.gone.length, "row")} outside this filter stayed in place.`,
    outcome.filtersLost.length > 0 &&
      `The filter of ${outcome.filtersLost.join(", ")} could not be put back.`,
  ]);
}

/** What Accept suggestion filled, and why it left rows alone. */
export function acceptanceNotice({ filled, skipped }: Acceptance): Notice {
  if (filled.length + skipped.length === 0)
    return {
      intent: "warning",
      text: "No deduction is selected. Select one or more rows of the Deductions table, then press Accept suggestion again.",
    };
  const text = sentences([
    filled.length > 0 &&
      `Promo, Settle and Dispute of ${namesOf(filled)} are filled. Publish to keep them.`,
    ...skipped.slice(0, NAMED).map(({ label, why }) => `${label} was left alone: ${why}.`),
    skipped.length > NAMED && `${skipped.length - NAMED} more were left alone.`,
  ]);
  return { intent: skipped.length > 0 ? "warning" : "success", text };
}

/** A few rows by name, many by their number. */
const namesOf = (labels: readonly string[]): string =>
  labels.length > NAMED ? count(labels.length, "row") : labels.join(", ");

/** The one sentence of a publish that the screen shows and the screen reader says. */
const publishWords = ({ saved, troubles }: PublishOutcome): string =>
  troubles.length === 0
    ? `${count(saved, "row")} saved.`
    : `${saved} saved · ${troubles.length} ${troubles.length === 1 ? "needs" : "need"} attention.`;

export const publishNotice = (outcome: PublishOutcome): Notice => ({
  intent: outcome.troubles.length === 0 ? "success" : "warning",
  text: publishWords(outcome),
});

/** How many postings ended how. */
export function progressWords(postings: readonly Posting[]): string {
  const of = (...states: Posting["state"][]) =>
    postings.filter(({ state }) => states.includes(state)).length;
  const parts = [
    of("onItsWay") > 0 && `${count(of("onItsWay"), "journal")} on the way to the ERP`,
    of("posted") > 0 && `${of("posted")} posted`,
    of("waitsForApproval") > 0 && `${of("waitsForApproval")} waiting for approval`,
    of("failed", "refused") > 0 && `${of("failed", "refused")} not posted`,
  ];
  return parts.filter((part) => part !== false).join(" · ");
}

/** Said when the ERP has answered for all of them. */
export const endedNotice = (postings: readonly Posting[]): Notice => ({
  intent: postings.some(({ state }) => state === "failed" || state === "refused")
    ? "error"
    : "success",
  text: `${progressWords(postings)}.`,
});

const sentences = (parts: (string | false)[]): string =>
  parts.filter((part) => part !== false).join(" ");
