import type { Journal } from "../../../shared/finance/journal.ts";
import { type Desk, monthsAgo } from "../../scenarios/desk.ts";
import type { Answer, Asker } from "../../support/app.ts";

/** A day of an open period of the demo company, and one of a closed period. */
export const OPEN = monthsAgo(0);
export const CLOSED = monthsAgo(3);

/** Posts a settlement on P-1007 and answers its journal, not delivered yet. */
export async function posted(desk: Desk, postingDate = OPEN): Promise<Journal> {
  const { id } = await desk.deduct({ amount: "50" });
  const draft = await desk.draft(id, { promotionId: "P-1007", settle: "50" });
  const { claims } = await desk.post([draft], { postingDate });
  return desk.journal(claims[0]?.journalId ?? "");
}

/** A journal that the ERP refused, for its period is closed. */
export async function failed(desk: Desk): Promise<Journal> {
  const { id } = await posted(desk, CLOSED);
  await desk.app.runJobs();
  return desk.journal(id);
}

interface Action {
  action: "retry" | "redate";
  body?: object;
  as?: Asker;
}

/** Acts on a journal in the version that was seen. */
export function act(desk: Desk, { id, version }: Journal, action: Action): Promise<Answer> {
  const { action: name, body = {}, as = "finance" } = action;
  return desk.app.request(as, `POST /v1/journals/${id}/actions/${name}`, {
    body: { version, ...body },
  });
}

/** Asks to move a journal into the open period. */
export function redate(desk: Desk, journal: Journal, as: Asker = "finance"): Promise<Answer> {
  const body = { postingDate: OPEN, reason: "August is closed" };
  return act(desk, journal, { action: "redate", body, as });
}
