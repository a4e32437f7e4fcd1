import { Refusal } from "../../shared/refusal.ts";
import {
  checkSettings,
  Settings,
  type SettingsAnswer,
  type SettingsChange,
} from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import * as queries from "./queries.ts";

/** The company's rules as they are now. */
export async function currentSettings(tx: Tx): Promise<SettingsAnswer & { tenantId: string }> {
  const [tenant] = await queries.ownTenant(tx);
  if (!tenant) throw new Refusal("NOT_FOUND", "This company is not known here any more.");
  const { id: tenantId, settings, version } = tenant;
  return { tenantId, settings: Settings.parse(settings), version };
}

/** Replaces the company's rules, if nobody else did since they were read, and says so in the audit log. */
export async function changeSettings(tx: Tx, change: SettingsChange): Promise<SettingsAnswer> {
  const { tenantId, settings: from } = await currentSettings(tx);
  const { settings: to, version, reason } = change;
  checkSettings({ from, to });

  const [changed] = await queries.changeSettings(tx, { settings: JSON.stringify(to), version });
  if (!changed) {
    throw new Refusal(
      "VERSION_STALE",
      "Somebody else changed the settings since you read them. Read them again, then make your change.",
    );
  }
  const entry = { act: "change-settings", entity: "tenant", entityId: tenantId };
  await queries.recordAct(tx, JSON.stringify([{ ...entry, before: from, after: to, reason }]));
  return { settings: to, version: changed.version };
}
