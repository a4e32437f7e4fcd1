import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ZodType } from "zod";
import {
  AccountPage,
  CustomerPage,
  ListQuery,
  PeriodPage,
  PersonPage,
  ProductPage,
  ReasonCodePage,
  TacticPage,
} from "../../shared/master/lists.ts";
import type { Page } from "../../shared/page.ts";
import type { Tx } from "../db/pool.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresAnyRole } from "../http/requires.ts";
import * as queries from "./list.queries.ts";

const list = <Path extends string, Shape extends ZodType>(
  path: Path,
  page: Shape,
  summary: string,
) =>
  createRoute({
    method: "get",
    path,
    tags: ["Lists"],
    summary,
    ...requiresAnyRole(),
    request: { query: ListQuery },
    responses: answers(page, "A page of the list"),
  });

const customers = list("/customers", CustomerPage, "Customers, by ERP id");
const products = list("/products", ProductPage, "Products, by ERP id");
const tactics = list(
  "/tactics",
  TacticPage,
  "The catalogue of tactics: how each is paid, dated, booked and accrued",
);
const people = list("/people", PersonPage, "People who can own a promotion or a fund");
const reasons = list("/reasons", ReasonCodePage, "Retailers' reason codes and what they mean");
const accounts = list("/accounts", AccountPage, "The chart of accounts");
const periods = list("/periods", PeriodPage, "Fiscal periods by ledger");

/** The lists of the dropdowns; every signed-in person may read them. */
export const master = new OpenAPIHono<AppEnv>()
  .openapi(customers, async (c) =>
    c.json(await pageOf(c, c.req.valid("query"), queries.customers), 200),
  )
  .openapi(products, async (c) =>
    c.json(await pageOf(c, c.req.valid("query"), queries.products), 200),
  )
  .openapi(tactics, async (c) =>
    c.json(await pageOf(c, c.req.valid("query"), queries.tactics), 200),
  )
  .openapi(people, async (c) => c.json(await pageOf(c, c.req.valid("query"), queries.people), 200))
  .openapi(reasons, async (c) =>
    c.json(await pageOf(c, c.req.valid("query"), queries.reasons), 200),
  )
  .openapi(accounts, async (c) =>
    c.json(await pageOf(c, c.req.valid("query"), queries.accounts), 200),
  )
  .openapi(periods, async (c) =>
    c.json(await pageOf(c, c.req.valid("query"), queries.periods), 200),
  );

/** One page of a list, cut and signed by the key of its rows, which stays here. */
async function pageOf<Row extends { key: string }>(
  c: Context<AppEnv>,
  filter: ListQuery,
  read: (tx: Tx, asked: ListQuery & { after: string | null }) => PromiseLike<readonly Row[]>,
): Promise<Page<Omit<Row, "key">>> {
  const after = c.var.pages.after(filter);
  const found = await c.var.asTenant(async (tx) => [...(await read(tx, { ...filter, after }))]);
  const page = c.var.pages.pageBy(found, filter, ({ key }) => key);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}
