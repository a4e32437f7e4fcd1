import { Fund, FundInputs } from "../../shared/planning/fund.ts";
import { fundErrors } from "../../shared/planning/fund-rules.ts";
import { firstOfEach, moneyOf, problemsOf, shapeProblems } from "./checks.ts";
import {
  amount,
  booked,
  calculated,
  input,
  keyColumns,
  outcomeColumns,
  required,
  wireAmount,
} from "./column.ts";
import type { Column, Draft, FieldProblem, Sheet } from "./sheet.ts";
import { STATES } from "./states.ts";

const WHY_FIXED = "Only a controller may change funds.";

const inputs: readonly Column<Fund>[] = [
  calculated("number", "Fund #", {
    kind: "code",
    width: 66,
    wire: (fund) => fund.number,
    description: "Tradebook's number of this fund.",
  }),
  required("name", "Name", {
    width: 150,
    wire: (fund) => fund.name,
    description: "What you call it.",
  }),
  input("customerErpId", "Customer", {
    kind: "lookup",
    list: "customers",
    wire: (fund) => fund.customerErpId,
    description: "Code or name; with everybody below. Empty for all customers.",
  }),
  input("brand", "Brand", {
    wire: (fund) => fund.brand,
    description: "Which brand it is for, when it is for one.",
  }),
  required("from", "From", {
    kind: "day",
    wire: (fund) => fund.from,
    description: "First day it pays for.",
  }),
  required("to", "To", {
    kind: "day",
    wire: (fund) => fund.to,
    description: "Last day it pays for.",
  }),
  required("budget", "Budget", {
    ...booked,
    width: 84,
    wire: (fund) => wireAmount(fund.budget),
    description: "What it was given. It cannot be less than what is in use.",
  }),
];

type Balance = "transfers" | "adjustments" | "reserved" | "committed" | "actual" | "available";

const balance = (field: Balance, title: string, description: string): Column<Fund> =>
  calculated(field, title, { ...amount, wire: (fund) => wireAmount(fund[field]), description });

const balances: readonly Column<Fund>[] = [
  balance("transfers", "Transfers", "From other funds, less to other funds."),
  balance("adjustments", "Adjustments", "Corrections by a controller."),
  balance("reserved", "Reserved", "Submitted promotions that wait for approval."),
  balance("committed", "Committed", "Approved promotions, not paid yet."),
  balance("actual", "Actual", "What has been settled from it."),
  balance("available", "Available", "What is left to plan with."),
];

const rest: readonly Column<Fund>[] = [
  input("ownerId", "Owner", {
    kind: "lookup",
    list: "people",
    width: 100,
    wire: (fund) => fund.ownerName,
    description: "Who answers for it: a name or an e-mail address.",
  }),
  input("note", "Note", {
    width: 220,
    wire: (fund) => fund.note,
    description: "For you and your colleagues.",
  }),
];

/** The Funds table: budgets of controllers, and what is left of them (decisions.md 9). */
export const fundsSheet: Sheet<Fund> = {
  name: "Funds",
  table: "tblFunds",
  nouns: "funds",
  columns: [...outcomeColumns<Fund>(), ...inputs, ...balances, ...rest, ...keyColumns<Fund>()],
  hasOwnRows: true,
  id: (fund) => fund.id,
  version: (fund) => fund.version,
  label: (fund) => `${fund.number} · ${fund.name}`,
  labelNew: ({ name }) => `New fund${name ? ` · ${name}` : ""}`,
  outcome: (fund) =>
    fund.editable
      ? { state: STATES.clean, message: failedAccruals(fund) }
      : { state: STATES.readOnly, message: failedAccruals(fund) || WHY_FIXED },
  whyFixed: (fund) => (fund.editable ? null : WHY_FIXED),
  parse: (json) => {
    const parsed = Fund.safeParse(json);
    return parsed.success ? parsed.data : null;
  },
  check: checkDraft,
};

const failedAccruals = ({ failedAccruals: failed }: Fund) =>
  failed.isZero() ? "" : `Of Committed, ${failed.toDisplay()} has an accrual that the ERP refused.`;

function checkDraft(draft: Draft<Fund>): FieldProblem[] {
  const { inputs: given } = draft;
  const errors = fundErrors({
    name: given["name"] ?? null,
    from: given["from"] ?? null,
    to: given["to"] ?? null,
    budget: moneyOf(given["budget"]),
  });
  return firstOfEach([...problemsOf(errors), ...shapeProblems(FundInputs.partial(), draft)]);
}
