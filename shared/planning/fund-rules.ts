import type { Day } from "../day.ts";
import type { Money } from "../money.ts";
import type { FieldError } from "../refusal.ts";
import { type FundInputs, REQUIRED_FUND_FIELDS } from "./fund.ts";
import { amountErrors, dayErrors, fieldError } from "./promotion-rules.ts";

/** A fund as it would be after the change: names are resolved; null is empty. */
export interface FundDraft {
  name: string | null;
  from: Day | null;
  to: Day | null;
  budget: Money | null;
}

/** What the sheet calls the fields that must be filled (excel.md 4.1). */
const LABELS: Readonly<Record<(typeof REQUIRED_FUND_FIELDS)[number], string>> = {
  name: "Name",
  from: "From",
  to: "To",
  budget: "Budget",
};

/** Everything that keeps a fund from being saved, each at its field and with the fix; none when all is well. */
export function fundErrors(draft: FundDraft): FieldError[] {
  return [
    ...REQUIRED_FUND_FIELDS.filter((field) => draft[field] === null || draft[field] === "").map(
      (field) => fieldError(field, "REQUIRED", `${LABELS[field]} is missing. Fill it in.`),
    ),
    ...dayErrors(draft, ["from", "to"]),
    ...periodErrors(draft),
    ...budgetErrors(draft),
  ];
}

/**
 * The smallest budget that a fund can have now: what is reserved, committed and paid, less what came beside the budget.
 * `available` is what it has left with the budget it has.
 */
export const leastBudget = ({ budget, available }: { budget: Money; available: Money }): Money =>
  budget.minus(available);

/** Why a budget cannot be lowered to this; null when it can. A fund that is overdrawn already may only be raised. */
export function budgetShortfall(
  fund: { number: string; budget: Money; available: Money },
  wanted: Money,
): string | null {
  if (!wanted.isLessThan(fund.budget)) return null;
  const least = leastBudget(fund);
  if (!wanted.isLessThan(least)) return null;
  return `Fund ${fund.number} has ${least.toDisplay()} in use; its budget cannot be ${wanted.toDisplay()}. Give ${least.toDisplay()} or more, or free some of it first.`;
}

const wrong = (field: keyof FundInputs, code: string, message: string) => [
  fieldError(field, code, message),
];

function periodErrors({ from, to }: FundDraft): FieldError[] {
  if (!from || !to || from <= to) return [];
  const message = `The fund ends on ${to}, before it starts on ${from}. Choose a later end or an earlier start.`;
  return wrong("to", "OUT_OF_ORDER", message);
}

const budgetErrors = ({ budget }: FundDraft): FieldError[] =>
  budget?.isNegative()
    ? wrong("budget", "NEGATIVE", "The budget is below zero. Give 0.00 or more.")
    : amountErrors("budget", budget);
