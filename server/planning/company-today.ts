import { todayIn } from "../../shared/day.ts";
import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import { ownTenant } from "../tenancy/queries.ts";

/** Which day it is where the company's books are kept. */
export async function companyToday(tx: Tx, now: Date): Promise<string> {
  const [tenant] = await ownTenant(tx);
  return todayIn(Settings.parse(tenant?.settings).timeZone, now);
}
