import { Money } from "../money.ts";
import {
  type AccrualAccounts,
  type AccrualEntry,
  type BookedAccrual,
  pairOf,
} from "./accrual-plan.ts";

/** A journal of an accrual that has not reached the ERP; `amount` is what it moved in the sub-ledger, signed. */
export interface UnsentAccrual {
  id: string;
  postingDate: string;
  amount: Money;
}

/**
 * Which journals are withdrawn when a promotion ends: those that never reached the ERP, the latest first, as long as the
 * balance holds what they put aside. What a settlement has used already must stay.
 */
export function withdrawable(unsent: readonly UnsentAccrual[], balance: Money): string[] {
  let held = balance;
  return unsent
    .toSorted((one, other) => rank(one, other))
    .flatMap(({ id, amount }) => {
      if (amount.isMoreThan(held)) return [];
      held = held.minus(amount);
      return [id];
    });
}

/** What is given back first makes room for what was put aside. */
function rank(one: UnsentAccrual, other: UnsentAccrual): number {
  const sign = Number(other.amount.isNegative()) - Number(one.amount.isNegative());
  return sign || other.postingDate.localeCompare(one.postingDate) || one.id.localeCompare(other.id);
}

/** One journal that gives back what is left of one performance period. */
export interface ReleasePart {
  performancePeriod: string;
  entries: AccrualEntry[];
}

/**
 * What is given back when nothing more is expected (domain.md J13, J17): the balance, from accrued trade to the account
 * that the accrual was booked on. Settlements have used up the service first and the oldest period first, so what is left
 * is the excess over a fair value before the service itself, and the latest periods. The parts add up to the balance;
 * nothing is released when it is zero or less.
 */
export function planRelease({
  booked,
  balance,
  accounts,
  lastPeriod,
}: {
  booked: readonly BookedAccrual[];
  balance: Money;
  accounts: AccrualAccounts;
  /** Where an accrual that came without journals is given back. */
  lastPeriod: string;
}): ReleasePart[] {
  if (!balance.isPositive()) return [];
  const parts = new Map<string, ReleasePart>();
  for (const { performancePeriod, account, amount } of remainder({
    booked,
    balance,
    accounts,
    lastPeriod,
  })) {
    const part = parts.get(performancePeriod) ?? { performancePeriod, entries: [] };
    part.entries.push(pairOf("RELEASE", { account, amount: amount.negated() }, accounts.liability));
    parts.set(performancePeriod, part);
  }
  return [...parts.values()];
}

type Cell = Omit<BookedAccrual, "key">;

function remainder({
  booked,
  balance,
  accounts,
  lastPeriod,
}: Parameters<typeof planRelease>[0]): Cell[] {
  const cells = summed(booked).filter(({ amount }) => amount.isPositive());
  let used = Money.sum(cells.map(({ amount }) => amount)).minus(balance);
  if (used.isNegative()) {
    cells.push({ performancePeriod: lastPeriod, account: accounts.spend, amount: used.negated() });
    used = Money.zero;
  }
  const isSpend = ({ account }: Cell) => Number(account === accounts.spend);
  return summed(cells)
    .toSorted((one, other) => isSpend(one) - isSpend(other))
    .flatMap((cell) => {
      const taken = used.atMost(cell.amount);
      used = used.minus(taken);
      const amount = cell.amount.minus(taken);
      return amount.isZero() ? [] : [{ ...cell, amount }];
    })
    .toSorted((one, other) => one.performancePeriod.localeCompare(other.performancePeriod));
}

/** By period and account, the oldest period first. */
function summed(cells: readonly Cell[]): Cell[] {
  const sums = new Map<string, Cell>();
  for (const { performancePeriod, account, amount } of cells) {
    const at = `${performancePeriod} ${account}`;
    const total = amount.plus(sums.get(at)?.amount ?? Money.zero);
    sums.set(at, { performancePeriod, account, amount: total });
  }
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
}
