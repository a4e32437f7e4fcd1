import type { AccountRecord } from "../../shared/erp/account.ts";
import type { Tx } from "../db/pool.ts";

/** An account in the words of its record. */
export interface KnownAccount {
  id: string;
  code: string;
  name: string;
  kind: string;
  role: string | null;
}

/** An account to be written: its record under its own id. */
export interface AccountRow extends AccountRecord {
  id: string;
}

/** The whole chart: a role that a record asks for may belong to an account that nobody sent. */
export const chartOfAccounts = (tx: Tx) => tx<KnownAccount[]>`
  select account.id, account.code, account.name, account.kind, account.role
  from master.chart_of_accounts account
  order by account.code
`;

export const insertAccounts = (tx: Tx, rows: readonly AccountRow[]) => tx`
  insert into master.chart_of_accounts (tenant_id, id, code, name, kind, role)
  select tenancy.current_tenant(), row.id, row.code, row.name, row.kind, row.role
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, code text, name text, kind text, role text)
`;

/** Lets accounts go of their roles, so that the next statement may hand them out in any order. */
export const releaseRoles = (tx: Tx, ids: readonly string[]) => tx`
  update master.chart_of_accounts account
  set role = null
  where account.id = any(${[...ids]}) and account.role is not null
`;

export const changeAccounts = (tx: Tx, rows: readonly AccountRow[]) => tx`
  update master.chart_of_accounts account
  set name = row.name, kind = row.kind, role = row.role
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, name text, kind text, role text)
  where account.id = row.id
`;
