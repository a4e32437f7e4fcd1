import type { Tx } from "../../server/db/pool.ts";

const CLAIM = "0190d000-0000-7000-8000-000000001901";
const PROMOTION = "0190d000-0000-7000-8000-000000001601";
const PRODUCT = "0190d000-0000-7000-8000-000000001201";
const CUSTOMER = "0190d000-0000-7000-8000-000000001101";
const FINANCE = "0190d000-0000-7000-8000-000000001002";
const APPROVER = "0190d000-0000-7000-8000-000000001003";
const JOURNAL = "0190d000-0000-7000-8000-000000001a21";
const NEW = "0190d000-0000-7000-8000-000000001fff";

/** Adds a row of the demo company to each table that the demo leaves empty. A new table belongs here or in the demo. */
export async function fillEveryTable(tx: Tx): Promise<void> {
  await tx`
    insert into tenancy.idempotency_keys (tenant_id, route, key, request_hash)
    values (tenancy.current_tenant(), 'POST /v1/feeds/customers', 'k', 'h')
  `;
  await tx`
    insert into finance.claim_lines (tenant_id, claim_id, n, product_id, amount)
    values (tenancy.current_tenant(), ${CLAIM}, 1, ${PRODUCT}, 12000)
  `;
  await tx`
    insert into finance.claim_matches (tenant_id, claim_id, promotion_id, run_id, rank, score, features, remaining_accrual, rule_version)
    values (tenancy.current_tenant(), ${CLAIM}, ${PROMOTION}, ${NEW}, 1, 0.9, '[]', 10000, '1')
  `;
  await tx`
    insert into finance.settlements (tenant_id, id, claim_id, kind, amount_settled, status, journal_id, snapshot, accounting_period)
    values (tenancy.current_tenant(), ${NEW}, ${CLAIM}, 'DISPUTE', 2000, 'REVERSED', ${JOURNAL}, '{}', '2026-01')
  `;
  await tx`
    insert into finance.disputes (tenant_id, dispute_no, claim_id, settlement_id, amount, opened_by)
    values (tenancy.current_tenant(), 'X-1', ${CLAIM}, ${NEW}, 2000, ${FINANCE})
  `;
  await tx`
    insert into finance.approvals (tenant_id, kind, entity, entity_id, entity_version, role, summary, requested_by)
    values (tenancy.current_tenant(), 'REDATE', 'finance.gl_journals', ${JOURNAL}, 1, 'FinanceApprover', 'a new date', ${APPROVER})
  `;
  await tx`
    insert into finance.publishes (tenant_id, batch_id, entity, created_by)
    values (tenancy.current_tenant(), ${NEW}, 'finance.claims', ${FINANCE})
  `;
  await tx`
    insert into finance.publish_rows (tenant_id, batch_id, row_key, request_hash, outcome, answer)
    values (tenancy.current_tenant(), ${NEW}, 'r1', 'h', 'saved', '{}')
  `;
  await tx`
    insert into finance.publishes (tenant_id, batch_id, entity, created_by)
    values (tenancy.current_tenant(), ${PROMOTION}, 'promotions', ${FINANCE})
  `;
  await tx`
    insert into finance.publish_undos (tenant_id, batch_id, undoes, created_by)
    values (tenancy.current_tenant(), ${PROMOTION}, ${NEW}, ${FINANCE})
  `;
  await tx`
    insert into planning.promotion_results (tenant_id, run_id, promotion_id, product_id, baseline_units, actual_units, gross_lift,
      net_incremental, spend, incremental_margin, method)
    values (tenancy.current_tenant(), ${NEW}, ${PROMOTION}, ${PRODUCT}, 100, 150, 50, 50, 25, 60, 'test')
  `;
  await tx`
    insert into analytics.promotion_actuals (tenant_id, promotion_id, product_id, customer_id, date, pos_units)
    values (tenancy.current_tenant(), ${PROMOTION}, ${PRODUCT}, ${CUSTOMER}, current_date, 10)
  `;
  await tx`
    insert into staging.batches (tenant_id, id, feed, source, content_type)
    values (tenancy.current_tenant(), ${NEW}, 'invoices', 'sap', 'application/json')
  `;
  await tx`
    insert into staging.records (tenant_id, batch_id, n, raw)
    values (tenancy.current_tenant(), ${NEW}, 1, '{}')
  `;
}
