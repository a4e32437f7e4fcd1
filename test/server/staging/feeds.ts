import { randomUUID } from "node:crypto";
import { promoteBatch } from "../../../server/staging/promote.ts";
import { FeedBatch, FeedReceipt } from "../../../shared/erp/batch.ts";
import type { Answer, Asker, TestApp } from "../../support/app.ts";

/** How an upload differs from a JSON array that the integration sends under a new key. */
export interface Sent {
  as?: Asker;
  type?: string;
  key?: string;
  headers?: Record<string, string>;
}

/** Sends a body to a feed, as it is. */
export function send(
  app: TestApp,
  feed: string,
  {
    body,
    as = "integration",
    type = "application/json",
    key = randomUUID(),
    headers = {},
  }: Sent & {
    body: string | Uint8Array;
  },
): Promise<Answer> {
  return app.request(as, `POST /v1/feeds/${feed}`, {
    body,
    headers: { "content-type": type, "idempotency-key": key, ...headers },
  });
}

/** What the job would do now. */
export const promote = (app: TestApp, batchId: string) =>
  promoteBatch({ asTenant: (work) => app.database.as(work) }, { batchId });

/** A batch as the API tells it. */
export async function batch(app: TestApp, batchId: string): Promise<FeedBatch> {
  const answer = await app.request("integration", `GET /v1/feeds/batches/${batchId}`);
  return answer.as(FeedBatch);
}

/** Sends records, promotes them, and asks what became of them. */
export async function load(
  app: TestApp,
  feed: string,
  sent: Sent & { body: string | Uint8Array },
): Promise<FeedBatch> {
  const { batchId } = (await send(app, feed, sent)).as(FeedReceipt);
  await promote(app, batchId);
  return batch(app, batchId);
}

/** A deduction of 12,000 that Walmart took. */
export const deduction = (changes: Record<string, unknown> = {}) => ({
  erpRef: "1400012345",
  customerErpId: "WALMART",
  amount: "12000.00",
  postingDate: "2026-11-16",
  reasonCodeErp: "005",
  ...changes,
});

let sent = 0;
/** A deduction that no other of the file repeats. */
export const newDeduction = (changes: Record<string, unknown> = {}) =>
  deduction({ erpRef: `14-${++sent}`, ...changes });

/** How many claims the company has. */
export async function claimCount(app: TestApp): Promise<number> {
  const [row] = await app.database.as(
    (tx) => tx<{ count: number }[]>`select count(*)::int as count from finance.claims`,
  );
  return row?.count ?? 0;
}
