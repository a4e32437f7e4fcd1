import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import {
  AccountPage,
  CustomerPage,
  PeriodPage,
  PersonPage,
  ProductPage,
  ReasonCodePage,
  TacticPage,
} from "../../../shared/master/lists.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const read = async <Shape extends z.ZodType>(route: string, shape: Shape) =>
  (await app.request("planner", `GET /v1/${route}`)).as(shape);

test("customers name their parent and retailer", async () => {
  const { rows } = await read("customers?search=store%20411", CustomerPage);

  expect(rows).toMatchObject([
    { erpId: "WMT-0411", parentErpId: "WALMART-EAST", retailer: "Walmart", type: "Store" },
  ]);
});

test("products carry their prices in four decimals", async () => {
  const { rows } = await read("products?search=PG-OAT", ProductPage);

  expect(rows[0]!.listPrice.toString()).toBe("3.2000");
});

test("there are twelve tactics", async () => {
  expect((await read("tactics", TacticPage)).rows).toHaveLength(12);
});

test("a tactic says how it is paid, dated, booked and accrued", async () => {
  const { rows } = await read("tactics?search=slotting", TacticPage);

  expect(rows).toEqual([
    {
      code: "SLOTTING",
      name: "Slotting",
      costBasis: "FIXED",
      windowBasis: "SELL_IN",
      accrualMethod: "PLAN_AT_APPROVAL",
      presentation: "CONTRA_REVENUE",
      spendRole: "SLOTTING",
      spendAccount: "5510",
      description: "A fee for a new item's place on the shelf",
    },
  ]);
});

test("people are those who sign in, in their own company, and no systems", async () => {
  const { rows } = await read("people", PersonPage);
  const found = await read("people?search=paula", PersonPage);

  expect(rows.map(({ name }) => name).toSorted()).toEqual([
    "Ada Lindgren",
    "Alice Berg",
    "Audrey Kim",
    "Carlos Stone",
    "Frank Osei",
    "Paula Reyes",
  ]);
  expect(found.rows).toMatchObject([
    { name: "Paula Reyes", email: "planner@prairie-pantry.example" },
  ]);
});

test("people who were disabled are not offered", async () => {
  await app.database.asOwner(
    (tx) => tx`update tenancy.users set disabled_at = now() where handle = 'auditor'`,
  );

  const { rows } = await read("people?search=audrey", PersonPage);

  expect(rows).toEqual([]);
});

test("a reason says whose code it is and what it means to us", async () => {
  const { rows } = await read("reasons?search=Routing%20violation", ReasonCodePage);

  expect(rows).toContainEqual({
    retailer: "Walmart",
    code: "40",
    label: "Routing violation, excess freight",
    reason: "COMPLIANCE",
    trade: false,
  });
});

test("every account role has its account", async () => {
  const { rows } = await read("accounts", AccountPage);

  expect(rows.find(({ role }) => role === "DEDUCTION_CLEARING")?.code).toBe("1150");
  expect(new Set(rows.map(({ role }) => role)).size).toBe(14);
});

test("only the previous and the current period are open", async () => {
  const { rows } = await read("periods?pageSize=100", PeriodPage);

  expect(rows.filter(({ status }) => status === "OPEN")).toHaveLength(2);
});

test("a list is read page by page in the order of its codes", async () => {
  const first = await read("accounts?pageSize=10", AccountPage);
  const rest = await read(`accounts?pageSize=10&pageToken=${first.nextPageToken}`, AccountPage);

  const codes = [...first.rows, ...rest.rows].map(({ code }) => code);
  expect(rest.nextPageToken).toBeNull();
  expect(codes).toEqual(codes.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(codes).toHaveLength(14);
});

test("a search takes % and _ as they are", async () => {
  expect((await read("accounts?search=%25", AccountPage)).rows).toEqual([]);
  expect((await read("customers?search=_", CustomerPage)).rows).toEqual([]);
});

test("another company's lists are its own", async () => {
  const answer = await app.request({ tenant: "second", persona: "planner" }, "GET /v1/customers");

  const names = answer.as(CustomerPage).rows.map(({ erpId }) => erpId);
  expect(names).not.toContain("WALMART-EAST");
});
