import type { QueryOf } from "../../shared/intelligence/function-call.ts";
import type { FunctionResult } from "../../shared/intelligence/functions.ts";
import type { PromotionField } from "../../shared/intelligence/promotion-fields.ts";
import { Money } from "../../shared/money.ts";
import type { Asking } from "./asking.ts";
import { amount, notAvailable, text } from "./function-result.ts";
import {
  type AskedBooks,
  accrualFigures,
  fundFigures,
  type PromotionFacts,
  promotionFacts,
} from "./functions.queries.ts";

/** What a fund holds now is computed from the state of its promotions, of which no history by day is kept. */
const NOW_ONLY = new Set<QueryOf<"FUND">["measure"]>([
  "remaining",
  "budget",
  "committed",
  "reserved",
]);

export async function answerFunds(
  { tx, today, timeZone }: Asking,
  queries: readonly QueryOf<"FUND">[],
): Promise<FunctionResult[]> {
  const asked = queries.map(({ fund, asOf }) => ({ number: fund, asOf }));
  const funds = byBooks(await fundFigures(tx, { asked: distinct(asked), timeZone }));
  return queries.map(({ fund, measure, asOf }) => {
    const found = funds.get(keyOf({ number: fund, asOf }));
    if (!found) {
      return notAvailable(`There is no fund ${fund}. Use its number as the Funds sheet shows it.`);
    }
    if (asOf !== null && asOf < today && NOW_ONLY.has(measure)) {
      return notAvailable(
        `"${measure}" is known for today only. Leave the date out, or ask for actual, accrued or settled.`,
      );
    }
    return amount(found[measure]);
  });
}

export async function answerAccruals(
  { tx }: Asking,
  queries: readonly QueryOf<"ACCRUAL">[],
): Promise<FunctionResult[]> {
  const asked = queries.map(({ promotion, asOf }) => ({ number: promotion, asOf }));
  const accruals = byBooks(await accrualFigures(tx, distinct(asked)));
  return queries.map(({ promotion, measure, asOf }) => {
    const found = accruals.get(keyOf({ number: promotion, asOf }));
    return found ? amount(found[measure]) : noPromotion(promotion);
  });
}

export async function answerPromotions(
  { tx }: Asking,
  queries: readonly QueryOf<"PROMO">[],
): Promise<FunctionResult[]> {
  const numbers = [...new Set(queries.map(({ promotion }) => promotion))];
  const promotions = await promotionFacts(tx, numbers);
  const byNumber = new Map(promotions.map((promotion) => [promotion.number, promotion]));
  return queries.map(({ promotion, field }) => {
    const found = byNumber.get(promotion);
    return found ? FIELDS[field](found) : noPromotion(promotion);
  });
}

const noPromotion = (number: string): FunctionResult =>
  notAvailable(`There is no promotion ${number}. Use its number as the Promotions sheet shows it.`);

/** A fact that a promotion does not have leaves the cell empty. */
const orEmpty = (value: string | null): FunctionResult => text(value ?? "");
const day = (value: string | null): FunctionResult =>
  value === null ? text("") : { value: { kind: "day", text: value } };

const FIELDS: Readonly<Record<PromotionField, (promotion: PromotionFacts) => FunctionResult>> = {
  number: ({ number }) => text(number),
  name: ({ name }) => text(name),
  customer: ({ customer }) => text(customer),
  "customer name": ({ customerName }) => text(customerName),
  status: ({ status }) => text(status),
  "accrual status": ({ accrualStatus }) => text(accrualStatus),
  "fund status": ({ fundStatus }) => text(fundStatus),
  tactic: ({ tactic }) => text(tactic),
  fund: ({ fund }) => orEmpty(fund),
  "fund name": ({ fundName }) => orEmpty(fundName),
  owner: ({ owner }) => orEmpty(owner),
  "sell-in from": ({ sellInFrom }) => day(sellInFrom),
  "sell-in to": ({ sellInTo }) => day(sellInTo),
  "scan from": ({ scanFrom }) => day(scanFrom),
  "scan to": ({ scanTo }) => day(scanTo),
  planned: ({ planned }) => amount(planned),
  "fixed cost": ({ fixedCost }) => amount(fixedCost),
  accrued: ({ accrued }) => amount(accrued),
  settled: ({ settled }) => amount(settled),
  remaining: ({ remaining }) => amount(remaining),
  balance: ({ balance }) => amount(balance),
  uplift: ({ uplift }) => (uplift === null ? text("") : amount(Money.of(uplift))),
  note: ({ note }) => orEmpty(note),
};

const keyOf = ({ number, asOf }: AskedBooks): string => JSON.stringify([number, asOf]);

function byBooks<Figures extends AskedBooks>(rows: readonly Figures[]): Map<string, Figures> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function distinct(asked: readonly AskedBooks[]): AskedBooks[] {
  return [...new Map(asked.map((each) => [keyOf(each), each])).values()];
}
