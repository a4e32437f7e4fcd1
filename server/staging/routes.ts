import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import { Feed, FeedBatch, FeedReceipt } from "../../shared/erp/batch.ts";
import { RECORDS } from "../../shared/erp/record.ts";
import { Id } from "../../shared/ids.ts";
import { Refusal } from "../../shared/refusal.ts";
import { answers, answersLater } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { idempotencyKey, keyParameter, requiresOnce } from "../http/idempotency.ts";
import { requires } from "../http/requires.ts";
import * as queries from "./batch.queries.ts";
import { batchReport, latestBatches, noBatch, retryBatch } from "./batch-report.ts";
import { encodingOf, formatOf, waitSecondsOf } from "./content.ts";
import { errorLayout, errorLines, errorsHeader } from "./errors-csv.ts";
import { landFeed } from "./land.ts";
import { FEED_LIMITS } from "./limits.ts";
import { openBody } from "./read-body.ts";

const READERS = [
  "Integration",
  "Admin",
  "Finance",
  "FinanceApprover",
  "Controller",
  "Auditor",
] as const;
const MILLIS_BETWEEN_LOOKS = 150;
const REJECTS_AT_ONCE = 500;

const BatchPath = z.object({ batchId: Id });

const waitParameter = {
  name: "Prefer",
  in: "header" as const,
  required: false,
  description:
    "`wait=20`: answer 200 with the finished batch if it is done within 20 seconds (60 at most), otherwise 202",
  schema: { type: "string" as const },
};

/** The records' shape as the reference shows it; the body itself is streamed past every validator. */
const recordsBody = (feed: Feed) => {
  const { $schema: _, ...shape } = z.toJSONSchema(RECORDS[feed], { io: "input" });
  const record = Object.fromEntries(Object.entries(shape));
  return {
    required: true as const,
    description:
      "Records, optionally with Content-Encoding: gzip. At most 256 MB as sent and 1 GB unpacked; a record has 64 KB, a field 16,000 characters. In a CSV the header names the fields, an empty cell is a field left out, and unknown columns are ignored with a warning; in JSON an unknown field is refused.",
    content: {
      "application/json": { schema: { type: "array" as const, items: record } },
      "application/x-ndjson": { schema: record },
      "text/csv": { schema: { type: "string" as const } },
    },
  };
};

const feedRoute = (feed: Feed) =>
  createRoute({
    method: "post",
    path: `/feeds/${feed}`,
    tags: ["Feeds"],
    summary: `Send ${feed} from the ERP`,
    description:
      "Keeps every record as it came and answers; a job then takes them into the books. A bad record never blocks a good one.",
    ...requires("Integration", "Admin"),
    parameters: [...keyParameter.parameters, waitParameter],
    requestBody: recordsBody(feed),
    responses: {
      ...answersLater(FeedReceipt, "Received; the batch is taken in by a job"),
      ...answers(FeedBatch, "With Prefer: wait, the finished batch"),
    },
  });

const latest = createRoute({
  method: "get",
  path: "/feeds/batches",
  tags: ["Feeds"],
  summary: "The latest 50 batches",
  ...requires(...READERS),
  responses: answers(z.object({ rows: z.array(FeedBatch) }), "Newest first, without their errors"),
});

const one = createRoute({
  method: "get",
  path: "/feeds/batches/{batchId}",
  tags: ["Feeds"],
  summary: "A batch, its counts and its first 100 errors",
  ...requires(...READERS),
  request: { params: BatchPath },
  responses: answers(FeedBatch, "The batch"),
});

const errorsCsv = createRoute({
  method: "get",
  path: "/feeds/batches/{batchId}/errors.csv",
  tags: ["Feeds"],
  summary: "Every rejected record, to be mended and sent again",
  description:
    "error_row is the record's number, 1 for the first below the header; error_field, error_code and error_message say what to mend; the record's own columns follow. The file may be uploaded as it is once mended: the four error columns are left out, and a ' in front of risky text is taken off again.",
  ...requires(...READERS),
  request: { params: BatchPath },
  responses: {
    200: {
      description: "UTF-8 with a byte order mark",
      content: { "text/csv": { schema: z.string() } },
    },
    default: answers(FeedBatch, "").default,
  },
});

