import { rowResultOf } from "../../shared/batch.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { type AuditEntry, recordAct } from "../tenancy/queries.ts";
import * as answers from "./answers.ts";
import * as queries from "./publish.queries.ts";
import type { Publisher, PublishRow, PublishTable, Saving, Verdict } from "./table.ts";
import { takingBack } from "./taking-back.ts";

/** One chunk of a press of Publish, as it was sent. */
export interface Batch<Changes extends object> {
  batchId: string;
  message?: string | undefined;
  context?: object | undefined;
  mode: "each" | "all";
  rows: readonly PublishRow<Changes>[];
}

export interface BatchAnswer<Shown> {
  batchId: string;
  summary: Record<string, number>;
  results: answers.RowResult<Shown>[];
}

type Results<Shown> = answers.RowResult<Shown>[];

/** The table, and who publishes rows of it. */
interface Publishing<Changes extends object, Shown extends { id: string }> {
  table: PublishTable<Changes, Shown>;
  publisher: Publisher;
}

/**
 * Publishes rows of a table. Every row stands for itself; in mode "all" one bad row takes the others back. A row that was
 * answered before under its batch and key is answered the same; with other content it is refused. With `validateOnly` the
 * answer is the same and nothing stays.
 */
export async function publishBatch<Changes extends object, Shown extends { id: string }>(
  tx: Tx,
  batch: Batch<Changes>,
  publishing: Publishing<Changes, Shown>,
): Promise<BatchAnswer<Shown>> {
  const results = publishing.publisher.validateOnly
    ? await takingBack(tx, async (inner) => ({
        answer: await publishRows(inner, batch, publishing),
        stays: false,
      }))
    : await publishRows(tx, batch, publishing);
  return { batchId: batch.batchId, summary: answers.summaryOf(results), results };
}

async function publishRows<Changes extends object, Shown extends { id: string }>(
  tx: Tx,
  batch: Batch<Changes>,
  { table, publisher }: Publishing<Changes, Shown>,
): Promise<Results<Shown>> {
  const { batchId, rows } = batch;
  await queries.lockPublish(tx, batchId);
  const keys = rows.map(({ key }) => key);
  refuseKeysTwice(keys);
  const answered = await queries.answeredRows(tx, { batchId, keys });
  const before = new Map(answered.map((row) => [row.rowKey, row]));
  const fresh = rows.filter(({ key }) => !before.has(key));

  const saved =
    fresh.length > 0 ? await saveFresh(tx, { ...batch, rows: fresh }, { table, publisher }) : [];
  const results = new Map(saved.map((result) => [result.key, result]));
  const kept = rowResultOf(table.shapes.row);
  return rows.map((row) => {
    const known = before.get(row.key);
    if (known?.requestHash === answers.requestHash(row)) return kept.parse(known.answer);
    return results.get(row.key) ?? answers.resultOf(row, answers.notKept(row), publisher);
  });
}

function refuseKeysTwice(keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) {
      throw new Refusal("INVALID", `Two rows have the key ${key}; each row needs its own.`);
    }
    seen.add(key);
  }
}

/** Saves rows that were not answered before, keeps their answers, and records the act last. */
export async function saveFresh<Changes extends object, Shown extends { id: string }>(
  tx: Tx,
  batch: Batch<Changes>,
  { table, publisher }: Publishing<Changes, Shown>,
): Promise<Results<Shown>> {
  const { batchId, rows, message = null, context = null } = batch;
  const by = publisher.caller.userId;
  const { entity } = table;
  const opened = await queries.openPublish(tx, { batchId, entity, message, context, by });
  const { verdicts, entries = [] } = await saveRows(tx, batch, { table, publisher });
  const results = await shownResults(tx, { rows, verdicts }, { table, publisher });
  const kept = rows.flatMap((row, n) => {
    const [verdict, answer] = [verdicts[n], results[n]];
    return verdict && answer ? [answers.keptAnswer(row, { verdict, answer, n })] : [];
  });
  await queries.keepAnswers(tx, { batchId, entity, rows: kept });
  const act = [
    ...opened.map(() => publishEntry(batchId, { entity, message, context })),
    ...verdicts.flatMap((verdict) => entryOf(verdict, batchId)),
    ...entries,
  ];
  if (act.length > 0 && !publisher.validateOnly) await recordAct(tx, JSON.stringify(act));
  return results;
}

async function saveRows<Changes extends object, Shown extends { id: string }>(
  tx: Tx,
  { rows, mode }: Batch<Changes>,
  { table, publisher }: Publishing<Changes, Shown>,
): Promise<Saving> {
  if (mode === "each") return saveDistinct(tx, rows, { table, publisher });
  return takingBack(tx, async (inner) => {
    const saving = await saveDistinct(inner, rows, { table, publisher });
    const stays = saving.verdicts.every(({ kind }) => kind === "saved");
    return {
      stays,
      answer: stays ? saving : { verdicts: saving.verdicts.map(answers.takenBack) },
    };
  });
}

/** The first row about each record is saved; a second one is refused. */
async function saveDistinct<Changes extends object, Shown extends { id: string }>(
  tx: Tx,
  rows: readonly PublishRow<Changes>[],
  { table, publisher }: Publishing<Changes, Shown>,
): Promise<Saving> {
  const first = new Map(rows.toReversed().map((row) => [row.id, row]));
  const distinct = rows.filter((row) => first.get(row.id) === row);
  const saving = await table.save(tx, distinct, publisher);
  const verdicts = new Map(distinct.map((row, index) => [row, saving.verdicts[index]]));
  return {
    ...saving,
    verdicts: rows.map((row) => verdicts.get(row) ?? answers.alreadyNamed()),
  };
}

async function shownResults<Changes extends object, Shown extends { id: string }>(
  tx: Tx,
  { rows, verdicts }: { rows: readonly PublishRow<Changes>[]; verdicts: Saving["verdicts"] },
  { table, publisher }: Publishing<Changes, Shown>,
): Promise<Results<Shown>> {
  const results = rows.map((row, index) =>
    answers.resultOf(row, verdicts[index] ?? answers.alreadyNamed(), publisher),
  );
  const shown = results.filter(({ outcome }) => outcome === "saved" || outcome === "conflict");
  const ids = shown.map(({ id }) => id);
  const found = ids.length > 0 ? await table.read(tx, ids, publisher.caller) : [];
  const after = new Map(found.map((row) => [row.id, row]));
  return results.map((result) => {
    const row = shown.includes(result) ? after.get(result.id) : undefined;
    return row ? { ...result, version: row.version, row } : result;
  });
}

const entryOf = (verdict: Verdict, batchId: string): AuditEntry[] =>
  verdict.kind === "saved" && verdict.entry
    ? [{ ...verdict.entry, after: { ...verdict.entry.after, batchId } }]
    : [];

const publishEntry = (batchId: string, after: object): AuditEntry => ({
  act: "publish.sent",
  entity: "publish",
  entityId: batchId,
  after,
});
