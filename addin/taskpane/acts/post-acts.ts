import type { Approval, Journal } from "../../../shared/finance/journal.ts";
import type { PostingPreview } from "../../../shared/finance/posting.ts";
import { showCurrent } from "../desk/follow-parents.ts";
import { type Posting, postingOfClaim, postPreviewed, previewSelected } from "../desk/post.ts";
import type { ActsParts } from "./parts.ts";

/** Posting, and mending what the ERP refused. */
export function postActs({ desk, pane, followed }: ActsParts) {
  return {
    preview: (postingDate: string | undefined) => previewSelected(desk, postingDate),
    post: (preview: PostingPreview, idempotencyKey: string) =>
      postPreviewed(desk, preview, idempotencyKey),
    posted: (postings: Posting[]) => {
      pane.go({ at: "activity" });
      void followed.add(postings);
    },
    askAgain: () => void followed.again(),
    retryJournal: async (journal: Journal) => {
      await desk.api.retryJournal({ id: journal.id, version: journal.version });
      if (journal.promotionId !== null)
        await showCurrent(desk, "promotions", new Set([journal.promotionId]));
      if (journal.claimId !== null)
        void followed.add([postingOfClaim(await desk.api.row("deductions", journal.claimId))]);
    },
    redate: (journal: Journal, to: { postingDate: string; reason: string }) =>
      desk.api.redateJournal({ id: journal.id, version: journal.version, ...to }),
    decide: async (approval: Approval, approve: boolean, reason: string) => {
      await desk.api.decide({
        approvalId: approval.id,
        approve,
        ...(reason === "" ? {} : { reason }),
      });
      if (approval.entity.startsWith("promotion"))
        await showCurrent(desk, "promotions", new Set([approval.entityId]));
    },
  };
}
