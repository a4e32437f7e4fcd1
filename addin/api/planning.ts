import { z } from "zod";
import { PublishPage } from "../../shared/batch.ts";
import { JournalPage } from "../../shared/finance/journal.ts";
import { CustomerPage, PersonPage, ProductPage, TacticPage } from "../../shared/master/lists.ts";
import { Calendar } from "../../shared/planning/calendar.ts";
import { BurnDown, Fund, FundMovementPage } from "../../shared/planning/fund.ts";
import { PromotionLinePage } from "../../shared/planning/line.ts";
import { MovesResult, PromotionChanges } from "../../shared/planning/moves.ts";
import { AuditPage } from "../../shared/tenancy/audit.ts";
import type { Api } from "../taskpane/ports.ts";
import type { HttpClient } from "./http.ts";
import { type ListQuestion, queryText, wholeList } from "./lists.ts";

type Planning = Pick<
  Api,
  | "lists"
  | "publishes"
  | "undoPublish"
  | "move"
  | "promotionChanges"
  | "promotionLines"
  | "promotionJournals"
  | "calendar"
  | "burnDown"
  | "fundMovements"
  | "transfer"
  | "history"
>;

/** More of one's own publishes, or of what happened to one record, nobody reads in a pane. */
const NEWEST = 50;

/** Promotions, funds and what happened to them, as the routes of `/v1` answer it. */
export function planningApi(http: HttpClient, newKey: () => string): Planning {
  const get = <Shape extends z.ZodType>(path: string, answer: Shape) =>
    http.ask({ method: "GET", path, answer });
  const all = async <Row>(list: ListQuestion<Row>) => (await wholeList(http, list)).rows;
  return {
    lists: async () => {
      const [customers, products, tactics, people] = await Promise.all([
        all({ path: "/v1/customers", filter: {}, page: CustomerPage }),
        all({ path: "/v1/products", filter: {}, page: ProductPage }),
        all({ path: "/v1/tactics", filter: {}, page: TacticPage }),
        all({ path: "/v1/people", filter: {}, page: PersonPage }),
      ]);
      return { customers, products, tactics, people };
    },
    publishes: async () => (await get(`/v1/publishes?pageSize=${NEWEST}`, PublishPage)).rows,
    undoPublish: (batchId) =>
      http.ask({
        method: "POST",
        path: `/v1/publishes/${batchId}/actions/undo`,
        idempotencyKey: newKey(),
        body: {},
        answer: Undone,
      }),
    move: ({ act, ...request }) =>
      http.ask({
        method: "POST",
        path: `/v1/promotions/actions/${act}`,
        idempotencyKey: newKey(),
        body: request,
        answer: MovesResult,
      }),
    promotionChanges: (id) => get(`/v1/promotions/${id}/changes`, PromotionChanges),
    promotionLines: (promotion) =>
      all({ path: "/v1/promotion-lines", filter: { promotion }, page: PromotionLinePage }),
    promotionJournals: (promotionId) =>
      all({ path: "/v1/journals", filter: { promotionId }, page: JournalPage }),
    ...fundApi(http),
    history: async (entity, id) =>
      (await get(`/v1/audit?${queryText({ entity, id, pageSize: NEWEST })}`, AuditPage)).rows,
  };
}

type Funds = Pick<Planning, "calendar" | "burnDown" | "fundMovements" | "transfer">;

/** What is asked of funds, and the reports about plans. */
function fundApi(http: HttpClient): Funds {
  const get = <Shape extends z.ZodType>(path: string, answer: Shape) =>
    http.ask({ method: "GET", path, answer });
  return {
    calendar: (query) => get(`/v1/calendar?${queryText({ ...query })}`, Calendar),
    burnDown: (fundId) => get(`/v1/funds/${fundId}/burn-down`, BurnDown),
    fundMovements: (fundId) => movementsOf(http, fundId),
    transfer: ({ fundId, idempotencyKey, amount, ...request }) =>
      http.ask({
        method: "POST",
        path: `/v1/funds/${fundId}/transfers`,
        idempotencyKey,
        body: { ...request, amount: amount.toString() },
        answer: Fund,
      }),
  };
}

const movementsOf = async (http: HttpClient, fundId: string) => {
  const path = `/v1/funds/${fundId}/movements`;
  return (await wholeList(http, { path, filter: {}, page: FundMovementPage })).rows;
};

/** What undoing a publish answers: how many rows are as they were before it. */
const Undone = z.object({ undone: z.int() });
