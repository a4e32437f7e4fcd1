import type { FunctionName } from "../../shared/intelligence/functions.ts";

/**
 * What an argument is, which decides how a cell's value is read: a code is text and never a number; a word comes from a list;
 * a day and a period also come as date cells, a period also as a year; an age is a number of days.
 */
export type ArgumentKind = "code" | "word" | "day" | "period" | "age";

export interface Parameter {
  name: string;
  kind: ArgumentKind;
  description: string;
  optional?: true;
}

export interface CellFunction {
  id: FunctionName;
  description: string;
  parameters: readonly Parameter[];
}

const AS_OF: Parameter = {
  name: "asof",
  kind: "day",
  description: "Only what was posted up to this day. Left out: everything until now.",
  optional: true,
};

const CUSTOMER: Parameter = {
  name: "customer",
  kind: "code",
  description: 'Code of a customer, with all customers below it, or "*" for all.',
};

/**
 * The cell functions as Excel lists them (namespace TPM). An id is for ever: a changed meaning gets a new one. The build writes
 * Excel's functions.json from this table.
 */
export const CELL_FUNCTIONS: readonly CellFunction[] = [
  {
    id: "FUND",
    description: "Money of a fund: what is left of it, or what was used.",
    parameters: [
      { name: "fund", kind: "code", description: "Number of the fund, such as F-1001, as text." },
      {
        name: "measure",
        kind: "word",
        description:
          "remaining (when left out), budget, committed, reserved, actual, accrued or settled.",
        optional: true,
      },
      AS_OF,
    ],
  },
  {
    id: "SPEND",
    description: "Trade spend of a customer, a product and whole months.",
    parameters: [
      CUSTOMER,
      {
        name: "product",
        kind: "code",
        description: 'SKU, brand, category, sub-category, "Brand / Category", or "*" for all.',
      },
      {
        name: "period",
        kind: "period",
        description:
          '"2026-03", "2026-Q1", 2026, "FY2026-P03", "2026-01:2026-06", or a date cell (its month).',
      },
      {
        name: "kind",
        kind: "word",
        description: "planned (when left out), accrued, settled or committed.",
        optional: true,
      },
      {
        name: "version",
        kind: "word",
        description:
          "Of planned: plan (when left out), actual, or latest (accrued before this month, plan from it on).",
        optional: true,
      },
    ],
  },
  {
    id: "ACCRUAL",
    description: "Accrual of a promotion: its balance, or how it came about.",
    parameters: [
      {
        name: "promo",
        kind: "code",
        description: "Number of the promotion, such as P-1001, as text.",
      },
      {
        name: "measure",
        kind: "word",
        description: "balance (when left out), accrued, settled or released.",
        optional: true,
      },
      AS_OF,
    ],
  },
  {
    id: "PROMO",
    description: "A fact about a promotion, such as its name, status, dates or planned spend.",
    parameters: [
      {
        name: "promo",
        kind: "code",
        description: "Number of the promotion, such as P-1001, as text.",
      },
      {
        name: "field",
        kind: "word",
        description:
          "name, customer, status, accrual status, tactic, fund, owner, sell-in from, planned, accrued, settled …",
      },
    ],
  },
  {
    id: "OPENDEDUCTIONS",
    description: "What is still open of a customer's deductions.",
    parameters: [
      CUSTOMER,
      {
        name: "measure",
        kind: "word",
        description: "amount (when left out) or count.",
        optional: true,
      },
      {
        name: "reason",
        kind: "code",
        description: 'Our reason, such as PROMO, or the retailer\'s own code, such as "005".',
        optional: true,
      },
      {
        name: "minAge",
        kind: "age",
        description: "Only those posted at least so many days ago.",
        optional: true,
      },
    ],
  },
  {
    id: "ASOF",
    description: "How fresh the numbers are: date and time of the last change of a source.",
    parameters: [
      {
        name: "source",
        kind: "word",
        description: "tpm (when left out), gl, shipments or pos.",
        optional: true,
      },
    ],
  },
];

/** Excel's own description of the functions, as functions.json. Arguments are of any type, so that a code typed as a number shows. */
export function functionsMetadata() {
  return {
    functions: CELL_FUNCTIONS.map(({ id, description, parameters }) => ({
      id,
      name: id,
      description,
      parameters: parameters.map(({ name, description: about, optional }) => ({
        name,
        description: about,
        type: "any",
        dimensionality: "scalar",
        ...(optional ? { optional: true } : {}),
      })),
      result: { type: "any", dimensionality: "scalar" },
    })),
  };
}
