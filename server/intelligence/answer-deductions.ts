import { addDays } from "../../shared/day.ts";
import type { QueryOf } from "../../shared/intelligence/function-call.ts";
import type { FunctionResult } from "../../shared/intelligence/functions.ts";
import type { Asking } from "./asking.ts";
import { amount, count, notAvailable } from "./function-result.ts";
import { customerScopes, openDeductions } from "./functions-scope.queries.ts";

export async function answerOpenDeductions(
  { tx, today }: Asking,
  queries: readonly QueryOf<"OPENDEDUCTIONS">[],
): Promise<FunctionResult[]> {
  const codes = namesIn(queries.map(({ customer }) => customer));
  const scopes = await customerScopes(tx, codes);
  const paths = new Map(scopes.map(({ asked, path }) => [asked, path]));
  const asked = queries.flatMap(({ customer, reason, minAge }, n) => {
    const path = customer === null ? null : paths.get(customer);
    return path === undefined ? [] : [{ n, path, reason, until: addDays(today, -minAge) }];
  });
  const found = new Map((await openDeductions(tx, asked)).map((row) => [row.n, row]));
  return queries.map(({ customer, measure }, n) => {
    const open = found.get(n);
    if (!open) return noCustomer(customer);
    return measure === "amount" ? amount(open.amount) : count(open.count);
  });
}

export const noCustomer = (customer: string | null): FunctionResult =>
  notAvailable(
    `There is no one customer ${customer ?? ""}. Use a customer's code, a name that only one has, or "*" for all.`,
  );

/** The names among scopes, each once; null stands for everything. */
export const namesIn = (scopes: readonly (string | null)[]): string[] => [
  ...new Set(scopes.filter((scope) => scope !== null)),
];
