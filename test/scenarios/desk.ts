import type { Tx } from "../../server/db/pool.ts";
import type { ErpGateway } from "../../server/erp/gateway.ts";
import { deliverJournalJob } from "../../server/finance/deliver-journal.ts";
import { openErp } from "../../server/jobs/open-erp.ts";
import { CandidateList, Claim, ClaimBatchResult } from "../../shared/finance/claim.ts";
import { Approval, ApprovalPage, Journal } from "../../shared/finance/journal.ts";
import { PostingPreview, PostingResult } from "../../shared/finance/posting.ts";
import { type Asker, openTestApp, type TestApp } from "../support/app.ts";

/** The deductions and promotions of the demo company that stories are told with. */
export const CLAIM = {
  overClaimed: "0190d000-0000-7000-8000-000000001901",
  kroger8120: "0190d000-0000-7000-8000-000000001902",
  endCap3000: "0190d000-0000-7000-8000-000000001903",
  shortage: "0190d000-0000-7000-8000-000000001904",
  feature4000: "0190d000-0000-7000-8000-000000001905",
  misrouted: "0190d000-0000-7000-8000-000000001906",
  late9875: "0190d000-0000-7000-8000-000000001908",
  billBack4500: "0190d000-0000-7000-8000-000000001911",
  tax: "0190d000-0000-7000-8000-000000001912",
  settledLongAgo: "0190d000-0000-7000-8000-000000001921",
} as const;

/** A whole Tradebook behind HTTP, with the file connector in a folder of its own. */
export interface Desk {
  app: TestApp;
  /** What answers for the ERP: the file connector, or whatever a test puts before it. */
  erp: ErpGateway;
  file: ErpGateway;
  claim(id: string, as?: Asker): Promise<Claim>;
  candidates(id: string): Promise<CandidateListed>;
  publish(rows: Row[], options?: PublishOptions): Promise<ClaimBatchResult>;
  /** Publishes one row in the version it has now. */
  publishOne(
    id: string,
    changes: Changes,
  ): Promise<ClaimBatchResult["results"][number] | undefined>;
  /** Publishes one row, which must be saved, and answers it. */
  draft(id: string, changes: Changes): Promise<Claim>;
  preview(claims: Seen[], postingDate?: string): Promise<PostingPreview>;
  post(claims: Seen[], options?: PostOptions): Promise<PostingResult>;
  journal(id: string): Promise<Journal>;
  approvals(): Promise<Approval[]>;
  approve(id: string, as?: Asker): Promise<Approval>;
  /** Runs the delivery of one journal now, whenever its job is due. */
  deliver(journalId: string): Promise<void>;
  /** A deduction of this amount, as the feed of the ERP leaves it, unmatched. */
  deduct(deduction: NewDeduction): Promise<Claim>;
  /** Every rule of the books that is broken: none, after anything. */
  broken(): Promise<string[]>;
  close(): Promise<void>;
}

export type Changes = Record<string, string | null>;
type CandidateListed = ReturnType<typeof CandidateList.parse>;
type Seen = Pick<Claim, "id" | "version">;

export interface NewDeduction {
  amount: string;
  customer?: string;
  account?: string | null;
  promotionRef?: string | null;
}

export interface Row extends Seen {
  key?: string;
  op?: "create" | "update" | "delete";
  changes: Changes;
}

export interface PublishOptions {
  batchId?: string;
  mode?: "each" | "all";
  validate?: boolean;
  as?: Asker;
}

export interface PostOptions {
  postingDate?: string;
  key?: string;
  as?: Asker;
}

