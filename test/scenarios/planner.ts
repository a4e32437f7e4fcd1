import { randomUUID } from "node:crypto";
import { type Journal, JournalPage } from "../../shared/finance/journal.ts";
import { Fund } from "../../shared/planning/fund.ts";
import { PromotionLineBatchResult } from "../../shared/planning/line.ts";
import { Promotion, PromotionBatchResult } from "../../shared/planning/promotion.ts";
import type { Persona } from "../../shared/tenancy/identity.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

/** The funds of the demo company, by number. */
export const FUND = {
  walmart: "0190d000-0000-7000-8000-000000001501",
  kroger: "0190d000-0000-7000-8000-000000001502",
};

type Changes = Record<string, string | null>;

/** A planning department of one test file: what its people do over HTTP. */
export interface Planner {
  app: TestApp;
  /** Publishes a new promotion of these fields and answers its row. */
  plan(fields: Changes, lines?: Changes[]): Promise<Promotion>;
  change(promotion: Promotion, changes: Changes): Promise<Promotion>;
  act(
    as: Persona,
    act: string,
    { promotion, ...rest }: { promotion: Promotion; reason?: string; weeks?: number },
  ): Promise<Promotion>;
  promotion(id: string): Promise<Promotion>;
  fund(id: string): Promise<Fund>;
  journals(promotionId: string): Promise<Journal[]>;
  close(): Promise<void>;
}

export async function openPlanner(now: string): Promise<Planner> {
  const app = await openTestApp({ seed: "demo" });
  app.setNow(now);
  const post = (as: Persona, route: string, body: unknown) =>
    app.request(as, `POST ${route}`, { body, headers: { "idempotency-key": randomUUID() } });
  const batch = (route: string, rows: object[]) =>
    post("planner", route, { batchId: randomUUID(), rows });

  const planner: Planner = {
    app,
    plan: async (fields, lines = []) => {
      const id = randomUUID();
      const created = await batch("/v1/promotions/batch", [
        { key: id, op: "create", id, changes: fields },
      ]);
      const [result] = created.as(PromotionBatchResult).results;
      if (result?.outcome !== "saved") throw new Error(JSON.stringify(result?.problem));
      if (lines.length > 0) {
        const added = await batch(
          "/v1/promotion-lines/batch",
          lines.map((changes, n) => ({
            key: String(n),
            op: "create",
            id: randomUUID(),
            changes: { promotionId: id, ...changes },
          })),
        );
        const refused = added
          .as(PromotionLineBatchResult)
          .results.find(({ outcome }) => outcome !== "saved");
        if (refused) throw new Error(JSON.stringify(refused.problem));
      }
      return planner.promotion(id);
    },
    change: async ({ id, version }, changes) => {
      const changed = await batch("/v1/promotions/batch", [
        { key: id, op: "update", id, version, changes },
      ]);
      const [result] = changed.as(PromotionBatchResult).results;
      if (!result?.row) throw new Error(JSON.stringify(result?.problem));
      return result.row;
    },
    act: async (as, act, { promotion, ...rest }) => {
      const answer = await post(as, `/v1/promotions/${promotion.id}/actions/${act}`, {
        version: promotion.version,
        ...rest,
      });
      return answer.as(Promotion);
    },
    promotion: async (id) =>
      (await app.request("planner", `GET /v1/promotions/${id}`)).as(Promotion),
    fund: async (id) => (await app.request("planner", `GET /v1/funds/${id}`)).as(Fund),
    journals: async (promotionId) =>
      (await app.request("finance", `GET /v1/journals?promotionId=${promotionId}`)).as(JournalPage)
        .rows,
    close: () => app.close(),
  };
  return planner;
}
