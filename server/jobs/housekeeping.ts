import { todayIn } from "../../shared/day.ts";
import { asTenant, type Pool, type Tx } from "../db/pool.ts";
import { deliverDue } from "../finance/due.queries.ts";
import { chaseJournals } from "../finance/record.queries.ts";
import { companyRules } from "../finance/rules.ts";
import type { Log } from "../http/log.ts";
import { turnPromotions } from "../planning/turn-promotions.ts";
import { forgetExpiredKeys } from "../tenancy/idempotency.queries.ts";
import * as queries from "./queries.ts";

/** What the clock asks for: the database, and which instant it is (an input, so that tests can set it). */
export interface ChoreParts {
  pool: Pool;
  log: Log;
  now: () => Date;
}

/** What belongs to no company: run by the clock, not by a fact. */
export type Chore = (parts: ChoreParts) => Promise<void>;

/** Facts are kept by month; a month without its partition would refuse them. */
export const makePartitions: Chore = async ({ pool, log }) => {
  const [{ made } = { made: 0 }] = await queries.makePartitions(pool);
  if (made > 0) log.info({ made }, "partitions made");
};

/** Idempotency keys live for 72 hours. */
export const forgetKeys: Chore = async ({ pool }) => {
  for (const { id } of await queries.allTenants(pool)) {
    await asTenant(pool, { tenantId: id }, forgetExpiredKeys);
  }
};

/** No journal is forgotten on its way to the ERP, even when the queue gave its job up. */
export const chase: Chore = async ({ pool, log, now }) => {
  for (const { id: tenantId } of await queries.allTenants(pool)) {
    const late = await asTenant(pool, { tenantId }, async (tx) =>
      chaseJournals(tx, await companyDay(tx, now())),
    );
    if (late.length > 0) log.warn({ tenantId, journals: late.length }, "journals are late");
  }
};

/** A journal of a later period leaves for the ERP on its day. */
export const deliverDueJournals: Chore = async ({ pool, log, now }) => {
  for (const { id: tenantId } of await queries.allTenants(pool)) {
    const due = await asTenant(pool, { tenantId }, async (tx) =>
      deliverDue(tx, await companyDay(tx, now())),
    );
    if (due.length > 0) log.info({ tenantId, journals: due.length }, "journals are due");
  }
};

/** Promotions start and end on their dates, and are settled when nothing is left of them. */
export const turnByDate: Chore = async ({ pool, log, now }) => {
  for (const { id: tenantId } of await queries.allTenants(pool)) {
    const turned = await asTenant(pool, { tenantId }, (tx) => turnPromotions(tx, now()));
    if (turned.length > 0) log.info({ tenantId, promotions: turned.length }, "promotions turned");
  }
};

async function companyDay(tx: Tx, now: Date): Promise<string> {
  const { timeZone } = await companyRules(tx);
  return todayIn(timeZone, now);
}
