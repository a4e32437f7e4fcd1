/** Tables and fields that the user's document names (section "Data Model" and its script). */
export const DOCUMENT: Readonly<Record<string, string>> = {
  "tenancy.tenants": "id name settings",
  "tenancy.users": "id",
  "tenancy.roles": "code",
  "tenancy.audit_log": "seq",
  "master.products": "id erp_id sku brand category list_price cogs_standard attributes",
  "master.customers": "id erp_id parent_id type payment_terms hierarchy_path attributes",
  "master.price_lists": "amount",
  "master.chart_of_accounts": "code",
  "planning.funds": "id name total_budget owner_id",
  "planning.fund_balances": "remaining_balance",
  "planning.promotions":
    "id name status lifecycle_status tactic_type forecast_mode forecast_uplift_pct date_start_sellin date_end_sellin date_start_scan date_end_scan total_planned_spend",
  "planning.promotion_products":
    "promotion_id product_id discount_per_unit forecasted_base_units forecasted_uplift_units",
  "planning.tactics": "tactic_type",
  "planning.promotion_results": "promotion_id",
  "finance.gl_transactions":
    "id source_type erp_ref_id gl_account_code amount posting_date open_balance reason_code_erp reason_code_normalized dispute_status backup_doc_url",
  "finance.claims": "id match_confidence_score auto_cleared",
  "finance.settlements": "id claim_id promotion_id amount_settled status gl_posting_json",
  "finance.gl_ledger": "debit_account credit_account",
  "finance.accrual_ledger": "amount",
  "intelligence.pos_facts":
    "date product_id customer_store_id units_sold sales_value is_promotion promo_price_detected baseline_units",
  "intelligence.shipment_facts":
    "invoice_date invoice_id product_id customer_id units_shipped net_revenue",
  "intelligence.real_time_margin": "margin",
  "analytics.promotion_actuals": "promotion_id date",
  "staging.raw_invoices_sap": "raw",
};
