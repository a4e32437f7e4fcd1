import { OpenAPIHono } from "@hono/zod-openapi";
import type { ZodType } from "zod";
import { Candidate, Claim } from "../../shared/finance/claim.ts";
import { Approval, Journal, JournalEntry } from "../../shared/finance/journal.ts";
import { ClaimPosting, ClaimPreview } from "../../shared/finance/posting.ts";
import { Account, Customer, Period, Person, Product, Tactic } from "../../shared/master/lists.ts";
import { CalendarRow } from "../../shared/planning/calendar.ts";
import { Fund, FundInputs, FundMovement } from "../../shared/planning/fund.ts";
import { PromotionLine, PromotionLineInputs } from "../../shared/planning/line.ts";
import { ApprovalRule } from "../../shared/planning/moves.ts";
import { Promotion, PromotionInputs } from "../../shared/planning/promotion.ts";
import { Problem } from "../../shared/problem.ts";
import { AuditEntry } from "../../shared/tenancy/audit.ts";

/** The nouns of the contract: a reader finds each described once, and a generator makes one type of it. */
const NAMED: Readonly<Record<string, ZodType>> = {
  Account,
  Approval,
  ApprovalRule,
  AuditEntry,
  CalendarRow,
  Candidate,
  Claim,
  ClaimPosting,
  ClaimPreview,
  Customer,
  Fund,
  FundFields: FundInputs.partial(),
  FundMovement,
  Journal,
  JournalEntry,
  Period,
  Person,
  Product,
  Promotion,
  PromotionFields: PromotionInputs.partial(),
  PromotionLine,
  PromotionLineFields: PromotionLineInputs.partial(),
  Tactic,
  Problem,
};

/** The contract with every shape of `NAMED` under its name: whoever repeats it word for word refers to it instead. */
export function withNamedShapes({ components, ...contract }: { components?: object }): object {
  const shapes = describeNamed();
  const names = new Map(Object.entries(shapes).map(([name, shape]) => [keyOf(shape), name]));
  return {
    ...inside(contract, names),
    components: { ...inside(components ?? {}, names), schemas: inside(shapes, names, 2) },
  };
}

/** The named shapes as the routes describe them, by the same generator. */
function describeNamed(): Record<string, unknown> {
  const app = new OpenAPIHono();
  for (const [name, shape] of Object.entries(NAMED)) app.openAPIRegistry.register(name, shape);
  const { components } = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Shapes", version: "1" },
  });
  return { ...components?.schemas };
}

const keyOf = (shape: unknown) => JSON.stringify(shape);

type Names = ReadonlyMap<string, string>;

/** An object's values with names in the place of shapes that have one; it and what lies above `depth` stay as they are. */
const inside = (node: object, names: Names, depth = 1): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(node).map(([key, each]: [string, unknown]) => [
      key,
      depth > 1 && isObject(each) ? inside(each, names, depth - 1) : named(each, names),
    ]),
  );

const isObject = (node: unknown): node is object =>
  typeof node === "object" && node !== null && !Array.isArray(node);

function named(node: unknown, names: Names): unknown {
  if (Array.isArray(node)) return node.map((each) => named(each, names));
  if (!isObject(node)) return node;
  const name = names.get(keyOf(node));
  if (name !== undefined) return reference(name);
  const orNull = names.get(keyOf({ ...node, type: "object" }));
  return orNull !== undefined && "type" in node && Array.isArray(node.type)
    ? { anyOf: [reference(orNull), { type: "null" }] }
    : inside(node, names);
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
