import { z } from "zod";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";

/** One act as the audit log keeps it for good: who did what to which row, and how the row changed. */
export const AuditEntry = z.object({
  seq: z.int().min(1).meta({ description: "1 is the company's first act; no number is missing" }),
  at: z.string(),
  act: z.string(),
  entity: z.string(),
  entityId: Id.nullable(),
  actorId: Id.nullable(),
  actorName: z.string(),
  actorRole: z.string().nullable(),
  client: z.record(z.string(), z.unknown()).nullable().meta({
    description: "Where it came from: the workbook and sheet, the add-in's version",
  }),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  reason: z.string().nullable(),
  hash: z.string().meta({ description: "SHA-256 over this entry and the hash before it, in hex" }),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** `GET /v1/audit`: newest first. */
export const AuditFilter = PageQuery.extend({
  entity: z.string().max(100).optional().meta({ description: "Such as claim or journal" }),
  id: Id.optional().meta({ description: "The row's id" }),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
export const AuditPage = pageOf(AuditEntry);

/** `GET /v1/audit/verification`: the whole chain of hashes, computed again. */
export const AuditVerification = z.object({
  entries: z.int(),
  intact: z.boolean().meta({ description: "True when nothing was changed, removed or slipped in" }),
  problems: z
    .array(z.object({ seq: z.int(), problem: z.string() }))
    .meta({ description: "The first 100 places where the chain is broken" }),
  verifiedAt: z.string(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
