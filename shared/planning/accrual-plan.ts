import { addDays, type Day, daysBetween, monthOf } from "../day.ts";
import { Money } from "../money.ts";
import type { AccrualMethod } from "./promotion.ts";

/** Where a promotion's accrual is booked: the tactic's spend account against accrued trade. */
export interface AccrualAccounts {
  spend: string;
  liability: string;
  /** A distinct service is an expense up to its fair value; what is above stays with `spend` (domain.md 4.1, J14d). */
  distinct: { account: string; fairValue: Money } | null;
}

/** What decides a promotion's accrual. The window is the performance: scan dates for scan tactics, else sell-in. */
export interface AccrualTerms {
  method: AccrualMethod;
  planned: Money;
  window: { from: Day; to: Day };
  accounts: AccrualAccounts;
  approvedOn: Day;
}

/** One balanced pair of an accrual: `amount` (more than zero, in cents) from the credit to the debit account. */
export interface AccrualEntry {
  tag: "ACCRUAL" | "TRUE_UP" | "RELEASE";
  debitAccount: string;
  creditAccount: string;
  amount: Money;
}

/** One journal of an accrual. `key` names it within the promotion: the month, or the first day of a week or of the whole. */
export interface AccrualPart {
  key: string;
  /** The month in which the promotion performs, `YYYY-MM`. */
  performancePeriod: string;
  postingDate: Day;
  entries: AccrualEntry[];
}

/** What the books hold of an accrual under one key and account: booked less taken back, signed, in cents. */
export interface BookedAccrual {
  key: string;
  performancePeriod: string;
  account: string;
  amount: Money;
}

/**
 * The journals of a promotion at its approval (domain.md J1, J3, J14d; decisions.md 2 and 3). PLAN_AT_APPROVAL spreads the
 * plan over the months of the window by days, SPREAD_TIME over its weeks (the last may be short), ON_DATE books it whole on
 * the first day; PER_SHIPMENT and NONE book nothing here. In cents, by largest remainder, earliest first: the parts always
 * add up to the plan, and a part of nothing is left out. Past and current months post on the day of approval, later ones on
 * their first day.
 */
export function planAccrual(terms: AccrualTerms): AccrualPart[] {
  const slices = slicesOf(terms);
  const amounts = terms.planned.split(slices.map(({ days }) => Money.of(String(days))));
  const distinct = distinctShares(amounts, terms);
  return slices.flatMap(({ key, from }, at) => {
    const amount = amounts[at] ?? Money.zero;
    const service = distinct[at] ?? Money.zero;
    const { spend, liability, distinct: serviceAccount } = terms.accounts;
    const entries = [
      { account: serviceAccount?.account ?? spend, amount: service },
      { account: spend, amount: amount.minus(service) },
    ].flatMap((share) => (share.amount.isZero() ? [] : [pairOf("ACCRUAL", share, liability)]));
    const postingDate = later(terms.approvedOn, from);
    return entries.length === 0
      ? []
      : [{ key, performancePeriod: monthOf(from), postingDate, entries }];
  });
}

/**
 * The journals of a promotion that is approved again: under each key and account what the plan says less what is booked,
 * as TRUE_UP; what agrees writes nothing, what is too much is taken back by the pair reversed. Never takes back more than
 * `balance`, which settlements have used up already. With nothing booked it is the plan itself.
 */
export function planDifference(
  terms: AccrualTerms,
  { booked, balance }: { booked: readonly BookedAccrual[]; balance: Money },
): AccrualPart[] {
  const plan = planAccrual(terms);
  if (booked.length === 0) return plan;
  const due = plan.flatMap(({ entries, ...part }) =>
    entries.map(({ debitAccount, amount }) => ({ ...part, account: debitAccount, amount })),
  );
  const undue = booked.map(({ amount, ...cell }) => ({
    ...cell,
    amount: amount.negated(),
    postingDate: later(terms.approvedOn, firstDayOf(cell.key)),
  }));
  return journalsOf(withinBalance(summed([...due, ...undue]), balance), terms.accounts.liability);
}

interface Difference {
  key: string;
  performancePeriod: string;
  postingDate: Day;
  account: string;
  amount: Money;
}

