import { describe, expect, test } from "vitest";
import { ClaimStatus } from "../../../shared/finance/claim.ts";
import { JournalStatus } from "../../../shared/finance/journal.ts";
import {
  CLAIM_MOVES,
  claimMayMove,
  EDITABLE_CLAIMS,
  JOURNAL_MOVES,
  journalMayMove,
} from "../../../shared/finance/states.ts";

describe("a claim", () => {
  test("walks from PENDING to SETTLED", () => {
    const way = ["PENDING", "IN_REVIEW", "MATCHED", "APPROVED_FOR_PAYMENT", "SETTLED"] as const;

    const steps = way.slice(1).map((to, index) => claimMayMove({ from: way[index]!, to }));

    expect(steps).toEqual([true, true, true, true]);
  });

  test("is never settled without having been posted", () => {
    const before = ClaimStatus.options.filter((from) => CLAIM_MOVES[from].includes("SETTLED"));

    expect(before).toEqual(["APPROVED_FOR_PAYMENT"]);
  });

  test("ends in SETTLED and in VOID", () => {
    expect([CLAIM_MOVES.SETTLED, CLAIM_MOVES.VOID]).toEqual([[], []]);
  });

  test("is not edited while it is on its way to the ERP", () => {
    expect(EDITABLE_CLAIMS).not.toContain("APPROVED_FOR_PAYMENT");
    expect(EDITABLE_CLAIMS).not.toContain("PENDING_APPROVAL");
  });
});

describe("a journal", () => {
  test("that was sent is posted or failed, and is never queued again unseen", () => {
    expect(JOURNAL_MOVES.SENT).toEqual(["POSTED", "FAILED"]);
  });

  test("is withdrawn only as long as the ERP has not booked it", () => {
    const withdrawn = JournalStatus.options.filter((from) => journalMayMove({ from, to: "DRAFT" }));

    expect(withdrawn).toEqual(["QUEUED", "FAILED"]);
  });

  test("goes back to the queue only after it failed", () => {
    const requeued = JournalStatus.options.filter((from) => journalMayMove({ from, to: "QUEUED" }));

    expect(requeued).toEqual(["DRAFT", "FAILED"]);
  });
});
