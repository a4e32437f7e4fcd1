import { type UndoAnswer, whyNotUndone } from "../../shared/batch.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { newId } from "../mint.ts";
import * as queries from "./publish.queries.ts";
import { saveFresh } from "./publish-batch.ts";
import type { AnyPublishTable, Publisher } from "./table.ts";

/**
 * Takes a publish back by publishing what its rows were before, all of them or none, under a batch of its own (excel.md 4.6).
 * Refused: NOT_FOUND, ROLE_MISSING, PUBLISH_NOT_UNDOABLE (another person's, twice, changed since, or a rule forbids it).
 */
export async function undoPublish(
  tx: Tx,
  { batchId, tables }: { batchId: string; tables: readonly AnyPublishTable[] },
  publisher: Publisher,
): Promise<UndoAnswer> {
  await queries.lockPublish(tx, batchId);
  const [publish] = await queries.publishById(tx, batchId);
  if (!publish) throw new Refusal("NOT_FOUND", `Nothing was published as ${batchId}.`);
  const table = tableOf(publish, tables, publisher);

  const before = await queries.undoableRows(tx, publish);
  await table.lock(
    tx,
    before.map(({ entityId }) => entityId),
  );
  const rows = await queries.undoableRows(tx, publish);
  refuseUnlessUndoable(publish, rows, publisher);

  const undoing = newId();
  const results = await saveFresh(
    tx,
    {
      batchId: undoing,
      message: `Undo of ${batchId}`,
      mode: "all",
      rows: rows.map(({ rowKey, entityId, undo, version }) => ({
        key: rowKey,
        id: entityId,
        op: undo.op,
        version: version ?? undefined,
        changes: table.shapes.changes.parse(undo.changes),
        restore: undo.restore,
      })),
    },
    { table, publisher },
  );
  const refused = results.find(({ outcome }) => outcome !== "saved");
  if (refused) throw notUndoable(firstWords(results));
  await queries.keepUndo(tx, { batchId: undoing, undoes: batchId, by: publisher.caller.userId });
  return { batchId: undoing, undone: results.length };
}

function tableOf(
  { entity }: queries.PublishedBatch,
  tables: readonly AnyPublishTable[],
  { caller }: Publisher,
): AnyPublishTable {
  const table = tables.find((each) => each.entity === entity);
  if (!table) throw new Error(`no feature publishes ${entity}`);
  if (table.roles.some((role) => caller.roles.includes(role))) return table;
  throw new Refusal(
    "ROLE_MISSING",
    `${caller.name} may not take this back: it needs the role ${table.roles.join(" or ")}. An administrator can grant it.`,
  );
}

function refuseUnlessUndoable(
  publish: queries.PublishedBatch,
  rows: readonly queries.UndoableRow[],
  { caller }: Publisher,
): void {
  const why = whyNotUndone({
    byCaller: publish.createdBy === caller.userId,
    isUndo: publish.isUndo,
    isUndone: publish.isUndone,
    rows: rows.length,
    changedSince: rows.filter(({ changedSince }) => changedSince).length,
  });
  if (why) throw notUndoable(why);
}

const notUndoable = (why: string) =>
  new Refusal("PUBLISH_NOT_UNDOABLE", `This publish cannot be taken back. ${why}`);

/** The words of the row that was refused for its own sake, not because of another one. */
function firstWords(
  results: readonly { problem: { detail: string; code: string } | null }[],
): string {
  const details = results.flatMap(({ problem }) => (problem ? [problem.detail] : []));
  return details.find((detail) => !detail.startsWith("Not saved: another row")) ?? "";
}