/** Differences in the order given, of which no more is taken back than there is; the last ones give way first. */
export function withinBalance<Changed extends { amount: Money }>(
  differences: readonly Changed[],
  balance: Money,
): Changed[] {
  const net = Money.sum(differences.map(({ amount }) => amount));
  let tooMuch = balance.plus(net).negated().atLeast(Money.zero);
  const kept = differences.toReversed().map((difference) => {
    if (!difference.amount.isNegative() || tooMuch.isZero()) return difference;
    const spared = tooMuch.atMost(difference.amount.negated());
    tooMuch = tooMuch.minus(spared);
    return { ...difference, amount: difference.amount.plus(spared) };
  });
  return kept.toReversed().filter(({ amount }) => !amount.isZero());
}

/** One pair of an accrual: spend against liability, turned round when the amount is negative. */
export function pairOf(
  tag: AccrualEntry["tag"],
  { account, amount }: { account: string; amount: Money },
  liability: string,
): AccrualEntry {
  return amount.isNegative()
    ? { tag, debitAccount: liability, creditAccount: account, amount: amount.negated() }
    : { tag, debitAccount: account, creditAccount: liability, amount };
}

function summed(differences: readonly Difference[]): Difference[] {
  const cells = new Map<string, Difference>();
  for (const difference of differences) {
    const at = `${difference.key} ${difference.account}`;
    const amount = difference.amount.plus(cells.get(at)?.amount ?? Money.zero);
    cells.set(at, { ...difference, amount });
  }
  return [...cells].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
}

function journalsOf(differences: readonly Difference[], liability: string): AccrualPart[] {
  const parts = new Map<string, AccrualPart>();
  for (const { key, performancePeriod, postingDate, account, amount } of differences) {
    const part = parts.get(key) ?? { key, performancePeriod, postingDate, entries: [] };
    part.entries.push(pairOf("TRUE_UP", { account, amount }, liability));
    parts.set(key, part);
  }
  return [...parts.values()];
}

/** How much of each part pays for a distinct service: the fair value over the parts, never more than a part. */
function distinctShares(
  amounts: readonly Money[],
  { planned, accounts: { distinct } }: AccrualTerms,
): Money[] {
  if (!distinct) return amounts.map(() => Money.zero);
  return planned.atMost(distinct.fairValue).split(amounts);
}

interface Slice {
  key: string;
  /** From which day the slice may post. */
  from: Day;
  days: number;
}

function slicesOf({ method, window }: AccrualTerms): Slice[] {
  switch (method) {
    case "PLAN_AT_APPROVAL":
      return monthsOf(window);
    case "SPREAD_TIME":
      return weeksOf(window);
    case "ON_DATE":
      return [{ key: window.from, from: window.from, days: 1 }];
    case "PER_SHIPMENT":
    case "NONE":
      return [];
  }
}

function monthsOf({ from, to }: AccrualTerms["window"]): Slice[] {
  const slices: Slice[] = [];
  // The month after the last one is never asked for: after 9999 there is none.
  for (let first = from; first <= to; first = nextMonth(first)) {
    const isLast = monthOf(first) === monthOf(to);
    const last = isLast ? to : addDays(nextMonth(first), -1);
    const days = daysBetween({ from: first, to: last }) + 1;
    slices.push({ key: monthOf(first), from: `${monthOf(first)}-01`, days });
    if (isLast) break;
  }
  return slices;
}

function weeksOf({ from, to }: AccrualTerms["window"]): Slice[] {
  const slices: Slice[] = [];
  for (let first = from; first <= to; first = addDays(first, 7)) {
    const days = Math.min(daysBetween({ from: first, to }) + 1, 7);
    slices.push({ key: first, from: first, days });
    if (days < 7 || addDays(first, 6) === to) break;
  }
  return slices;
}

const nextMonth = (day: Day): Day => `${monthOf(addDays(`${monthOf(day)}-01`, 31))}-01`;
const firstDayOf = (key: string): Day => (key.length === 7 ? `${key}-01` : key);
const later = (one: Day, other: Day): Day => (one > other ? one : other);
