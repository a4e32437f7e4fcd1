import { ClaimBatchResult } from "../../shared/finance/claim.ts";
import { PublishAnswer as SavedOfBatch } from "../../shared/finance/publish.ts";
import { Refusal } from "../../shared/refusal.ts";
import { chunksOf } from "../grid/publish-plan.ts";
import type { OnProgress, PublishAnswer, PublishRow } from "../taskpane/ports.ts";
import { NetworkDown, ServerFault } from "./failures.ts";
import type { HttpClient } from "./http.ts";

/** One press of Publish: `batchId` is made once per press, so that pressing again under it repeats nothing. */
export interface Publish {
  batchId: string;
  message?: string;
  rows: PublishRow[];
  onProgress?: OnProgress;
}

/**
 * Sends the rows in chunks, one in flight. When an answer is lost for good, the server is asked what it saved of the
 * batch; rows it does not know about stay without a result, and `stopped` says why.
 */
export async function publishInChunks(http: HttpClient, publish: Publish): Promise<PublishAnswer> {
  const results: PublishAnswer["results"] = [];
  for (const [chunk, rows] of chunksOf(publish.rows).entries()) {
    try {
      results.push(...(await sendChunk(http, publish, { chunk, rows })));
    } catch (error) {
      return stoppedBy(error, { results, saved: await savedOf(http, publish.batchId, error) });
    }
    publish.onProgress?.({ done: results.length, total: publish.rows.length });
  }
  return { results, stopped: null };
}

async function sendChunk(
  http: HttpClient,
  { batchId, message }: Publish,
  { chunk, rows }: { chunk: number; rows: PublishRow[] },
) {
  const answer = await http.ask({
    method: "POST",
    path: "/v1/claims/batch",
    idempotencyKey: `${batchId}:${chunk + 1}`,
    body: {
      batchId,
      ...(message ? { message } : {}),
      rows: rows.map((row) => ({ op: "update", ...row })),
    },
    answer: ClaimBatchResult,
  });
  return answer.results;
}

/** Only a lost answer leaves doubt about what was saved; a refused chunk saved nothing. */
async function savedOf(
  http: HttpClient,
  batchId: string,
  error: unknown,
): Promise<PublishAnswer["results"]> {
  if (!(error instanceof NetworkDown)) return [];
  try {
    const path = `/v1/publishes/${batchId}`;
    return (await http.ask({ method: "GET", path, answer: SavedOfBatch })).results;
  } catch {
    // Still out of reach, or the batch never arrived: the rows stay without a result and may be sent again.
    return [];
  }
}

function stoppedBy(
  error: unknown,
  { results, saved }: { results: PublishAnswer["results"]; saved: PublishAnswer["results"] },
): PublishAnswer {
  const known = new Set(results.map(({ key }) => key));
  const all = [...results, ...saved.filter(({ key }) => !known.has(key))];
  const isOurs =
    error instanceof NetworkDown || error instanceof Refusal || error instanceof ServerFault;
  // A publish that saved nothing and was refused is a refusal like any other: the view shows its sentence.
  if (!isOurs || (all.length === 0 && !(error instanceof NetworkDown))) throw error;
  return { results: all, stopped: error.message };
}
