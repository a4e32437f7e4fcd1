import { z } from "zod";
import { rowResultOf } from "../../shared/batch.ts";
import { Claim, ClaimPage } from "../../shared/finance/claim.ts";
import type { Page } from "../../shared/page.ts";
import { Fund, FundPage } from "../../shared/planning/fund.ts";
import { PromotionLine, PromotionLinePage } from "../../shared/planning/line.ts";
import { Promotion, PromotionPage } from "../../shared/planning/promotion.ts";
import type { RowResult, TableName, TableQuery, TableRows } from "../taskpane/ports.ts";

/** Where a managed table lives on the server, which filters its list knows, and the shapes of its answers. */
interface TableRoute<Row> {
  path: string;
  row: z.ZodType<Row>;
  page: z.ZodType<Page<Row>>;
  /** What a batch and `GET /v1/publishes/{batchId}` answer. */
  results: z.ZodType<{ results: RowResult<Row>[] }>;
  filter: (query: TableQuery) => Record<string, string | number | undefined>;
}

const resultsOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ results: z.array(rowResultOf(row)) });

const ofPromotions = ({ customer, status, fund, tactic, from, to }: TableQuery) => ({
  customer,
  status,
  fund,
  tactic,
  from,
  to,
});

/** The four managed tables as the routes of `/v1` know them. */
export const TABLE_ROUTES: { readonly [Name in TableName]: TableRoute<TableRows[Name]> } = {
  deductions: {
    path: "/v1/claims",
    row: Claim,
    page: ClaimPage,
    results: resultsOf(Claim),
    filter: ({ customer, reason, minAge, onlyOpen }) => ({
      customer,
      reason,
      minAge,
      open: onlyOpen ? "true" : undefined,
    }),
  },
  promotions: {
    path: "/v1/promotions",
    row: Promotion,
    page: PromotionPage,
    results: resultsOf(Promotion),
    filter: ofPromotions,
  },
  promoLines: {
    path: "/v1/promotion-lines",
    row: PromotionLine,
    page: PromotionLinePage,
    results: resultsOf(PromotionLine),
    filter: ofPromotions,
  },
  funds: {
    path: "/v1/funds",
    row: Fund,
    page: FundPage,
    results: resultsOf(Fund),
    filter: ({ customer, from, to }) => ({ customer, from, to }),
  },
};
