import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import {
  type Publish,
  PublishAnswer,
  PublishFilter,
  PublishPage,
  UndoAnswer,
  whyNotUndone,
} from "../../shared/batch.ts";
import { Id } from "../../shared/ids.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresOnce } from "../http/idempotency.ts";
import { requiresReader } from "../http/requires.ts";
import * as queries from "./publish.queries.ts";
import type { AnyPublishTable } from "./table.ts";
import { undoPublish } from "./undo.ts";

const tags = ["Publishing"];
const byBatch = z.object({ batchId: Id });

const list = createRoute({
  method: "get",
  path: "/publishes",
  tags,
  summary: "The caller's publishes, newest first, each with whether it can be taken back",
  ...requiresReader(),
  request: { query: PublishFilter },
  responses: answers(PublishPage, "A page of publishes"),
});

const published = createRoute({
  method: "get",
  path: "/publishes/{batchId}",
  tags,
  summary: "What a publish was answered with, when its answer was lost",
  ...requiresReader(),
  request: { params: byBatch },
  responses: answers(PublishAnswer, "Its rows, as they were answered"),
});

const undo = createRoute({
  method: "post",
  path: "/publishes/{batchId}/actions/undo",
  tags,
  summary: "Takes a publish back: writes what its rows were before, all of them or none",
  description:
    "Only by whoever published it, once, and only while none of its rows changed again (409 PUBLISH_NOT_UNDOABLE says which). Created rows vanish, deleted rows come back, values return; what was posted is never taken back.",
  ...requiresOnce("Planner", "Controller", "Finance"),
  request: { params: byBatch },
  responses: answers(UndoAnswer, "The publish that took it back"),
});

/** Publishes of every table that the features publish. */
export const publishing = (tables: readonly AnyPublishTable[]) =>
  new OpenAPIHono<AppEnv>()
    .openapi(list, async (c) => {
      const filter = c.req.valid("query");
      const after = c.var.pages.after(filter);
      const by = c.var.caller.userId;
      const rows = await c.var.asTenant((tx) =>
        queries.publishPage(tx, { by, after, pageSize: filter.pageSize }),
      );
      const page = c.var.pages.pageBy(rows, filter, ({ key }) => key);
      return c.json({ ...page, rows: page.rows.map(listed) }, 200);
    })
    .openapi(published, async (c) => {
      const { batchId } = c.req.valid("param");
      return c.json(await c.var.asTenant((tx) => publishAnswer(tx, batchId)), 200);
    })
    .openapi(undo, async (c) => {
      const { batchId } = c.req.valid("param");
      const { caller, requestId } = c.var;
      const publisher = { caller, requestId, validateOnly: false, now: c.var.now() };
      const undone = await c.var.asTenant((tx) => undoPublish(tx, { batchId, tables }, publisher));
      return c.json(undone, 200);
    });

/** What a publish was answered with: for a client that lost the answer. */
async function publishAnswer(tx: Tx, batchId: string): Promise<PublishAnswer> {
  const [publish] = await queries.publishById(tx, batchId);
  if (!publish) throw new Refusal("NOT_FOUND", `Nothing was published as ${batchId}.`);
  const rows = await queries.publishAnswers(tx, batchId);
  const results = rows.map(({ answer }) => answer);
  return PublishAnswer.parse({ batchId, entity: publish.entity, results });
}

const listed = (row: queries.ListedPublish): Publish => ({
  batchId: row.batchId,
  entity: row.entity,
  message: row.message,
  createdAt: row.createdAt,
  createdBy: row.createdBy,
  saved: row.saved,
  refused: row.refused,
  undoes: row.undoes,
  whyNot: whyNotUndone({ ...row, byCaller: true, isUndo: row.undoes !== null }),
});
