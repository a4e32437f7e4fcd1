import { Money } from "../money.ts";
import { field, type Rule, shown } from "./field.ts";

const DIGITS_OF_AN_AMOUNT = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?$/;
const WHOLE_DIGITS_KEPT = 15;
const DECIMALS_KEPT = 4;

const isAmount =
  (name: string, digits: number = WHOLE_DIGITS_KEPT): Rule =>
  (text) => {
    const parts = DIGITS_OF_AN_AMOUNT.exec(text)?.groups;
    if (!parts) {
      return {
        rule: "NOT_AN_AMOUNT",
        message: `${name} is not an amount: ${shown(text)}. Write digits and a point, such as 12000.00, without thousands separators, spaces or currency signs`,
      };
    }
    return (parts["whole"] ?? "").length > digits
      ? {
          rule: "AMOUNT_TOO_LARGE",
          message: `${name} has more than ${digits} digits before the point: ${shown(text)}. Check it in the ERP and send the real amount`,
        }
      : null;
  };

const decimalsAtMost =
  ({ name, decimals, because }: { name: string; decimals: number; because: string }): Rule =>
  (text) => {
    const fraction = DIGITS_OF_AN_AMOUNT.exec(text)?.groups?.["fraction"] ?? "";
    const isExact = fraction.length <= DECIMALS_KEPT && /^0*$/.test(fraction.slice(decimals));
    return isExact
      ? null
      : {
          rule: "TOO_MANY_DECIMALS",
          message: `${name} has ${fraction.length} decimals: ${shown(text)}. ${because}, so at most ${decimals} are allowed; send the exact amount, it is never rounded here`,
        };
  };

const notZero =
  (name: string): Rule =>
  (text) =>
    Money.of(text).isZero()
      ? {
          rule: "AMOUNT_ZERO",
          message: `${name} is zero: there is nothing to book, so leave the record out or send the real amount`,
        }
      : null;

const notNegative =
  (name: string): Rule =>
  (text) =>
    text.startsWith("-") && !Money.of(text).isZero()
      ? {
          rule: "NEGATIVE",
          message: `${name} is negative: ${shown(text)}. Send zero or a positive value`,
        }
      : null;

/** An amount of the books, positive for a deduction and negative for a repayment, at most two decimals, not zero. */
export function bookedAmountField(name: string) {
  const because = "The books are kept in cents";
  return field(name, [
    isAmount(name),
    decimalsAtMost({ name, decimals: 2, because }),
    notZero(name),
  ])
    .transform((text) => Money.of(text))
    .meta({ type: "string", format: "decimal", example: "12000.00" });
}

/** A unit price or cost: zero or more, at most four decimals. */
export function priceField(name: string) {
  return field(name, quantityRules(name, "A unit price keeps four decimals"))
    .transform((text) => Money.of(text))
    .meta({ type: "string", format: "decimal", example: "3.4900" });
}

/** How many units: more than zero, at most four decimals. Read as decimal text with four decimals. */
export function unitsField(name: string) {
  return field(name, [...quantityRules(name, "A quantity keeps four decimals"), notZero(name)])
    .transform((text) => Money.of(text).toString())
    .meta({ type: "string", format: "decimal", example: "12" });
}

/** An amount of an invoice line, signed, zero allowed, in cents: a return is negative, a free line is zero. */
export function invoicedAmountField(name: string) {
  const because = "The books are kept in cents";
  return field(name, [isAmount(name), decimalsAtMost({ name, decimals: 2, because })])
    .transform((text) => Money.of(text))
    .meta({ type: "string", format: "decimal", example: "3200.00" });
}

/** A billion units on one line is a slip of the keyboard, and at any rate more money than a cell can show. */
const DIGITS_OF_UNITS = 9;

/** How many units moved: not zero, negative for a return, below a billion, at most four decimals. Read with four decimals. */
export function movedUnitsField(name: string) {
  const because = "A quantity keeps four decimals";
  return field(name, [
    isAmount(name, DIGITS_OF_UNITS),
    decimalsAtMost({ name, decimals: DECIMALS_KEPT, because }),
    notZero(name),
  ])
    .transform((text) => Money.of(text).toString())
    .meta({ type: "string", format: "decimal", example: "1100" });
}

function quantityRules(name: string, because: string): Rule[] {
  return [
    isAmount(name),
    decimalsAtMost({ name, decimals: DECIMALS_KEPT, because }),
    notNegative(name),
  ];
}
