import type { Tx } from "../db/pool.ts";

/** One request as its key names it. */
export interface KeyedRequest {
  route: string;
  key: string;
  requestHash: string;
}

/** What is remembered of a request: RUNNING until its answer is stored. */
export interface RememberedRequest {
  requestHash: string;
  state: "RUNNING" | "DONE";
  status: number | null;
  body: string | null;
}

/**
 * Takes the key: one row when it was free. A key is free again after its 72 hours, and when a request with the same
 * content took it two minutes ago and never answered, because its process died.
 */
export const takeKey = (tx: Tx, { route, key, requestHash }: KeyedRequest) => tx<{ key: string }[]>`
  insert into tenancy.idempotency_keys as taken (tenant_id, route, key, request_hash, created_by)
  values (tenancy.current_tenant(), ${route}, ${key}, ${requestHash}, tenancy.current_actor())
  on conflict (tenant_id, route, key) do update
  set request_hash = excluded.request_hash, state = 'RUNNING', status = null, body = null,
    created_by = excluded.created_by, created_at = now(), expires_at = excluded.expires_at
  where taken.expires_at < now()
    or (taken.state = 'RUNNING' and taken.request_hash = excluded.request_hash
      and taken.created_at < now() - interval '2 minutes')
  returning taken.key
`;

export const rememberedRequest = (tx: Tx, { route, key }: KeyedRequest) => tx<RememberedRequest[]>`
  select remembered.request_hash, remembered.state, remembered.status, remembered.body
  from tenancy.idempotency_keys remembered
  where remembered.route = ${route} and remembered.key = ${key}
`;

export const rememberAnswer = (
  tx: Tx,
  { route, key }: KeyedRequest,
  answer: { status: number; body: string },
) => tx`
  update tenancy.idempotency_keys remembered
  set state = 'DONE', status = ${answer.status}, body = ${answer.body}
  where remembered.route = ${route} and remembered.key = ${key}
`;

export const releaseKey = (tx: Tx, { route, key }: KeyedRequest) => tx`
  delete from tenancy.idempotency_keys released
  where released.route = ${route} and released.key = ${key} and released.state = 'RUNNING'
`;

export const forgetExpiredKeys = (tx: Tx) => tx`
  delete from tenancy.idempotency_keys forgotten
  where forgotten.expires_at < now()
`;
