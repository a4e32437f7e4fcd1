import { Decimal } from "decimal.js";

const Exact = Decimal.clone({ precision: 38, rounding: Decimal.ROUND_HALF_UP });
const PLACES = 4;
const MINOR_UNIT_PLACES = 2;
const LIMIT = new Exact("1e15");

/**
 * An exact amount in the tenant's currency, to the four decimals that NUMERIC(19,4) keeps.
 * Claimed, accrued, settled and posted amounts are in the minor unit (two decimals); unit prices use all four.
 */
export class Money {
  static readonly zero: Money = Money.of("0");
  private readonly decimal: Decimal;

  private constructor(decimal: Decimal) {
    this.decimal = decimal;
  }

  /** Reads `"12000"`, `"-3.1415"`. Throws a RangeError on a fifth decimal, on 1e15 and above, and on anything else. */
  static of(text: string): Money {
    const decimal = /^-?\d{1,15}(\.\d+)?$/.test(text) ? new Exact(text) : new Exact(Number.NaN);
    if (!decimal.isFinite() || decimal.decimalPlaces() > PLACES || decimal.abs().gte(LIMIT)) {
      throw new RangeError(`not an amount: ${text}`);
    }
    return new Money(decimal);
  }

  /** The exact sum of any number of amounts; zero for none. */
  static sum(amounts: readonly Money[]): Money {
    return amounts.reduce((total, amount) => total.plus(amount), Money.zero);
  }

  plus(other: Money): Money {
    return new Money(this.decimal.plus(other.decimal));
  }

  minus(other: Money): Money {
    return new Money(this.decimal.minus(other.decimal));
  }

  negated(): Money {
    return this.isZero() ? this : new Money(this.decimal.negated());
  }

  /** `rate` percent of this amount (`"2"` is 2 %), half-up to the minor unit. Rates meet amounts only here and in `times`. */
  percent(rate: string): Money {
    return new Money(this.decimal.times(rate).div(100).toDecimalPlaces(MINOR_UNIT_PLACES));
  }

  /** This unit price times a quantity (decimal text), half-up to the minor unit. */
  times(quantity: string): Money {
    return new Money(this.decimal.times(quantity).toDecimalPlaces(MINOR_UNIT_PLACES));
  }

  /** This amount for each of a quantity (decimal text, not zero), half-up to four decimals: a price of one unit. */
  per(quantity: string): Money {
    return new Money(this.decimal.div(quantity).toDecimalPlaces(PLACES));
  }

  /**
   * Splits this amount in proportion to `weights` (none negative), in whole minor units. The parts always add up:
   * the remainder goes by largest remainder, earliest first on a tie (decisions.md 2). All weights zero: equal parts.
   */
  split(weights: readonly Money[]): Money[] {
    const total = weights.reduce((sum, weight) => sum.plus(weight.decimal), new Exact(0));
    const ratios = weights.map((weight) => (total.isZero() ? new Exact(1) : weight.decimal));
    const whole = total.isZero() ? new Exact(weights.length) : total;
    const unit = new Exact(10).pow(-MINOR_UNIT_PLACES);
    const exact = ratios.map((ratio) => this.decimal.times(ratio).div(whole).div(unit));
    const floors = exact.map((share) => share.floor());
    const missing = this.decimal
      .div(unit)
      .minus(floors.reduce((sum, each) => sum.plus(each), new Exact(0)));
    const ranked = exact
      .map((share, index) => ({ index, rest: share.minus(share.floor()) }))
      .toSorted((a, b) => b.rest.cmp(a.rest) || a.index - b.index)
      .slice(0, missing.toNumber());
    const lucky = new Set(ranked.map(({ index }) => index));
    return floors.map(
      (floor, index) => new Money(floor.plus(lucky.has(index) ? 1 : 0).times(unit)),
    );
  }

  isMoreThan(other: Money): boolean {
    return this.decimal.gt(other.decimal);
  }

  isLessThan(other: Money): boolean {
    return this.decimal.lt(other.decimal);
  }

  equals(other: Money): boolean {
    return this.decimal.eq(other.decimal);
  }

  isZero(): boolean {
    return this.decimal.isZero();
  }

  isNegative(): boolean {
    return this.decimal.lt(0);
  }

  isPositive(): boolean {
    return this.decimal.gt(0);
  }

  /** True when no fraction of a minor unit is left: the books are kept in cents. */
  isInMinorUnits(): boolean {
    return this.decimal.decimalPlaces() <= MINOR_UNIT_PLACES;
  }

  /** The smaller of the two. */
  atMost(other: Money): Money {
    return this.isMoreThan(other) ? other : this;
  }

  /** The larger of the two. */
  atLeast(other: Money): Money {
    return this.isLessThan(other) ? other : this;
  }

  /** The wire's form, four decimals: `"12000.0000"`. */
  toString(): string {
    return this.decimal.toFixed(PLACES);
  }

  /** The form of a posted document and of a sentence, two decimals: `"12000.00"`. Throws when that would round. */
  toMinor(): string {
    if (!this.isInMinorUnits()) throw new RangeError(`not in minor units: ${this.toString()}`);
    return this.decimal.toFixed(MINOR_UNIT_PLACES);
  }

  /** For people: `"12,000.00"`, and as many as four decimals when they are there. */
  toDisplay(): string {
    const [whole = "0", fraction = "00"] = this.decimal
      .toFixed(Math.max(MINOR_UNIT_PLACES, this.decimal.decimalPlaces()))
      .split(".");
    return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
  }

  toJSON(): string {
    return this.toString();
  }

  /** `9 > 10` holds for two Decimals, which compare as text; Money refuses operators instead. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    throw new TypeError("Money takes no operators: call plus, minus, isMoreThan");
  }
}
