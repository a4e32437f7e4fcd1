import type { ReasonRule } from "../../shared/finance/reason.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** A customer as a deduction names it; `retailer` is its own or its nearest ancestor's. */
export interface DeductedBy {
  id: string;
  erpId: string;
  retailer: string | null;
}

/** A deduction that was received before, in the words of its record. */
export interface ReceivedDeduction {
  erpRef: string;
  customerErpId: string;
  amount: Money;
  postingDate: string;
  reasonCodeErp: string | null;
  invoiceNumber: string | null;
  checkNumber: string | null;
  checkDate: string | null;
  promotionRef: string | null;
  backupDocUrl: string | null;
  glAccountCode: string | null;
  currency: string;
  claimId: string | null;
  batchId: string | null;
}

/** One reading of a retailer's reason code, and how long such a deduction may be disputed. */
export interface DatedReasonRule extends ReasonRule {
  windowDays: number | null;
}

/** A deduction and its claim, ready to be written. */
export interface DeductionRow {
  glId: string;
  claimId: string;
  claimNumber: string;
  claimKind: "DEDUCTION" | "REPAYMENT";
  erpRef: string;
  customerId: string;
  amount: Money;
  currency: string;
  postingDate: string;
  reasonCodeErp: string | null;
  reason: string | null;
  reasonCodeId: string | null;
  disputeDeadline: string | null;
  invoiceNumber: string | null;
  checkNumber: string | null;
  checkDate: string | null;
  promotionRef: string | null;
  backupDocUrl: string | null;
  glAccountCode: string | null;
}

/** One writer of deductions at a time and tenant: two batches with one reference then see each other. */
export const holdDeductions = (tx: Tx) => tx`
  select pg_advisory_xact_lock(hashtextextended('staging.deductions ' || tenancy.current_tenant()::text, 0))
`;

/**
 * Plans foreign-key checks afresh. Postgres keeps the plan of the first check for as long as a connection lives, and one
 * that was made when the books were all but empty reads the whole table for every row that refers to it.
 */
export const forgetPlans = (tx: Tx) => tx`discard plans`;

export const currencyOfBooks = (tx: Tx) => tx<{ currency: string }[]>`
  select coalesce(tenant.settings ->> 'currency', 'USD') as currency
  from tenancy.tenants tenant
  where tenant.id = tenancy.current_tenant()
`;

export const customersNamed = (tx: Tx, erpIds: readonly string[]) => tx<DeductedBy[]>`
  select customer.id, customer.erp_id, coalesce(customer.retailer, above.retailer) as retailer
  from master.customers customer
  left join lateral (
    select ancestor.retailer
    from master.customers ancestor
    where ancestor.hierarchy_path @> customer.hierarchy_path and ancestor.retailer is not null
    order by nlevel(ancestor.hierarchy_path) desc
    limit 1
  ) above on customer.retailer is null
  where customer.erp_id = any(${[...erpIds]})
`;

/** The accounts that are named, and the one that deductions are cleared through when none is. */
export const accountsNamed = (tx: Tx, codes: readonly string[]) => tx<
  { code: string; isClearing: boolean }[]
>`
  select account.code, account.role is not distinct from 'DEDUCTION_CLEARING' as is_clearing
  from master.chart_of_accounts account
  where account.code = any(${[...codes]}) or account.role = 'DEDUCTION_CLEARING'
`;

export const deductionsReceived = (tx: Tx, erpRefs: readonly string[]) => tx<ReceivedDeduction[]>`
  select gl.erp_ref_id as erp_ref, customer.erp_id as customer_erp_id, gl.amount, gl.posting_date, gl.reason_code_erp,
    gl.invoice_number, gl.check_number, gl.check_date, gl.promotion_ref, gl.backup_doc_url, gl.gl_account_code,
    gl.currency, claim.id as claim_id, gl.batch_id
  from finance.gl_transactions gl
  left join master.customers customer on customer.tenant_id = gl.tenant_id and customer.id = gl.customer_id
  left join finance.claims claim on claim.tenant_id = gl.tenant_id and claim.gl_transaction_id = gl.id
  where gl.source = 'deductions' and gl.erp_ref_id = any(${[...erpRefs]})
`;

