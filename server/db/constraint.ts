import postgres from "postgres";
import { Refusal, type RefusalCode } from "../../shared/refusal.ts";

const UNIQUE_VIOLATION = "23505";
const FOREIGN_KEY_VIOLATION = "23503";
const CHECK_VIOLATION = "23514";
const EXCLUSION_VIOLATION = "23P01";

/** What a constraint means to the person whose change broke it. Constraints not named here speak through their kind. */
const MEANINGS: Readonly<Record<string, readonly [RefusalCode, string]>> = {
  customers_erp_id: ["DUPLICATE", "a customer with this ERP id exists already"],
  customers_parent: ["INVALID", "the parent customer does not exist; load it first"],
  customers_no_cycle: [
    "CUSTOMER_CYCLE",
    "a customer cannot be its own ancestor; choose another parent",
  ],
  customers_not_own_parent: ["CUSTOMER_CYCLE", "a customer cannot be its own parent"],
  products_erp_id: ["DUPLICATE", "a product with this ERP id exists already"],
  products_sku: ["DUPLICATE", "another product has this SKU"],
  chart_of_accounts_code: ["DUPLICATE", "an account with this code exists already"],
  chart_of_accounts_role: ["DUPLICATE", "another account has this role; each role has one account"],
  fiscal_periods_code: ["DUPLICATE", "a period with this code exists already"],
  fiscal_periods_no_overlap: ["INVALID", "the period overlaps another one of the same ledger"],
  fiscal_periods_in_order: ["INVALID", "a period cannot end before it starts"],
  promotions_number: ["DUPLICATE", "another promotion has this number"],
  promotions_sellin_in_order: ["INVALID", "the sell-in window ends before it starts"],
  promotions_scan_whole: ["INVALID", "a scan window needs both of its days, or neither"],
  promotion_products_once: ["DUPLICATE", "the promotion has a line for this product already"],
  funds_number: ["DUPLICATE", "another fund has this number"],
  funds_in_order: ["INVALID", "the fund ends before it starts"],
  publish_undos_once: ["PUBLISH_NOT_UNDOABLE", "this publish was taken back already"],
  promotions_scan_in_order: ["INVALID", "the scan window ends before it starts"],
  promotions_approver_is_another: [
    "APPROVAL_BY_MAKER",
    "whoever made a promotion cannot approve it",
  ],
  gl_transactions_source_ref: ["DUPLICATE", "this ERP reference was received before"],
  gl_transactions_open_balance: ["DRAFT_EXCEEDS_OPEN", "more would be settled than is open"],
  claims_source_ref: ["DUPLICATE", "a claim for this ERP reference exists already"],
  claims_gl_transaction: ["DUPLICATE", "this deduction has a claim already"],
  gl_journals_idempotency: [
    "CLAIM_ALREADY_POSTED",
    "this was posted before; refresh to see its journal",
  ],
  gl_journals_reversed_once: ["DUPLICATE", "this journal was reversed before"],
  settlements_approver_is_another: ["APPROVAL_BY_MAKER", "whoever posts cannot approve"],
  approvals_decider_is_another: ["APPROVAL_BY_MAKER", "whoever asks cannot approve"],
  promotions_submitter_is_another: [
    "APPROVAL_BY_MAKER",
    "whoever submitted a promotion cannot approve it",
  ],
  promotion_approvals_decider_is_another: ["APPROVAL_BY_MAKER", "whoever asks cannot approve"],
  promotion_approvals_once: ["DUPLICATE", "this version waits for approval already"],
  approval_rules_name: ["DUPLICATE", "another rule has this name"],
  approval_rules_approver_is_another: [
    "APPROVAL_BY_MAKER",
    "whoever proposes a rule cannot approve it",
  ],
  approval_rules_retirer_is_another: [
    "APPROVAL_BY_MAKER",
    "whoever asks to end a rule cannot end it",
  ],
  approvals_once: ["DUPLICATE", "this version waits for approval already"],
};

const KINDS: Readonly<Record<string, readonly [RefusalCode, string]>> = {
  [UNIQUE_VIOLATION]: ["DUPLICATE", "this exists already"],
  [FOREIGN_KEY_VIOLATION]: [
    "REFERENCED",
    "this names something that does not exist, or is still in use",
  ],
  [CHECK_VIOLATION]: ["INVALID", "a value is outside of what is allowed"],
  [EXCLUSION_VIOLATION]: ["INVALID", "this overlaps something that exists"],
};

/** The refusal that a broken constraint stands for; undefined for every other error. SQL never reaches the caller. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof postgres.PostgresError)) return undefined;
  const meaning = MEANINGS[error.constraint_name ?? ""] ?? KINDS[error.code];
  if (!meaning) return undefined;
  const [code, message] = meaning;
  return Object.assign(new Refusal(code, message), { cause: error });
}
