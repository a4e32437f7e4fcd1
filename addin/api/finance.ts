import type { z } from "zod";
import { CandidateList } from "../../shared/finance/claim.ts";
import { Approval, ApprovalPage, Journal, JournalPage } from "../../shared/finance/journal.ts";
import { PostingPreview, PostingResult } from "../../shared/finance/posting.ts";
import type { Api, PostingInput } from "../taskpane/ports.ts";
import type { HttpClient } from "./http.ts";
import { wholeList } from "./lists.ts";

type Finance = Pick<
  Api,
  | "candidates"
  | "previewSettlements"
  | "postSettlements"
  | "journal"
  | "failedJournals"
  | "retryJournal"
  | "redateJournal"
  | "openApprovals"
  | "decide"
>;

/** Settlements, journals and approvals, as the routes of `/v1` answer them. */
export function financeApi(http: HttpClient, newKey: () => string): Finance {
  const get = <Shape extends z.ZodType>(path: string, answer: Shape) =>
    http.ask({ method: "GET", path, answer });
  const act = <Shape extends z.ZodType>({ path, answer, ...rest }: Act<Shape>) =>
    http.ask({ method: "POST", idempotencyKey: newKey(), path, answer, ...rest });

  return {
    candidates: async (claimId) =>
      (await get(`/v1/claims/${claimId}/candidates`, CandidateList)).rows,
    previewSettlements: (request) =>
      act({ path: "/v1/settlements/preview", body: bodyOf(request), answer: PostingPreview }),
    postSettlements: ({ idempotencyKey, ...request }) =>
      act({
        path: "/v1/settlements/post",
        body: bodyOf(request),
        idempotencyKey,
        answer: PostingResult,
      }),
    journal: (id) => get(`/v1/journals/${id}`, Journal),
    failedJournals: async () =>
      (await wholeList(http, { path: "/v1/journals", filter: FAILED, page: JournalPage })).rows,
    retryJournal: ({ id, version }) =>
      act({ path: `/v1/journals/${id}/actions/retry`, body: { version }, answer: Journal }),
    redateJournal: async ({ id, ...redate }) => {
      await act({ path: `/v1/journals/${id}/actions/redate`, body: redate, answer: Approval });
    },
    openApprovals: async () =>
      (await wholeList(http, { path: "/v1/approvals", filter: OPEN, page: ApprovalPage })).rows,
    decide: async ({ approvalId, approve, reason }) => {
      const path = `/v1/approvals/${approvalId}/actions/${approve ? "approve" : "reject"}`;
      await act({ path, body: reason ? { reason } : {}, answer: Approval });
    },
  };
}

interface Act<Shape extends z.ZodType> {
  path: string;
  body: unknown;
  answer: Shape;
  idempotencyKey?: string;
}

const OPEN = { status: "OPEN" };
const FAILED = { status: "FAILED" };

const bodyOf = ({ claims, postingDate }: PostingInput) => ({
  claims,
  ...(postingDate ? { postingDate } : {}),
});