export async function openDesk(): Promise<Desk> {
  const ahead: { erp?: ErpGateway } = {};
  const asked = () => {
    if (!ahead.erp) throw new Error("the desk is not open yet");
    return ahead.erp;
  };
  const door: ErpGateway = {
    get can() {
      return asked().can;
    },
    post: (journal) => asked().post(journal),
    lookup: (reference) => asked().lookup(reference),
  };
  const app = await openTestApp({ erp: door });
  const file = openErp({ pool: app.database.pool, home: app.home });
  ahead.erp = file;
  const desk: Desk = {
    app,
    file,
    get erp() {
      return asked();
    },
    set erp(other) {
      ahead.erp = other;
    },
    claim: async (id, as = "finance") => (await app.request(as, `GET /v1/claims/${id}`)).as(Claim),
    candidates: async (id) =>
      (await app.request("finance", `GET /v1/claims/${id}/candidates`)).as(CandidateList),
    publish: async (rows, { batchId = newId(), mode = "each", validate = false, as } = {}) => {
      const body = {
        batchId,
        mode,
        rows: rows.map(({ id, version, changes, key = id, op = "update" }) => ({
          key,
          op,
          id,
          version,
          changes,
        })),
      };
      const route = `POST /v1/claims/batch?validate=${validate}` as const;
      return (await app.request(as ?? "finance", route, { body })).as(ClaimBatchResult);
    },
    publishOne: async (id, changes) => {
      const { version } = await desk.claim(id);
      const { results } = await desk.publish([{ id, version, changes }]);
      return results[0];
    },
    draft: async (id, changes) => {
      const result = await desk.publishOne(id, changes);
      if (!result?.row) throw new Error(JSON.stringify(result));
      return result.row;
    },
    preview: async (claims, postingDate) => {
      const body = { claims: claims.map(seen), ...(postingDate && { postingDate }) };
      const answer = await app.request("finance", "POST /v1/settlements/preview", { body });
      return answer.as(PostingPreview);
    },
    post: async (claims, { postingDate, key = newId(), as = "finance" } = {}) => {
      const body = { claims: claims.map(seen), ...(postingDate && { postingDate }) };
      const headers = { "idempotency-key": key };
      const answer = await app.request(as, "POST /v1/settlements/post", { body, headers });
      return answer.as(PostingResult);
    },
    journal: async (id) => (await app.request("finance", `GET /v1/journals/${id}`)).as(Journal),
    approvals: async () =>
      (await app.request("approver", "GET /v1/approvals?status=OPEN")).as(ApprovalPage).rows,
    approve: async (id, as = "approver") => {
      const route = `POST /v1/approvals/${id}/actions/approve` as const;
      return (await app.request(as, route, { body: {} })).as(Approval);
    },
    deliver: (journalId) =>
      deliverJournalJob(
        { asTenant: app.database.as, erp: desk.erp, log: silent, now: app.now },
        { journalId },
      ),
    deduct: async (deduction) => {
      const id = newId();
      await app.database.as((tx) => insertDeduction(tx, id, deduction));
      return desk.claim(id);
    },
    broken: () =>
      app.database.as(async (tx) => {
        const rows = await tx<{ invariant: string; detail: string }[]>`
          select broken.invariant, broken.detail
          from finance.broken_invariants broken
          order by broken.invariant, broken.detail
        `;
        return rows.map(({ invariant, detail }) => `${invariant}: ${detail}`);
      }),
    close: () => app.close(),
  };
  return desk;
}

const nothing = () => undefined;
/** A log that keeps nothing. */
export const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export const newId = () => crypto.randomUUID();

/** The first day of the month so many months back: the demo's periods count from today. */
export function monthsAgo(count: number): string {
  const now = new Date();
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, 1);
  return new Date(first).toISOString().slice(0, 10);
}

const insertDeduction = (tx: Tx, id: string, deduction: NewDeduction) => {
  const { amount, customer = "WALMART", account = "1150", promotionRef = null } = deduction;
  return tx`
    with booked as (
      insert into finance.gl_transactions (tenant_id, source, source_type, erp_ref_id, gl_account_code, customer_id,
        amount, currency, posting_date, open_balance)
      select tenancy.current_tenant(), 'deductions', 'DEDUCTION', 'T-' || ${id}::text, ${account}, customer.id,
        ${amount}::numeric, 'USD', current_date - 3, ${amount}::numeric
      from master.customers customer
      where customer.erp_id = ${customer}
      returning id, customer_id, erp_ref_id, amount, posting_date
    )
    insert into finance.claims (tenant_id, id, claim_no, gl_transaction_id, payer_id, claiming_customer_id, source,
      erp_ref, posting_date, currency, amount, promotion_ref)
    select tenancy.current_tenant(), ${id}::uuid, 'D-' || tenancy.take_numbers('claim'), booked.id, booked.customer_id,
      booked.customer_id, 'deductions', booked.erp_ref_id, booked.posting_date, 'USD', booked.amount, ${promotionRef}
    from booked
  `;
};

const seen = ({ id, version }: Seen) => ({ id, version });
