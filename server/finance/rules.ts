import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import { ownTenant } from "../tenancy/queries.ts";

/** The company's tolerance, limits, currency and time zone. */
export async function companyRules(tx: Tx): Promise<Settings> {
  const [tenant] = await ownTenant(tx);
  if (!tenant) throw new Error("a transaction without its tenant");
  return Settings.parse(tenant.settings);
}
