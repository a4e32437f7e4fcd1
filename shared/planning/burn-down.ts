import { type Day, daysBetween } from "../day.ts";
import { Money } from "../money.ts";
import { mondayOf, mondaysOf } from "./week.ts";

/** An amount that became known on a day. */
export interface DatedAmount {
  day: Day;
  amount: Money;
}

/** A promotion's claim on its fund: held from the day it was submitted until it was released, less what was settled. */
export interface FundUse {
  planned: Money;
  /** The day from which its fund is held for it; null when it never was. */
  heldFrom: Day | null;
  /** The day on which what was left was given back; null while it is held. */
  releasedOn: Day | null;
  /** Settled against the plan: takes the place of what is held. */
  settled: readonly DatedAmount[];
  /** Tolerance and conceded disputes: come on top of the plan. */
  onTop: readonly DatedAmount[];
}

/** A promotion that is only planned as yet: its spend is forecast over the days of its performance window. */
export interface PlannedUse {
  planned: Money;
  from: Day;
  to: Day;
}

/** What a fund's burn-down is made of. Amounts dated after `today` count as of today: they are known. */
export interface BurnDownFacts {
  from: Day;
  to: Day;
  today: Day;
  budget: Money;
  /** Earned money, transfers, adjustments and drawbacks, signed as they change the budget. */
  movements: readonly DatedAmount[];
  uses: readonly FundUse[];
  drafts: readonly PlannedUse[];
  /** Accrued less what was released or reversed, by posting date; may lie ahead. */
  accrued: readonly DatedAmount[];
  /** Accrual that settlements used up, shown positive, by posting date. */
  settled: readonly DatedAmount[];
}

export interface BurnDownWeek {
  week: Day;
  budget: Money;
  committed: Money;
  accrued: Money;
  settled: Money;
  isForecast: boolean;
}

/**
 * A fund week by week, from its first to its last (or to this week, while its books still move): cumulative, as known at the
 * end of each week. This week and those before it are history, and the last of them says what planning.fund_balances says
 * today. Weeks to come add the planned spend of drafts by the days of their windows. `outOfMoney` is the first week whose
 * use is more than the budget of that week.
 */
export function burnDown(facts: BurnDownFacts): { weeks: BurnDownWeek[]; outOfMoney: Day | null } {
  const { from, today } = facts;
  const mondays = mondaysOf({ from, to: lastDay(facts) });
  const thisWeek = mondayOf(today);
  const known = (amounts: readonly DatedAmount[]) =>
    amounts.map(({ day, amount }) => ({ amount, day: day > today ? today : day }));
  const used = [...known(facts.uses.flatMap(heldOf)), ...forecastOf(facts, mondays)];
  const budgets = runningTotals(mondays, [
    { day: from, amount: facts.budget },
    ...known(facts.movements),
  ]);
  const uses = runningTotals(mondays, used);
  const accrued = runningTotals(mondays, facts.accrued);
  const settled = runningTotals(mondays, facts.settled);
  const weeks = mondays.map((week, index) => ({
    week,
    budget: budgets[index] ?? Money.zero,
    committed: uses[index] ?? Money.zero,
    accrued: accrued[index] ?? Money.zero,
    settled: settled[index] ?? Money.zero,
    isForecast: week > thisWeek,
  }));
  const short = weeks.find(({ budget, committed }) => committed.isMoreThan(budget));
  return { weeks, outOfMoney: short?.week ?? null };
}

/** Deductions arrive long after a fund has ended: its weeks go on while something was booked. */
function lastDay({ to, today, uses, movements, accrued, settled }: BurnDownFacts): Day {
  const booked = [...uses.flatMap(heldOf), ...movements, ...accrued, ...settled]
    .map(({ day }) => (day > today ? today : day))
    .reduce((last, day) => (day > last ? day : last), to);
  return booked > to ? booked : to;
}

/**
 * What a promotion takes of its fund, as changes by day. Held is the larger of nothing and plan less settled, so a settlement
 * moves money from held to paid, and only what exceeds the plan is new.
 */
function heldOf({ planned, heldFrom, releasedOn, settled, onTop }: FundUse): DatedAmount[] {
  const changes: DatedAmount[] = [...settled, ...onTop];
  const from = heldFrom;
  if (from === null || (releasedOn !== null && releasedOn <= from)) return changes;
  const isHeldOn = (day: Day) => day >= from && (releasedOn === null || day < releasedOn);
  const days = new Set([from, ...settled.map(({ day }) => day).filter(isHeldOn)]);
  let held = Money.zero;
  for (const day of [...days].toSorted()) {
    const paid = Money.sum(settled.filter((each) => each.day <= day).map(({ amount }) => amount));
    const left = planned.minus(paid).atLeast(Money.zero);
    changes.push({ day, amount: left.minus(held) });
    held = left;
  }
  if (releasedOn !== null) changes.push({ day: releasedOn, amount: held.negated() });
  return changes;
}

/** Drafts over the weeks to come, by the days of their windows that are still ahead; what is past was not submitted in time. */
function forecastOf({ drafts, today }: BurnDownFacts, mondays: readonly Day[]): DatedAmount[] {
  return drafts.flatMap(({ planned, from, to }) => {
    const thisWeek = mondayOf(today);
    const ahead = mondaysOf({ from: from > today ? from : today, to }).filter(
      (monday) => monday > thisWeek,
    );
    if (ahead.length === 0) return [];
    const days = ahead.map((monday) => Money.of(String(daysWithin({ from, to }, monday))));
    const parts = planned.split(days);
    const last = mondays.at(-1);
    return ahead.flatMap((day, index) =>
      last === undefined || day > last ? [] : [{ day, amount: parts[index] ?? Money.zero }],
    );
  });
}

/** How many of a window's days lie in the week of a Monday. */
function daysWithin({ from, to }: { from: Day; to: Day }, monday: Day): number {
  const first = Math.max(0, daysBetween({ from: monday, to: from }));
  const last = Math.min(6, daysBetween({ from: monday, to }));
  return Math.max(0, last - first + 1);
}

/** The sum at the end of each week of everything dated up to its Sunday. What lies before the first week is in it. */
function runningTotals(mondays: readonly Day[], amounts: readonly DatedAmount[]): Money[] {
  const byWeek = new Map<Day, Money>();
  const first = mondays[0] ?? "";
  for (const { day, amount } of amounts) {
    const monday = mondayOf(day);
    const week = monday < first ? first : monday;
    byWeek.set(week, (byWeek.get(week) ?? Money.zero).plus(amount));
  }
  let total = Money.zero;
  return mondays.map((monday) => {
    total = total.plus(byWeek.get(monday) ?? Money.zero);
    return total;
  });
}
