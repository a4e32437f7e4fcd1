import type { Acceptance } from "./desk/accept-suggestions.ts";
import type { Deletion } from "./desk/delete-rows.ts";
import type { Written } from "./desk/get-data.ts";
import type { Posting } from "./desk/post.ts";
import type { PublishOutcome } from "./desk/publish.ts";
import type { Notice } from "./pane.ts";
import { TABLE_WORDS } from "./table-words.ts";
import { count } from "./words.ts";

const NAMED = 3;

/** What a download did to the sheets: only what did happen is mentioned. */
function writtenWords(written: readonly Written[]): string {
  const none = noneWords(written);
  if (none !== null) return none;
  const sum = (of: (outcome: Written["outcome"]) => number) =>
    written.reduce((total, { outcome }) => total + of(outcome), 0);
  const gone = sum((outcome) => outcome.gone.length);
  const [kept, newer, conflicts] = [
    sum((each) => each.kept),
    sum((each) => each.newer),
    sum((each) => each.conflicts),
  ];
  const filtersLost = written.flatMap(({ outcome }) => outcome.filtersLost);
  return sentences([
    `${listed(written.map(({ table, rows }) => count(rows, TABLE_WORDS[table].row)))} in the ${written.length > 1 ? "sheets" : "sheet"}.`,
    kept > 0 && `${count(kept, "row")} with your changes kept what you typed.`,
    newer > 0 && `${count(newer, "row")} took newer values beside your changes.`,
    conflicts > 0 && `${count(conflicts, "row")} changed by you and by somebody else: see State.`,
    gone > 0 && `${count(gone, "row")} outside this filter stayed in place.`,
    filtersLost.length > 0 && `The filter of ${filtersLost.join(", ")} could not be put back.`,
  ]);
}

/** One table that stays empty is no news about rows. */
function noneWords([only, ...others]: readonly Written[]): string | null {
  const isEmpty = only?.rows === 0 && only.outcome.gone.length === 0 && others.length === 0;
  return isEmpty
    ? `No ${TABLE_WORDS[only.table].row} matches this filter. The sheet holds none of them.`
    : null;
}

/** "5 funds, 12 promotions and 40 lines". */
function listed(parts: string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

export const writtenNotice = (written: readonly Written[]): Notice => ({
  intent: written.some(({ outcome }) => outcome.conflicts > 0) ? "warning" : "success",
  text: writtenWords(written),
});

/** What Delete row did. Nothing is deleted before it is published. */
export function deletionNotice(deletion: Deletion): Notice {
  switch (deletion.kind) {
    case "nothingSelected":
      return {
        intent: "warning",
        text: "No row that Tradebook knows is selected. Select rows of Promotions, Promo Lines or Funds, then press Delete row again. A new row is emptied with Discard.",
      };
    case "notOurs":
      return {
        intent: "warning",
        text: "Deductions come from the ERP and are not deleted here. Settle, dispute or write them off.",
      };
    case "marked":
      return {
        intent: "success",
        text: `${count(deletion.rows, TABLE_WORDS[deletion.table].row)} marked for deletion. Publish to delete; press Delete row again to take the mark back.`,
      };
    case "unmarked":
      return {
        intent: "success",
        text: `${count(deletion.rows, TABLE_WORDS[deletion.table].row)} not marked for deletion any more.`,
      };
  }
}

export const undoneNotice = (undone: number): Notice => ({
  intent: "success",
  text: `${count(undone, "row")} ${undone === 1 ? "is" : "are"} as before that publish.`,
});

/** Where the calendar is, and what on it needs a look. */
export const calendarNotice = ({
  sheet,
  rows,
  overlaps,
}: {
  sheet: string;
  rows: number;
  overlaps: number;
}): Notice => ({
  intent: overlaps > 0 ? "warning" : "success",
  text: sentences([
    `${count(rows, "promotion")} on the sheet ${sheet}.`,
    overlaps > 0 && `${overlaps} of them overlap another on the same products: see the red rows.`,
  ]),
});

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
