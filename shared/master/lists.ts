import { z } from "zod";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount } from "../wire.ts";

/** What a customer is in the retailer's hierarchy (seed plus domain.md Q17). */
export const CustomerType = z.enum([
  "HQ",
  "Bill-to",
  "Ship-to",
  "Sold-to",
  "Banner",
  "Distributor",
  "DC",
  "Store",
]);

export const Customer = z.object({
  id: Id,
  erpId: z.string(),
  name: z.string(),
  retailer: z.string().nullable(),
  type: CustomerType,
  parentErpId: z.string().nullable(),
  paymentTerms: z.string().nullable(),
});
export type Customer = z.infer<typeof Customer>;
export const CustomerPage = pageOf(Customer);

export const Product = z.object({
  id: Id,
  erpId: z.string(),
  sku: z.string(),
  name: z.string(),
  brand: z.string(),
  category: z.string(),
  listPrice: Amount,
  cogsStandard: Amount,
});
export type Product = z.infer<typeof Product>;
export const ProductPage = pageOf(Product);

/** What an account is for; connectors and entries name roles, tenants map them to codes (domain.md 4.2). */
export const AccountRole = z.enum([
  "AR",
  "DEDUCTION_CLEARING",
  "DISPUTED_AR",
  "PREPAID_TRADE",
  "AP",
  "ACCRUED_TRADE",
  "TRADE_SPEND",
  "OFF_INVOICE",
  "SLOTTING",
  "DISTINCT_SERVICE",
  "WRITE_OFF",
  "FX",
  "CASH",
  "REVENUE",
]);
export type AccountRole = z.infer<typeof AccountRole>;

export const AccountKind = z.enum(["ASSET", "LIABILITY", "REVENUE", "CONTRA_REVENUE", "EXPENSE"]);

export const Account = z.object({
  code: z.string(),
  name: z.string(),
  kind: AccountKind,
  role: AccountRole.nullable(),
});
export type Account = z.infer<typeof Account>;
export const AccountPage = pageOf(Account);

export const PeriodStatus = z.enum(["OPEN", "SOFT", "CLOSED"]);

export const Period = z.object({
  code: z.string(),
  start: Day,
  end: Day,
  status: PeriodStatus,
  ledger: z.string(),
});
export type Period = z.infer<typeof Period>;
export const PeriodPage = pageOf(Period);

/** A retailer's reason code and what it means to us. */
export const ReasonCode = z.object({
  retailer: z.string().nullable(),
  code: z.string(),
  label: z.string(),
  reason: z.string(),
  trade: z.boolean(),
});
export const ReasonCodePage = pageOf(ReasonCode);

/** A tactic of the catalogue: how it is paid, which dates count, where it is booked and when it accrues. */
export const Tactic = z.object({
  code: z.string(),
  name: z.string(),
  costBasis: z.enum(["PER_UNIT", "PERCENT", "FIXED"]).meta({
    description:
      "PER_UNIT: a discount on each unit; PERCENT: the same, planned as a share of the list price; FIXED: a lump sum",
  }),
  windowBasis: z
    .enum(["SELL_IN", "SCAN"])
    .meta({ description: "Which dates its spend belongs to" }),
  accrualMethod: z.enum(["PLAN_AT_APPROVAL", "PER_SHIPMENT", "SPREAD_TIME", "ON_DATE", "NONE"]),
  presentation: z.enum(["CONTRA_REVENUE", "EXPENSE_DISTINCT"]),
  spendRole: AccountRole,
  spendAccount: z.string().nullable().meta({ description: "The account of that role" }),
  description: z.string(),
});
export type Tactic = z.infer<typeof Tactic>;
export const TacticPage = pageOf(Tactic);

/** Somebody who can own a promotion or a fund, or work on a deduction. */
export const Person = z.object({ id: Id, name: z.string(), email: z.string().nullable() });
export type Person = z.infer<typeof Person>;
export const PersonPage = pageOf(Person);

/** How every list for dropdowns is asked for. */
export const ListQuery = PageQuery.extend({ search: z.string().max(100).optional() });
export type ListQuery = z.infer<typeof ListQuery>;
