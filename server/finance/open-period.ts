import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { periodFacts } from "./posting-facts.ts";

/** The accounting period of a day. Refused: PERIOD_CLOSED, and PERIOD_UNKNOWN for a day outside of all fed periods. */
export async function refuseIfClosed(tx: Tx, day: string): Promise<string> {
  const { accountingPeriod, period } = await periodFacts(tx, day);
  if (period.status === "CLOSED") {
    throw new Refusal(
      "PERIOD_CLOSED",
      `Period ${period.period} of ${day} is closed. Re-date the journal to a day in an open period.`,
    );
  }
  if (period.status === "UNKNOWN" && period.message) {
    throw new Refusal(
      "PERIOD_UNKNOWN",
      `No period is known for ${day}. Choose a day in an open period.`,
    );
  }
  return accountingPeriod;
}
