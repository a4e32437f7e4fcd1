import { Money } from "../../shared/money.ts";
import { fundShort, fundShortfall } from "../../shared/planning/fund-check.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { FundLeft } from "./fund.queries.ts";

/** What is left of the funds of a chunk, row after row: the first row that asks is the first that is served. */
export type FundBook = Map<string, FundLeft>;

export const openFundBook = (funds: readonly FundLeft[]): FundBook =>
  new Map(funds.map((fund) => [fund.id, fund]));

interface Held {
  promotion: {
    fundId: string | null;
    fundStatus: Promotion["fundStatus"];
    plannedSpend: Money;
  };
  /** The fund that pays from now on. */
  fundId: string | null;
  /** Its planned spend from now on. */
  after: Money;
  /** The field that a refusal points to. */
  field: string;
}

/** Whether a promotion holds money of its fund: it was submitted or approved. */
export const holdsFund = ({ fundStatus }: Pick<Promotion, "fundStatus">): boolean =>
  fundStatus === "RESERVED" || fundStatus === "COMMITTED";

/**
 * Moves what a submitted or approved promotion holds to its new fund and planned spend. Refused: FUND_SHORT when the fund lacks
 * the rise (decisions.md 4). A draft holds nothing, so it is never refused.
 */
export function holdOnFund(book: FundBook, { promotion, fundId, after, field }: Held): void {
  const fund = fundId === null ? undefined : book.get(fundId);
  if (!holdsFund(promotion) || !fund) return;
  const isSameFund = promotion.fundId === fundId;
  const before = isSameFund ? promotion.plannedSpend : Money.zero;
  if (fundShortfall({ available: fund.available, before, after })) {
    const { message } = fundShort(fund, { before, after });
    const pointer = `/changes/${field}`;
    throw new Refusal("FUND_SHORT", message, [{ pointer, code: "FUND_SHORT", message }]);
  }
  give(book, fund.id, before.minus(after));
  if (!isSameFund && promotion.fundId !== null) {
    give(book, promotion.fundId, promotion.plannedSpend);
  }
}

function give(book: FundBook, fundId: string, amount: Money): void {
  const fund = book.get(fundId);
  if (fund) book.set(fundId, { ...fund, available: fund.available.plus(amount) });
}