export const reasonRules = (tx: Tx, retailers: readonly string[]) => tx<DatedReasonRule[]>`
  select rule.id, rule.retailer, rule.code, rule.match_kind, rule.pattern, rule.label, rule.l1 as reason, rule.trade,
    rule.account_role, rule.tenant_override as override, rule.window_days
  from master.reason_codes rule
  where rule.retailer = '*' or lower(rule.retailer) = any(${retailers.map((each) => each.toLowerCase())})
  order by rule.id
`;

export const takeClaimNumbers = (tx: Tx, howMany: number) => tx<{ first: number }[]>`
  select tenancy.take_numbers('claim', ${howMany}) as first
`;

export const writeDeductions = (tx: Tx, batchId: string, rows: readonly DeductionRow[]) => tx`
  insert into finance.gl_transactions (tenant_id, id, source, source_type, erp_ref_id, gl_account_code, customer_id, amount,
    currency, posting_date, open_balance, reason_code_erp, reason_code_normalized, invoice_number, check_number, check_date,
    promotion_ref, backup_doc_url, batch_id)
  select tenancy.current_tenant(), row."glId", 'deductions', row."claimKind", row."erpRef", row."glAccountCode",
    row."customerId", row.amount, row.currency, row."postingDate", row.amount, row."reasonCodeErp", row.reason,
    row."invoiceNumber", row."checkNumber", row."checkDate", row."promotionRef", row."backupDocUrl", ${batchId}
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
    "glId" uuid, "claimKind" text, "erpRef" text, "glAccountCode" text, "customerId" uuid, amount numeric, currency text,
    "postingDate" date, "reasonCodeErp" text, reason text, "invoiceNumber" text, "checkNumber" text, "checkDate" date,
    "promotionRef" text, "backupDocUrl" text)
`;

export const writeClaims = (tx: Tx, rows: readonly DeductionRow[]) => tx`
  insert into finance.claims (tenant_id, id, claim_no, claim_type, gl_transaction_id, payer_id, claiming_customer_id, source,
    erp_ref, invoice_ref, check_ref, check_date, posting_date, currency, amount, reason_code_erp, reason_code_id, reason,
    backup_status, dispute_deadline, fingerprint, promotion_ref)
  select tenancy.current_tenant(), row."claimId", row."claimNumber", row."claimKind", row."glId", row."customerId",
    row."customerId", 'deductions', row."erpRef", row."invoiceNumber", row."checkNumber", row."checkDate", row."postingDate",
    row.currency, row.amount, row."reasonCodeErp", row."reasonCodeId", row.reason,
    case when row."backupDocUrl" is null then 'MISSING' else 'RECEIVED' end, row."disputeDeadline",
    concat_ws('|', row."customerId", row."invoiceNumber", row.amount::numeric(19,2), row."postingDate"), row."promotionRef"
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
    "claimId" uuid, "claimNumber" text, "claimKind" text, "glId" uuid, "customerId" uuid, "erpRef" text,
    "invoiceNumber" text, "checkNumber" text, "checkDate" date, "postingDate" date, currency text, amount numeric,
    "reasonCodeErp" text, "reasonCodeId" uuid, reason text, "backupDocUrl" text, "disputeDeadline" date,
    "promotionRef" text)
`;

export const enqueueMatching = (tx: Tx, claimIds: readonly string[]) => tx`
  select jobs.enqueue_all('match-claim', array_agg(jsonb_build_object('claimId', claim_id)),
    array_agg('match-claim:' || claim_id))
  from unnest(${[...claimIds]}::uuid[]) as claim_id
`;
