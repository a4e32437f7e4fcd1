import { Claim, ClaimInputs } from "../../shared/finance/claim.ts";
import {
  notNegative,
  promotionFits,
  withinOpen,
  writeOffHasReason,
} from "../../shared/finance/draft-rules.ts";
import { Money } from "../../shared/money.ts";
import { deductionColumns } from "./deduction-columns.ts";
import type { Draft, FieldProblem, Inputs, Sheet } from "./sheet.ts";
import { STATES } from "./states.ts";

/** What we offer for a write-off; a company's own codes are taken as well. */
export const WRITE_OFF_REASONS: readonly string[] = [
  "SMALL_BALANCE",
  "NO_PROOF",
  "TOO_LATE",
  "NOT_WORTH_IT",
  "UNCOLLECTIBLE",
  "GOODWILL",
];

/** The Deductions table: one row per claim, the ERP's facts on the left, finance's inputs on the right. */
export const deductionsSheet: Sheet<Claim> = {
  name: "Deductions",
  table: "tblDeductions",
  nouns: "deductions",
  columns: deductionColumns,
  hasOwnRows: false,
  id: (claim) => claim.id,
  version: (claim) => claim.version,
  label: (claim) => `${claim.number} · ${claim.customerName}`,
  labelNew: () => "New deduction",
  outcome: outcomeAfterRefresh,
  whyFixed: (claim) =>
    claim.editable ? null : `This deduction cannot be changed now. ${whyReadOnly(claim)}`,
  parse: (json) => {
    const parsed = Claim.safeParse(json);
    return parsed.success ? parsed.data : null;
  },
  check: checkDraft,
};

function outcomeAfterRefresh(claim: Claim): { state: string; message: string } {
  if (claim.journalStatus === "FAILED") {
    const words = claim.journalFailure;
    return {
      state: STATES.failed,
      message:
        words === null ? "The ERP refused the posting." : `${words.message} (ERP: ${words.code})`,
    };
  }
  if (claim.editable) return { state: STATES.clean, message: "" };
  return { state: STATES.readOnly, message: whyReadOnly(claim) };
}

function whyReadOnly(claim: Claim): string {
  const document = claim.erpDocument === null ? "" : `, ERP document ${claim.erpDocument}`;
  switch (claim.status) {
    case "SETTLED":
      return `Settled${document}.`;
    case "PARTIALLY_SETTLED":
      return `Settled in part${document}.`;
    case "APPROVED_FOR_PAYMENT":
      return "Posted; its journal is on the way to the ERP.";
    case "PENDING_APPROVAL":
      return "Waits for approval.";
    case "VOID":
      return "The ERP took this record back.";
    case "PENDING":
    case "IN_REVIEW":
    case "MATCHED":
      return "Your role may look at deductions but not change them.";
  }
}

function checkDraft(draft: Draft<Claim>): FieldProblem[] {
  return draft.row === null
    ? []
    : [...checkLengths(draft), ...checkAmounts(draft.row, draft.inputs)];
}

/** The lengths that the server's own schema allows. */
function checkLengths({ inputs, changed }: Draft<Claim>): FieldProblem[] {
  const changes = Object.fromEntries(changed.map((field) => [field, inputs[field] ?? null]));
  const checked = ClaimInputs.partial().safeParse(changes);
  if (checked.success) return [];
  return checked.error.issues.map((issue) => ({
    field: String(issue.path[0] ?? changed[0] ?? ""),
    message: `${issue.message}.`,
  }));
}

/** The same rules, in the same words, as the server's: only what needs the promotion's own figures is left to it. */
function checkAmounts(row: Claim, inputs: Inputs): FieldProblem[] {
  const amount = (field: string) => Money.of(inputs[field] ?? "0");
  const [settle, dispute, writeOff] = [amount("settle"), amount("dispute"), amount("writeOff")];
  const reason = inputs["writeOffReason"] ?? null;
  const problems = [
    ...notNegative({ settle, dispute, writeOff }),
    ...withinOpen({ total: Money.sum([settle, dispute, writeOff]), open: row.open }, "/settle"),
    ...(inputs["promotionId"] ? [] : promotionFits({ promotion: null, settle }, "/promotionId")),
    ...writeOffHasReason({ writeOff, reason }, "/writeOffReason"),
  ];
  return problems.map(({ pointer, message }) => ({
    field: pointer.slice(pointer.lastIndexOf("/") + 1),
    message,
  }));
}
