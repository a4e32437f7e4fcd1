import { monthOf } from "../../shared/day.ts";
import type { QueryOf } from "../../shared/intelligence/function-call.ts";
import type { FunctionResult } from "../../shared/intelligence/functions.ts";
import {
  bookedCells,
  foldCells,
  type ProductSpend,
  partsOf,
  plannedCells,
  type SpendAsked,
  type SpendCell,
  type SpendFigure,
  sumOfCells,
} from "../../shared/intelligence/spend-cells.ts";
import { Money } from "../../shared/money.ts";
import { namesIn, noCustomer } from "./answer-deductions.ts";
import type { Asking } from "./asking.ts";
import { amount, notAvailable } from "./function-result.ts";
import {
  bookedSpend,
  customerScopes,
  type LineJson,
  plannedPromotions,
  productScopes,
  type SpendSpan,
} from "./functions-scope.queries.ts";

type SpendQuery = QueryOf<"SPEND">;
type Asked = SpendAsked | { result: FunctionResult };

/**
 * Spend by customer, product and month. The plan and the books of all calls are read once, for the months and customers that any
 * of them names, and each call sums its own part.
 */
export async function answerSpend(
  { tx, today }: Asking,
  queries: readonly SpendQuery[],
): Promise<FunctionResult[]> {
  const customers = await customerScopes(tx, namesIn(queries.map(({ customer }) => customer)));
  const products = await productScopes(tx, namesIn(queries.map(({ product }) => product)));
  const paths = new Map(customers.map((scope) => [scope.asked, scope.path]));
  const sets = new Map(products.map((scope) => [scope.asked, new Set(scope.productIds)]));
  const asked = queries.map((query) => scoped(query, { paths, sets, thisMonth: monthOf(today) }));

  const wanted = asked.flatMap((each) => ("result" in each ? [] : [each]));
  const span = spanOf(wanted);
  const figures = new Set(wanted.flatMap(({ parts }) => parts.map(({ figure }) => figure)));
  const cells = span === null ? [] : foldCells(await cellsOf({ tx }, span, figures));
  return asked.map((each) => ("result" in each ? each.result : amount(sumOfCells(cells, each))));
}

interface Scopes {
  paths: ReadonlyMap<string, string>;
  sets: ReadonlyMap<string, ReadonlySet<string>>;
  thisMonth: string;
}

function scoped(query: SpendQuery, { paths, sets, thisMonth }: Scopes): Asked {
  const customerPath = query.customer === null ? null : paths.get(query.customer);
  if (customerPath === undefined) return { result: noCustomer(query.customer) };
  const products = query.product === null ? null : sets.get(query.product);
  if (products === undefined) return { result: noProduct(query.product) };
  return { customerPath, products, parts: partsOf(query, thisMonth) };
}

const noProduct = (product: string | null): FunctionResult =>
  notAvailable(
    `There is no product ${product ?? ""}. Use a SKU, a brand, a category, a sub-category, "Brand / Category", or "*" for all.`,
  );

/** The months and customers that the calls need together; null when there is nothing to read. */
function spanOf(asked: readonly SpendAsked[]): SpendSpan | null {
  const months = asked.flatMap(({ parts }) => parts.map((part) => part.months));
  const [from] = months.map((each) => each.from).toSorted();
  const to = months
    .map((each) => each.to)
    .toSorted()
    .at(-1);
  if (from === undefined || to === undefined) return null;
  const paths = asked.map(({ customerPath }) => customerPath);
  return { from, to, paths: paths.includes(null) ? null : namesIn(paths) };
}

async function cellsOf(
  { tx }: Pick<Asking, "tx">,
  span: SpendSpan,
  figures: ReadonlySet<SpendFigure>,
): Promise<SpendCell[]> {
  const needsPlan = figures.has("planned") || figures.has("committed");
  const needsBooks = figures.has("accrued") || figures.has("settled");
  const planned = needsPlan ? await plannedPromotions(tx, span) : [];
  const booked = needsBooks ? await bookedSpend(tx, span) : [];
  return [
    ...planned.flatMap(({ from, to, lines, ...promotion }) =>
      plannedCells({ ...promotion, window: { from, to }, lines: lines.map(lineOf) }),
    ),
    ...booked.flatMap(({ lines, ...rest }) => bookedCells({ ...rest, lines: lines.map(lineOf) })),
  ];
}

const lineOf = ({ productId, spend }: LineJson): ProductSpend => ({
  productId,
  spend: Money.of(spend),
});
