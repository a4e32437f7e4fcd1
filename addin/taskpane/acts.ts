import type { Candidate, Claim } from "../../shared/finance/claim.ts";
import type { Approval, Journal } from "../../shared/finance/journal.ts";
import type { PostingPreview } from "../../shared/finance/posting.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Me } from "../../shared/tenancy/identity.ts";
import { acceptCandidate, acceptSuggestions } from "./desk/accept-suggestions.ts";
import type { Desk } from "./desk/desk.ts";
import type { FollowedPostings } from "./desk/followed-postings.ts";
import {
  type Download,
  downloadDeductions,
  putDeductions,
  queryOfTable,
} from "./desk/get-deductions.ts";
import { type Posting, postingOfClaim, postPreviewed, previewSelected } from "./desk/post.ts";
import { type PublishOutcome, publishRows } from "./desk/publish.ts";
import { loadHome } from "./home/load-home.ts";
import type { Pane } from "./pane.ts";
import type { DeductionsQuery, DevIdentity, EditedRow, OnProgress } from "./ports.ts";
import { loadRow } from "./row/load-row.ts";
import { acceptanceNotice, endedNotice, publishNotice, writtenWords } from "./sentences.ts";

export interface ActsParts {
  desk: Desk;
  pane: Pane;
  followed: FollowedPostings;
  newId: () => string;
  describe: () => Promise<string>;
  copy: (text: string) => Promise<void>;
}

export type Acts = ReturnType<typeof makeActs>;

/** Everything the views and the ribbon can do: the desk's acts, and where the pane goes after them. */
export function makeActs(parts: ActsParts) {
  return {
    ...sessionActs(parts),
    ...dataActs(parts),
    ...editActs(parts),
    ...postActs(parts),
    newKey: parts.newId,
    describe: parts.describe,
    copy: parts.copy,
  };
}

function sessionActs({ desk, pane }: ActsParts) {
  return {
    offersDevIdentities: () => desk.api.offersDevIdentities(),
    signIn: async (as: DevIdentity) => pane.signedIn(await desk.api.signIn(as)),
    signOut: () => {
      desk.api.signOut();
      pane.go({ at: "home" });
      pane.signedOut(null);
    },
  };
}

function dataActs({ desk, pane }: ActsParts) {
  const put = (download: Download) => putDeductions(desk, download, signedInMe(pane));
  return {
    home: () => loadHome(desk),
    lastQuery: () => queryOfTable(desk),
    customers: () => desk.api.customers(),
    download: (
      query: DeductionsQuery,
      options: { onProgress: OnProgress; signal: AbortSignal },
    ): Promise<Download> => downloadDeductions(desk, query, options),
    put,
    /** Asks the table's own question again, without leaving the view; without a table there is nothing to ask. */
    refresh: async () => {
      const table = await desk.workbook.deductions();
      if (table === null) {
        pane.go({ at: "getData", start: true });
        return;
      }
      pane.notify({ intent: "info", text: "Refreshing…" });
      const download = await downloadDeductions(desk, await queryOfTable(desk), {});
      const outcome = await put(download);
      const intent = outcome.conflicts > 0 ? "warning" : "success";
      pane.notify({ intent, text: writtenWords(download.claims.length, outcome) });
    },
    show: (place: { id: string; field: string }) => desk.workbook.selectCell(place),
    showClaim: async (claimId: string) => {
      await desk.workbook.selectCell({ id: claimId, field: "settle" });
      pane.go({ at: "row", claimId });
    },
    filterToProblems: () => desk.workbook.filterToProblems(),
    clearFilter: () => desk.workbook.clearFilter(),
    onSelected: (listener: () => void) => desk.workbook.onSelected(listener),
  };
}

function editActs({ desk, pane, newId }: ActsParts) {
  return {
    diff: () => desk.workbook.diffDeductions({ mark: true }),
    publish: (rows: EditedRow[], message: string, onProgress: OnProgress) =>
      publishRows(desk, { rows, batchId: newId(), message, onProgress }),
    published: (outcome: PublishOutcome) => {
      pane.go({ at: "result", outcome });
      pane.notify(publishNotice(outcome));
    },
    discard: (ids: string[]) => desk.workbook.discard(ids),
    /** The rows to look at before discarding: the selected ones, or all when none is. */
    reviewSelected: async () => {
      const selected = await desk.workbook.selectedClaims();
      const only = selected.map(({ id }) => id);
      pane.go({ at: "review", only: only.length === 0 ? null : only });
    },
    row: (claimId: string | null) => loadRow(desk, claimId),
    choosePromotion: (claim: Claim, candidate: Candidate) =>
      acceptCandidate(desk, { claim, candidate, rule: signedInMe(pane).tolerance }),
    acceptSuggestions: async () => {
      const acceptance = await acceptSuggestions(desk, signedInMe(pane).tolerance);
      pane.notify(acceptanceNotice(acceptance));
      return acceptance;
    },
  };
}

function postActs({ desk, pane, followed }: ActsParts) {
  return {
    preview: (postingDate: string | undefined) => previewSelected(desk, postingDate),
    post: (preview: PostingPreview, idempotencyKey: string) =>
      postPreviewed(desk, preview, idempotencyKey),
    posted: (postings: Posting[]) => {
      pane.go({ at: "activity" });
      void followed.add(postings);
    },
    askAgain: () => void followed.again(),
    retry: async (journal: Journal) => {
      await desk.api.retryJournal({ id: journal.id, version: journal.version });
      if (journal.claimId === null) return;
      void followed.add([postingOfClaim(await desk.api.claim(journal.claimId))]);
    },
    redate: (journal: Journal, to: { postingDate: string; reason: string }) =>
      desk.api.redateJournal({ id: journal.id, version: journal.version, ...to }),
    decide: (approval: Approval, approve: boolean) =>
      desk.api.decide({ approvalId: approval.id, approve }),
  };
}

/** Tells how a round of postings ended, unless Activity is open and says it already. */
export const tellEnd = (pane: Pane) => (postings: Posting[]) => {
  if (pane.current().view.at !== "activity") pane.notify(endedNotice(postings));
};

/** Views that act are shown only to somebody who is signed in; a ribbon button asks first. */
function signedInMe(pane: Pane): Me {
  const { session } = pane.current();
  if (session.phase === "signedIn") return session.me;
  throw new Refusal("NOT_SIGNED_IN", "Sign in first: open the pane with Home.");
}
