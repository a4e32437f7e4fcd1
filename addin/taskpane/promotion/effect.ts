import { Money } from "../../../shared/money.ts";
import { byDays } from "../../../shared/planning/by-days.ts";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { count, signed } from "../words.ts";

/** What an act will do, in a sentence and in numbers. */
export interface Effect {
  sentence: string;
  facts: [name: string, value: string][];
}

const MONTHS_SHOWN = 6;

/** What an act does to funds and accruals, worked out from the promotions as they stand now. */
export function effectOf(act: PromotionAct, promotions: readonly Promotion[]): Effect {
  const planned = Money.sum(promotions.map(({ plannedSpend }) => plannedSpend));
  const left = Money.sum(promotions.map(({ accrued, settled }) => accrued.minus(settled)));
  switch (act) {
    case "submit":
      return {
        sentence: "The planned spend is reserved in the fund, and a second person is asked.",
        facts: [["Planned spend", planned.toDisplay()], ...fundsAfter(promotions, "reserve")],
      };
    case "approve":
      return {
        sentence:
          "The reserved spend is committed. What is accrued now leaves for the ERP; later months follow on their first day.",
        facts: [["Planned spend", planned.toDisplay()], ...accrualByMonth(promotions)],
      };
    case "reject":
      return {
        sentence: "It goes back to its planner with your reason, and the fund gets its money back.",
        facts: fundsAfter(promotions, "return"),
      };
    case "cancel":
      return {
        sentence:
          "It ends here. The fund gets back what was not used, and the accrual that is left is released.",
        facts: [["Accrual released", left.toDisplay()], ...fundsAfter(promotions, "return")],
      };
    case "close":
      return {
        sentence:
          "The accrual that is left is released, and its fund gets back what was not used. A large release waits for a second person.",
        facts: [["Accrual released", left.toDisplay()]],
      };
    case "reopen":
      return {
        sentence:
          "What waits for approval or was cancelled becomes a draft again; what was closed is completed again once a second person agrees.",
        facts: [],
      };
    case "copy":
      return {
        sentence: "A new draft of each, with all its lines. Nothing is reserved.",
        facts: [["Planned spend", planned.toDisplay()]],
      };
  }
}

/** Each fund before and after: a draft holds nothing of it, a submitted promotion its planned spend. */
function fundsAfter(promotions: readonly Promotion[], how: "reserve" | "return"): Effect["facts"] {
  const funds = new Map<string, { available: Money; change: Money }>();
  for (const { fundNumber, fundAvailable, fundStatus, plannedSpend, settled } of promotions) {
    if (fundNumber === null || fundAvailable === null) continue;
    const held = fundStatus === "RESERVED" || fundStatus === "COMMITTED";
    const change =
      how === "reserve" ? plannedSpend.negated() : held ? plannedSpend.minus(settled) : Money.zero;
    const sofar = funds.get(fundNumber)?.change ?? Money.zero;
    funds.set(fundNumber, { available: fundAvailable, change: sofar.plus(change) });
  }
  return [...funds].flatMap(([number, { available, change }]): Effect["facts"] => [
    [`Fund ${number} now`, available.toDisplay()],
    [`Fund ${number} after`, `${available.plus(change).toDisplay()} (${signed(change)})`],
    ...shortage(number, available.plus(change)),
  ]);
}

/** Said before it is refused: what a fund cannot pay is not reserved. */
const shortage = (number: string, after: Money): Effect["facts"] =>
  after.isNegative()
    ? [
        [
          `Fund ${number} is short by`,
          `${after.negated().toDisplay()}: what it cannot pay is refused`,
        ],
      ]
    : [];

function monthsOf({ accrualMethod, plannedSpend, ...dates }: Promotion) {
  const from = dates.scanStart ?? dates.sellInStart;
  const to = dates.scanEnd ?? dates.sellInEnd;
  const isPlanned = accrualMethod !== "NONE" && accrualMethod !== "PER_SHIPMENT";
  return isPlanned && from !== null && to !== null ? byDays(plannedSpend, { from, to }) : [];
}

/** The plan by month of the performance; the server decides by the tactic's own method. */
function accrualByMonth(promotions: readonly Promotion[]): Effect["facts"] {
  const months = new Map<string, Money>();
  for (const { month, amount } of promotions.flatMap(monthsOf))
    months.set(month, (months.get(month) ?? Money.zero).plus(amount));
  const sorted = [...months].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const shown = sorted.slice(0, MONTHS_SHOWN);
  return [
    ...shown.map(([month, amount]): [string, string] => [`Accrual ${month}`, amount.toDisplay()]),
    ...(sorted.length > shown.length
      ? [["and later", count(sorted.length - shown.length, "month")] as [string, string]]
      : []),
  ];
}
