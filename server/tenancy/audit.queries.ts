import type { AuditEntry, AuditFilter } from "../../shared/tenancy/audit.ts";
import type { Tx } from "../db/pool.ts";

export const auditEntries = (
  tx: Tx,
  { entity, id, pageSize, after }: AuditFilter & { after: string | null },
) => tx<AuditEntry[]>`
  select entry.seq, to_json(entry.at) #>> '{}' as at, entry.act, entry.entity, entry.entity_id,
    entry.actor_id, entry.actor_name, entry.actor_role, entry.client, entry.before, entry.after,
    entry.reason, encode(entry.hash, 'hex') as hash
  from tenancy.audit_log entry
  where (${entity ?? null}::text is null or entry.entity = ${entity ?? null})
    and (${id ?? null}::uuid is null or entry.entity_id = ${id ?? null}::uuid)
    and (${after}::bigint is null or entry.seq < ${after}::bigint)
  order by entry.seq desc
  limit ${pageSize + 1}
`;

export const auditCount = (tx: Tx) => tx<{ entries: number }[]>`
  select count(*) as entries
  from tenancy.audit_log
`;

export const auditProblems = (tx: Tx) => tx<{ seq: number; problem: string }[]>`
  select broken.seq, broken.problem
  from tenancy.verify_audit() broken
  order by broken.seq
  limit 100
`;
