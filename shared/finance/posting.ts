import { z } from "zod";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { Problem } from "../problem.ts";
import { Amount, Version } from "../wire.ts";
import { Claim } from "./claim.ts";
import { JournalEntry, JournalStatus } from "./journal.ts";

/** `POST /v1/settlements/preview` and `/post`: nothing is posted that was not previewed in that version. */
export const PostingRequest = z
  .object({
    claims: z
      .array(z.object({ id: Id, version: Version }).strict())
      .min(1)
      .max(200),
    postingDate: Day.optional(),
  })
  .strict();
export type PostingRequest = z.infer<typeof PostingRequest>;

/** One account's total in a preview. */
export const AccountTotal = z.object({
  account: z.string(),
  name: z.string(),
  debit: Amount,
  credit: Amount,
});
export type AccountTotal = z.infer<typeof AccountTotal>;

/** The period a journal would fall into. OPEN is fine; SOFT and CLOSED come with a sentence. */
export const PeriodCheck = z.object({
  period: z.string(),
  status: z.enum(["OPEN", "SOFT", "CLOSED", "UNKNOWN"]),
  message: z.string().nullable(),
});
export type PeriodCheck = z.infer<typeof PeriodCheck>;

/** What posting one claim would do, or why it cannot. `tieOut`: open before = parts + open after, to the cent. */
export const ClaimPreview = z.object({
  claimId: Id,
  number: z.string(),
  version: Version,
  customerName: z.string(),
  postingDate: Day,
  entries: z.array(JournalEntry),
  totals: z.array(AccountTotal),
  tieOut: z.object({
    openBefore: Amount,
    settled: Amount,
    tolerance: Amount,
    disputed: Amount,
    writtenOff: Amount,
    nonTrade: Amount,
    openAfter: Amount,
  }),
  period: PeriodCheck,
  approvals: z.array(z.object({ kind: z.string(), role: z.string(), message: z.string() })),
  problem: Problem.nullable(),
});
export type ClaimPreview = z.infer<typeof ClaimPreview>;

export const PostingPreview = z.object({
  postingDate: Day,
  claims: z.array(ClaimPreview),
  totals: z.array(AccountTotal),
});
export type PostingPreview = z.infer<typeof PostingPreview>;

/** What became of one claim: posted (its journal is on its way), waiting for approval, or refused with the reason. */
export const ClaimPosting = z.object({
  claimId: Id,
  outcome: z.enum(["posted", "pendingApproval", "refused"]),
  journalId: Id.nullable(),
  reference: z.string().nullable(),
  journalStatus: JournalStatus.nullable(),
  row: Claim.nullable(),
  problem: Problem.nullable(),
});
export type ClaimPosting = z.infer<typeof ClaimPosting>;
export const PostingResult = z.object({ claims: z.array(ClaimPosting) });
export type PostingResult = z.infer<typeof PostingResult>;
