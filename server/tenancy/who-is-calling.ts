import { Refusal } from "../../shared/refusal.ts";
import type { Caller, Me } from "../../shared/tenancy/identity.ts";
import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import * as queries from "./queries.ts";

/** The caller as the pane greets it, with the company's currency and rules. */
export async function whoIsCalling(
  tx: Tx,
  caller: Caller,
  environment: Me["environment"],
): Promise<Me> {
  const [tenant] = await queries.ownTenant(tx);
  const [user] = await queries.userById(tx, caller.userId);
  if (!tenant || !user) throw new Refusal("NOT_FOUND", "This user is not known here any more.");

  const { currency, tolerance, limits } = Settings.parse(tenant.settings);
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    roles: caller.roles,
    tenant: { id: tenant.id, name: tenant.name, currency },
    environment,
    tolerance,
    limits,
  };
}
