import { type Day, monthOf } from "../day.ts";
import { Money } from "../money.ts";
import { withinBalance } from "./accrual-plan.ts";

/** Units of one product that were invoiced on one day (decimal text, returns negative) and what is owed for each. */
export interface ShippedDay {
  productId: string;
  day: Day;
  units: string;
  rate: Money;
}

/** An amount of accrual by the month in which the goods were invoiced; without a product it came from elsewhere. */
export interface ShippedAccrual {
  performancePeriod: string;
  productId: string | null;
  amount: Money;
}

/**
 * What is owed for what was shipped, by month and product (domain.md J2): rate times all units so far, rounded half-up to the
 * cent, less what was owed at the end of the month before. So the months of a product add up to rate times its units,
 * rounded once, however many invoices it took. Returns take away. In the order of months and products.
 */
export function shippedLiability(shipped: readonly ShippedDay[]): ShippedAccrual[] {
  const soFar = new Map<string, { units: Money; owed: Money }>();
  const cells = shipped
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
    .map(({ productId, day, units, rate }) => {
      const key = `${productId} ${rate.toString()}`;
      const before = soFar.get(key) ?? { units: Money.zero, owed: Money.zero };
      const total = before.units.plus(Money.of(units));
      const owed = rate.times(total.toString());
      soFar.set(key, { units: total, owed });
      return { performancePeriod: monthOf(day), productId, amount: owed.minus(before.owed) };
    });
  return summed(cells);
}

/**
 * What must be booked so that the books hold what was shipped: for each month and product what is owed less what is booked.
 * What was booked without a product (a plan, a loaded accrual, a true-up at a settlement) counts against all of them, and
 * what is too much of it is taken back. Never takes back more than `balance`, so returns bring an accrual down to nothing
 * and not below. The same books and shipments always give the same answer, and nothing once it is booked.
 */
export function shippedDifference({
  owed,
  booked,
  balance,
}: {
  owed: readonly ShippedAccrual[];
  booked: readonly ShippedAccrual[];
  balance: Money;
}): ShippedAccrual[] {
  const byProduct = summed([...owed, ...booked.filter(hasProduct).map(negated)]);
  const elsewhere = summed(booked.filter((each) => !hasProduct(each)));
  let spare = Money.sum(elsewhere.map(({ amount }) => amount));
  const grown = byProduct.map((cell) => {
    const taken = cell.amount.isPositive()
      ? spare.atMost(cell.amount).atLeast(Money.zero)
      : Money.zero;
    spare = spare.minus(taken);
    return { ...cell, amount: cell.amount.minus(taken) };
  });
  return withinBalance([...grown, ...takenBack(elsewhere, spare)], balance);
}

/**
 * How much a plan that was accrued at approval must grow because more was shipped than planned (domain.md J4: up at once,
 * down only at close); null when it holds.
 */
export function shippedAbovePlan({
  owed,
  fixedCost,
  booked,
}: {
  owed: readonly ShippedAccrual[];
  fixedCost: Money;
  booked: Money;
}): ShippedAccrual | null {
  const last = owed.at(-1);
  const total = Money.sum(owed.map(({ amount }) => amount)).plus(fixedCost);
  if (!last || !total.isMoreThan(booked)) return null;
  return {
    performancePeriod: last.performancePeriod,
    productId: null,
    amount: total.minus(booked),
  };
}

const hasProduct = ({ productId }: ShippedAccrual): boolean => productId !== null;
const negated = (each: ShippedAccrual) => ({ ...each, amount: each.amount.negated() });

/** Takes what is left over back from the latest month; when more was given back than came, that is booked again. */
function takenBack(elsewhere: readonly ShippedAccrual[], spare: Money): ShippedAccrual[] {
  if (!spare.isPositive()) {
    const [last] = elsewhere.slice(-1);
    return last && spare.isNegative() ? [{ ...last, amount: spare.negated() }] : [];
  }
  let left = spare;
  return elsewhere.toReversed().map((cell) => {
    const taken = left.atMost(cell.amount).atLeast(Money.zero);
    left = left.minus(taken);
    return { ...cell, amount: taken.negated() };
  });
}

function summed(cells: readonly ShippedAccrual[]): ShippedAccrual[] {
  const sums = new Map<string, ShippedAccrual>();
  for (const cell of cells) {
    const at = `${cell.performancePeriod} ${cell.productId ?? ""}`;
    const amount = cell.amount.plus(sums.get(at)?.amount ?? Money.zero);
    sums.set(at, { ...cell, amount });
  }
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
}
