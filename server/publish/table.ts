import type { z } from "zod";
import type { Publish } from "../../shared/batch.ts";
import type { Refusal } from "../../shared/refusal.ts";
import type { Caller, Role } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import type { AuditEntry } from "../tenancy/queries.ts";

export type Entity = Publish["entity"];

/** A row as it was sent. `restore` comes with an undo only: what a deleted record was. */
export interface PublishRow<Changes extends object = object> {
  key: string;
  op: "create" | "update" | "delete";
  id: string;
  version?: number | undefined;
  changes: Changes;
  restore?: unknown;
}

/** Who publishes and when, and whether only to see what would happen. */
export interface Publisher {
  caller: Caller;
  requestId: string;
  validateOnly: boolean;
  now: Date;
}

/** How a saved row is taken back: the op and the values that undo it, kept as JSON with the answer. */
export interface Inverse {
  op: PublishRow["op"];
  changes: object;
  restore?: unknown;
}

/** What became of one row. A row that already was as wanted is saved with nothing to undo or to record. */
export type Verdict =
  | { kind: "saved"; inverse: Inverse | null; entry: AuditEntry | null }
  | { kind: "refused"; refusal: Refusal };

/** A verdict for each row, in their order, and what the audit keeps beside the rows themselves. */
export interface Saving {
  verdicts: Verdict[];
  entries?: readonly AuditEntry[];
}

/** A table that people publish: its feature says how its rows are saved and read; this room does everything else. */
export interface PublishTable<Changes extends object, Shown extends { id: string }> {
  entity: Entity;
  /** The roles that may publish it. */
  roles: readonly [Role, ...Role[]];
  shapes: { changes: z.ZodType<Changes>; row: z.ZodType<Shown> };
  /** Locks records (and what guards them) in the one order of locks. */
  lock(tx: Tx, ids: readonly string[]): PromiseLike<unknown>;
  /** Locks, reads, decides and writes rows of different records, in their order. Bad rows leave no trace. */
  save(tx: Tx, rows: readonly PublishRow<Changes>[], publisher: Publisher): Promise<Saving>;
  /** The records as lists show them; those that are gone are missing. */
  read(tx: Tx, ids: readonly string[], caller: Caller): Promise<(Shown & { version: number })[]>;
}

/** Any of them: what the list of publishes and undo are given. */
export type AnyPublishTable = PublishTable<object, { id: string }>;
