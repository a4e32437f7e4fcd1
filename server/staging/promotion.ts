import { z } from "zod";
import { fromCells } from "../../shared/erp/csv.ts";
import { readRecord } from "../../shared/erp/record.ts";
import type { Duplicate, Numbered, Rejected } from "../../shared/erp/verdict.ts";
import type { Tx } from "../db/pool.ts";
import * as queries from "./batch.queries.ts";

/** The records of a chunk that could be read, and the others with what is wrong with them. */
export interface ReadRecords<Content> {
  read: Numbered<Content>[];
  rejected: Rejected[];
}

/** What became of the records of one chunk, by the row each of them made or changed. */
export interface Promoted {
  accepted: { n: number; entityId: string }[];
  updated: { n: number; entityId: string }[];
  duplicates: readonly Duplicate[];
  rejected: readonly Rejected[];
}

/** One entry of the audit log. */
export interface AuditEntry {
  act: string;
  entity: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
}

const Cells = z.record(z.string(), z.string());

/** Reads raw records by their shape; those of a CSV are cells first. */
export function readRaw<Shape extends z.ZodObject>(
  shape: Shape,
  raws: readonly queries.RawRecord[],
  batch: queries.BatchAtWork,
): ReadRecords<z.output<Shape>> {
  const result: ReadRecords<z.output<Shape>> = { read: [], rejected: [] };
  for (const { n, raw } of raws) {
    const cells = batch.isCsv ? fromCells(batch.feed, Cells.parse(raw)) : null;
    const reading =
      cells?.kind === "FAULTY" ? cells : readRecord(shape, cells ? cells.record : raw);
    if (reading.kind === "READ") result.read.push({ n, record: reading.record });
    else result.rejected.push({ n, faults: reading.faults });
  }
  return result;
}

/** Writes down what became of each record, adds it to the batch's counts, and closes the act in the audit log. */
export async function settleRecords(
  tx: Tx,
  batch: queries.BatchAtWork,
  { promoted, audit }: { promoted: Promoted; audit: readonly AuditEntry[] },
): Promise<void> {
  const { accepted, updated, duplicates, rejected } = promoted;
  await queries.markRecords(tx, batch.id, [
    ...accepted.map((each) => promotedMark(each, "accepted")),
    ...updated.map((each) => promotedMark(each, "updated")),
    ...duplicates.map(duplicateMark),
    ...rejected.map(rejectedMark),
  ]);
  await queries.countMarks(tx, batch.id, {
    accepted: accepted.length,
    updated: updated.length,
    duplicates: duplicates.length,
    rejected: rejected.length,
  });
  if (audit.length > 0) await queries.recordAct(tx, audit);
}

const promotedMark = (
  { n, entityId }: { n: number; entityId: string },
  outcome: "accepted" | "updated",
): queries.Mark => ({ n, status: "PROMOTED", outcome, entityId, errors: [] });

const duplicateMark = ({ n, entityId }: Duplicate): queries.Mark => ({
  n,
  status: "DUPLICATE",
  outcome: "duplicate",
  entityId,
  errors: [],
});

const rejectedMark = ({ n, faults }: Rejected): queries.Mark => ({
  n,
  status: "REJECTED",
  outcome: null,
  entityId: null,
  errors: faults,
});