const retry = createRoute({
  method: "post",
  path: "/feeds/batches/{batchId}/actions/retry",
  tags: ["Feeds"],
  summary: "Take the rejected records in again, after their cause was put right",
  ...requiresOnce("Integration", "Admin"),
  request: { params: BatchPath },
  responses: {
    ...answersLater(FeedReceipt, "The rejected records wait for their job again"),
    ...answers(FeedBatch, "With Prefer: wait, the finished batch"),
  },
});

/** Feeds: what the ERP sends, what became of it, and what is to be mended. */
export const staging = new OpenAPIHono<AppEnv>();

for (const feed of Feed.options) {
  staging.openapi(feedRoute(feed), async (c) => {
    const upload = {
      feed,
      format: formatOf(c.req.header("content-type")),
      encoding: encodingOf(c.req.header("content-encoding")),
      request: { route: `POST ${c.req.path}`, key: idempotencyKey(c) },
    };
    const body = openBody(c.req.raw.body ?? nothing(), {
      encoding: upload.encoding,
      limits: FEED_LIMITS,
    });
    const { receipt, replayed } = await c.var.asTenant((tx) =>
      landFeed(tx, { ...upload, body, limits: FEED_LIMITS, now: c.var.now() }),
    );
    if (replayed) c.header("Idempotent-Replayed", "true");
    return answerWhenDone(c, receipt);
  });
}

staging
  .openapi(latest, async (c) => c.json({ rows: await c.var.asTenant(latestBatches) }, 200))
  .openapi(one, async (c) => {
    const { batchId } = c.req.valid("param");
    return c.json(await c.var.asTenant((tx) => batchReport(tx, batchId)), 200);
  })
  .openapi(errorsCsv, async (c) => {
    const { batchId } = c.req.valid("param");
    const [file] = await c.var.asTenant((tx) => queries.batchColumns(tx, batchId));
    if (!file) throw noBatch(batchId);
    c.header("content-type", "text/csv; charset=utf-8");
    c.header("content-disposition", `attachment; filename="${file.feed}-errors.csv"`);
    return stream(
      c,
      async (out) => {
        for await (const lines of errorsOf(c, batchId, file)) await out.write(lines);
      },
      async (error, out) => {
        c.var.log.error({ error, batchId }, "errors.csv broke off");
        await out.write("The list broke off here. Download it again.\r\n");
      },
    );
  })
  .openapi(retry, async (c) => {
    const { batchId } = c.req.valid("param");
    const { feed, status, received } = await c.var.asTenant((tx) => retryBatch(tx, batchId));
    return answerWhenDone(c, { batchId, feed, status, received });
  });

staging.post("/feeds/:feed", (c) => {
  const message = `There is no feed ${JSON.stringify(c.req.param("feed"))}. There are ${Feed.options.join(", ")}.`;
  throw new Refusal("UNKNOWN_FEED", message);
});

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The rejects in chunks, each read by a transaction of its own: a slow reader holds none open. */
async function* errorsOf(
  c: Context<AppEnv>,
  batchId: string,
  file: { feed: Feed; columns: string[] | null; separator: string | null },
): AsyncGenerator<string> {
  const layout = errorLayout(file.feed, file);
  yield errorsHeader(layout);
  let after = 0;
  for (;;) {
    const page = { after, limit: REJECTS_AT_ONCE };
    const rows = await c.var.asTenant((tx) => queries.rejectedRecords(tx, batchId, page));
    if (rows.length > 0) yield errorLines(rows, { layout, columns: file.columns });
    if (rows.length < REJECTS_AT_ONCE) return;
    after = rows.at(-1)?.n ?? after;
  }
}

/** 202 with the receipt at once, or 200 with the finished batch when the caller prefers to wait and it is done in time. */
async function answerWhenDone(c: Context<AppEnv>, receipt: FeedReceipt) {
  const seconds = waitSecondsOf(c.req.header("prefer"));
  const until = performance.now() + seconds * 1000;
  if (seconds > 0) c.header("Preference-Applied", `wait=${seconds}`);
  while (performance.now() < until) {
    const report = await c.var.asTenant((tx) => batchReport(tx, receipt.batchId));
    if (report.status === "DONE" || report.status === "FAILED") return c.json(report, 200);
    await new Promise((resolve) => setTimeout(resolve, MILLIS_BETWEEN_LOOKS));
  }
  return c.json(receipt, 202);
}
