import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import { ownTenant } from "../tenancy/queries.ts";

/** The company's tolerance, limits, currency and time zone. */
export async function companyRules(tx: Tx): Promise<Settings> {
  const [tenant] = await ownTenant(tx);
  if (!tenant) throw new Error("a transaction without its tenant");
  return Settings.parse(tenant.settings);
}

/** Which day it is for the company: postings are dated where its books are kept. */
export function todayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
}
