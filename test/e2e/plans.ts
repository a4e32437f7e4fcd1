import { randomBytes, randomUUID } from "node:crypto";
import { addDays, type Day } from "../../shared/day.ts";
import { uuidV7 } from "../../shared/ids.ts";
import { FundBatchResult } from "../../shared/planning/fund.ts";
import {
  type Promotion,
  PromotionBatchResult,
  PromotionPage,
} from "../../shared/planning/promotion.ts";
import type { Persona } from "../../shared/tenancy/identity.ts";
import type { Stage } from "./stage.ts";

type Changes = Record<string, string | null>;

/** A row as another program sends it to be saved. */
export interface SentRow {
  op: "create" | "update" | "delete";
  id: string;
  version?: number;
  changes: Changes;
}

/** Chunks of a batch, as the server takes them. */
const CHUNK = 100;

/** Today on this machine and days from it: the demo's funds cover this year and the next or the last. */
export const day = (from: number): Day => addDays(new Date().toISOString().slice(0, 10), from);

/** Creates funds of these names; answers their numbers in the same order. */
export async function makeFunds(stage: Stage, funds: Record<string, string>): Promise<string[]> {
  const [from, to] = [day(-200), day(400)];
  const rows = Object.entries(funds).map(([name, budget]) => newRow({ name, budget, from, to }));
  const answer = await save(stage, "controller", { feed: "funds", rows });
  return FundBatchResult.parse(answer).results.map(({ row }) => row?.number ?? "");
}

/** Creates promotions; answers them in the same order. */
export async function makePromotions(stage: Stage, rows: readonly Changes[]): Promise<Promotion[]> {
  const made: Promotion[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK).map(newRow);
    made.push(...(await savePromotions(stage, chunk)));
  }
  return made;
}

/** Saves rows as the planner, in one chunk; rejects with the server's words when a row is refused. */
export async function savePromotions(stage: Stage, rows: readonly SentRow[]): Promise<Promotion[]> {
  const answer = await save(stage, "planner", { feed: "promotions", rows });
  return PromotionBatchResult.parse(answer).results.flatMap(({ outcome, row, problem }) => {
    if (outcome !== "saved") throw new Error(problem?.detail ?? outcome);
    return row ?? [];
  });
}

export function save(
  stage: Stage,
  as: Persona,
  { feed, rows }: { feed: "funds" | "promotions"; rows: readonly SentRow[] },
): Promise<unknown> {
  const batch = rows.map((row) => ({ key: row.id, ...row }));
  return stage.ask(as, `POST /v1/${feed}/batch`, { batchId: randomUUID(), rows: batch });
}

let minted = 0;

/** Ids grow, so that the rows come in the order they were made in. */
const newRow = (changes: Changes): SentRow => ({
  op: "create",
  id: uuidV7(Date.now() + minted++, randomBytes(16)),
  changes,
});

/** Every promotion of the company, by its name. */
export async function promotionsByName(stage: Stage): Promise<Map<string, Promotion>> {
  const all = new Map<string, Promotion>();
  let pageToken: string | null = null;
  do {
    const query: string = pageToken === null ? "" : `&pageToken=${pageToken}`;
    const page = PromotionPage.parse(
      await stage.ask("planner", `GET /v1/promotions?pageSize=1000${query}`),
    );
    for (const promotion of page.rows) all.set(promotion.name, promotion);
    pageToken = page.nextPageToken;
  } while (pageToken !== null);
  return all;
}
