import { Money } from "../money.ts";
import { byDays, type Window } from "../planning/by-days.ts";
import type { QueryOf } from "./function-call.ts";
import type { Months } from "./period.ts";

/** A product of a promotion and what is planned for it, in cents. */
export interface ProductSpend {
  productId: string;
  spend: Money;
}

/** A promotion's plan: its lines, its lump sum, and the days over which it performs. */
export interface PlannedPromotion {
  customerPath: string;
  isCommitted: boolean;
  fixedCost: Money;
  window: Window;
  lines: readonly ProductSpend[];
}

/** What the books hold of a promotion in the month in which it performs; without a product it is for all of its lines. */
export interface BookedSpend {
  customerPath: string;
  productId: string | null;
  month: string;
  accrued: Money;
  settled: Money;
  lines: readonly ProductSpend[];
}

export type SpendFigure = "planned" | "committed" | "accrued" | "settled";

/** Spend of one customer, product (null for spend of no product) and month. */
export interface SpendCell {
  figure: SpendFigure;
  customerPath: string;
  productId: string | null;
  month: string;
  amount: Money;
}

/**
 * The plan of a promotion by product and month: each line split over the months of the performance window by days, the lump sum
 * first over the lines in proportion to their spend. In cents, every split by largest remainder, so products and months add up
 * to the planned spend. A lump sum without lines belongs to no product.
 */
export function plannedCells(promotion: PlannedPromotion): SpendCell[] {
  const { customerPath, window, isCommitted } = promotion;
  return overLines(promotion.fixedCost, promotion.lines, { isOnTop: true }).flatMap(
    ({ productId, spend }) =>
      byDays(spend, window).flatMap(({ month, amount }) => {
        const cell = { customerPath, productId, month, amount };
        return [
          { figure: "planned" as const, ...cell },
          ...(isCommitted ? [{ figure: "committed" as const, ...cell }] : []),
        ];
      }),
  );
}

/** What is booked of a promotion by product; without a product in the books, over its lines in proportion to their plan. */
export function bookedCells(booked: BookedSpend): SpendCell[] {
  const { customerPath, month, productId, accrued, settled } = booked;
  const figures = [
    { figure: "accrued" as const, amount: accrued },
    { figure: "settled" as const, amount: settled },
  ];
  return figures.flatMap(({ figure, amount }) => {
    const parts =
      productId === null ? overLines(amount, booked.lines, {}) : [{ productId, spend: amount }];
    return parts.map((part) => ({
      figure,
      customerPath,
      productId: part.productId,
      month,
      amount: part.spend,
    }));
  });
}

function overLines(
  amount: Money,
  lines: readonly ProductSpend[],
  { isOnTop = false }: { isOnTop?: boolean },
): { productId: string | null; spend: Money }[] {
  if (lines.length === 0) return [{ productId: null, spend: amount }];
  const parts = amount.split(lines.map(({ spend }) => spend));
  return lines.map(({ productId, spend }, at) => {
    const part = parts[at] ?? Money.zero;
    return { productId, spend: isOnTop ? spend.plus(part) : part };
  });
}

/** What a spend call sums: cells of a figure, of a customer with all below it, of products, in months. */
export interface SpendAsked {
  customerPath: string | null;
  products: ReadonlySet<string> | null;
  parts: readonly { figure: SpendFigure; months: Months }[];
}

/**
 * Which figures a call sums in which months. `plan` takes the plan of every month; `actual` what was accrued, up to this month;
 * `latest` what was accrued before this month and the plan from this month on. The other kinds are in the books as they are.
 */
export function partsOf(
  { spend, version, months }: Pick<QueryOf<"SPEND">, "spend" | "version" | "months">,
  thisMonth: string,
): SpendAsked["parts"] {
  if (spend !== "planned" || version === "plan") return [{ figure: spend, months }];
  const untilNow = { from: months.from, to: earlier(months.to, thisMonth) };
  if (version === "actual") return [{ figure: "accrued", months: untilNow }];
  const fromNow = { from: later(months.from, thisMonth), to: months.to };
  return [
    { figure: "accrued", months: { ...untilNow, to: earlier(months.to, monthBefore(thisMonth)) } },
    { figure: "planned", months: fromNow },
  ];
}

/** The sum of the cells that a call asks for. */
export function sumOfCells(cells: readonly SpendCell[], asked: SpendAsked): Money {
  return Money.sum(cells.filter((cell) => isAsked(cell, asked)).map(({ amount }) => amount));
}

function isAsked(cell: SpendCell, { customerPath, products, parts }: SpendAsked): boolean {
  const isUnder = customerPath === null || `${cell.customerPath}.`.startsWith(`${customerPath}.`);
  return (
    isUnder &&
    (products === null || (cell.productId !== null && products.has(cell.productId))) &&
    parts.some(
      ({ figure, months }) =>
        figure === cell.figure && cell.month >= months.from && cell.month <= months.to,
    )
  );
}

/** Cells of one figure, customer, product and month summed up, so that many calls have little to go through. */
export function foldCells(cells: readonly SpendCell[]): SpendCell[] {
  const folded = new Map<string, SpendCell>();
  for (const cell of cells) {
    const key = `${cell.figure} ${cell.customerPath} ${cell.productId} ${cell.month}`;
    const known = folded.get(key);
    folded.set(key, known ? { ...cell, amount: known.amount.plus(cell.amount) } : cell);
  }
  return [...folded.values()];
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string, other: string): string => (one > other ? one : other);

function monthBefore(month: string): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 2;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}
