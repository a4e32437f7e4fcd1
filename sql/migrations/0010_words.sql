-- What every field means, for a reader of the books: a description and, after ' | ', how it is used.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

create procedure tenancy.describe(described regclass, words jsonb)
language plpgsql as $$
declare
  usual constant jsonb := jsonb_build_object(
    'tenant_id', 'Company the row belongs to | Row level security; part of every key',
    'id', 'Primary key | UUID, minted by whoever starts the act',
    'version', 'Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused',
    'created_at', 'When the row was written | Set by the database',
    'updated_at', 'When the row was last changed | Set by the database',
    'created_by', 'User who made it; empty for a job | tenancy.users',
    'currency', 'Currency of the amounts | ISO 4217, three letters',
    'batch_id', 'Batch the record arrived in | staging.batches');
  column_ record;
begin
  execute format('comment on table %s is %L', described, words ->> '');
  for column_ in
    select attribute.attname
    from pg_attribute attribute
    where attribute.attrelid = described and attribute.attnum > 0 and not attribute.attisdropped
  loop
    execute format('comment on column %s.%I is %L', described, column_.attname,
      coalesce(words ->> column_.attname, usual ->> column_.attname));
  end loop;
end $$;

call tenancy.describe('tenancy.tenants', $${
  "": "Companies | Root of row level security",
  "name": "Company name | UI display",
  "slug": "Short name | For commands and the development sign-in",
  "tid": "Directory id of the company in Microsoft Entra | A token's tid must equal it",
  "issuer": "Who signs the company's tokens | A token's issuer must equal it",
  "status": "ACTIVE or SUSPENDED | Nobody of a suspended company gets in",
  "settings": "Config | Stores fiscal year start, currency, ERP type, tolerance and posting limits"
}$$);
call tenancy.describe('tenancy.users', $${
  "": "People and systems that may sign in | Found by directory and object id, never by e-mail",
  "oid": "Object id in the company's directory | Identifies the person together with the company's tid",
  "handle": "Short name | Unique in the company; names demo people",
  "name": "Name | Shown beside what the person did",
  "email": "E-mail address | For display only",
  "disabled_at": "When the person was shut out; empty while allowed | Checked on every request"
}$$);
call tenancy.describe('tenancy.roles', $${
  "": "What a person may be allowed to do | A fixed list",
  "code": "Role | As in the token's roles claim",
  "name": "Name of the role | UI display",
  "description": "What the role may do | UI display"
}$$);
call tenancy.describe('tenancy.role_grants', $${
  "": "Who has which role | Effective roles = token roles that are also granted here",
  "user_id": "Who | tenancy.users",
  "role": "Role | tenancy.roles",
  "granted_by": "Who granted it | tenancy.users",
  "granted_at": "When it was granted | Set by the database"
}$$);
call tenancy.describe('tenancy.audit_log', $${
  "": "Every change, who made it and why | Append-only; each entry carries the hash of the one before",
  "seq": "Position in the company's chain, without gaps | Primary key with the company",
  "at": "When it happened | Part of the hash",
  "act": "What was done, such as claim.post | Part of the hash",
  "entity": "Kind of record it was done to | Table name",
  "entity_id": "Record it was done to | Id in that table",
  "actor_id": "Who did it; empty for a job | tenancy.users",
  "actor_name": "Name at that time | Kept, even if the user is renamed",
  "actor_role": "Roles at that time | Comma-separated",
  "client": "Workbook, sheet and program it came from | As the client said",
  "before": "Record before | Changed fields only",
  "after": "Record after | Changed fields only",
  "reason": "Reason given | Mandatory for write-offs, new dates and concessions",
  "prev_hash": "Hash of the entry before | The first one links to the company's id",
  "hash": "SHA-256 of this entry and prev_hash | tenancy.verify_audit() recomputes it"
}$$);
call tenancy.describe('tenancy.idempotency_keys', $${
  "": "Answers given to requests that must not run twice | A repeat gets the stored answer",
  "route": "Method and path of the request | A key counts per route",
  "key": "Idempotency-Key the caller sent | Unique per company and route",
  "request_hash": "Hash of the request | A key with other content is refused",
  "state": "RUNNING until answered, then DONE | A repeat while running is told to wait",
  "status": "HTTP status of the answer | Replayed",
  "headers": "Headers of the answer worth repeating | Replayed",
  "body": "Body of the answer | Replayed",
  "expires_at": "When the key is forgotten | 72 hours after the request"
}$$);
call tenancy.describe('tenancy.counters', $${
  "": "Last number given out per kind of record | tenancy.take_numbers()",
  "name": "Kind of record, such as claim | Key",
  "value": "Last number given out | The first one is 1001"
}$$);

call tenancy.describe('master.customers', $${
  "": "Customer hierarchy from the ERP | Headquarters, divisions, distribution centres and stores",
  "erp_id": "ERP customer id | Join key for integration",
  "name": "Customer name | UI display",
  "retailer": "Retailer whose reason codes apply | Finds the meaning of a deduction's code",
  "type": "HQ, Bill-to, Ship-to, Sold-to, Banner, Distributor, DC or Store | As the ERP classifies it",
  "parent_id": "Customer above it | Truth of the hierarchy; a circle is refused",
  "hierarchy_path": "Path enumeration | Postgres LTREE for fast hierarchy queries; kept by the database from parent_id",
  "payment_terms": "Payment terms, such as Net 60 | From the ERP",
  "currency": "Currency the customer is billed in | ISO 4217; the company's own when empty",
  "attributes": "Custom fields | JSON, indexed",
  "active": "Whether it still trades | Inactive customers take no new promotions"
}$$);
call tenancy.describe('master.products', $${
  "": "Product hierarchy from the ERP | Brand, category, sub-category",
  "erp_id": "ERP material code | Join key for integration",
  "sku": "Code visible to the user | Unique in the company",
  "name": "Product name | UI display",
  "brand": "Hierarchy level 1 | Filters and funds",
  "category": "Hierarchy level 2 | Filters",
  "sub_category": "Hierarchy level 3 | Filters",
  "hierarchy_path": "Path enumeration of brand, category and sub-category | Postgres LTREE; kept by the database",
  "list_price": "Current base list price to the trade | Unit price, four decimals",
  "srp": "Suggested retail price | Unit price, four decimals",
  "cogs_standard": "Standard cost | Used for profitability calculation",
  "currency": "Currency of the prices | ISO 4217; the company's own when empty",
  "uom": "Unit of measure | Of units in plans and facts",
  "units_per_case": "Units in one case | Converts cases to units",
  "gtin": "Trade item number on the bar code | Finds the product in retailers' files",
  "attributes": "Custom fields, such as organic | JSON, indexed",
  "active": "Whether it is still sold | Inactive products take no new promotions"
}$$);
call tenancy.describe('master.chart_of_accounts', $${
  "": "G/L accounts from the ERP | Journals name them by code",
  "code": "Account code | As in the ERP",
  "name": "Account name | UI display",
  "kind": "ASSET, LIABILITY, REVENUE, CONTRA_REVENUE or EXPENSE | Decides the side it grows on",
  "role": "What Tradebook uses it for, such as ACCRUED_TRADE | One account per role",
  "active": "Whether it may be posted to | From the ERP"
}$$);
call tenancy.describe('master.fiscal_periods', $${
  "": "Fiscal periods per ledger | Decides whether a date can be posted to",
  "ledger": "GL, AR or AP | Each closes by itself",
  "code": "Period, such as 2026-11 | As in the ERP",
  "date_start": "First day | Included",
  "date_end": "Last day | Included; periods of a ledger do not overlap",
  "status": "OPEN, SOFT or CLOSED | SOFT: finance only; CLOSED: nothing is posted"
}$$);
call tenancy.describe('master.reason_codes', $${
  "": "What retailers' deduction codes mean | Leading zeros do not count; an override of the company comes first",
  "retailer": "Retailer that uses the code; empty for any | customers.retailer",
  "code": "Code, or its beginning | Kept as text",
  "match_kind": "EXACT, PREFIX or PATTERN | How the code is compared",
  "pattern": "Regular expression of a PATTERN | Empty otherwise",
  "label": "Meaning in the retailer's words | UI display",
  "l1": "Meaning in ours, such as PROMO or SHORTAGE | gl_transactions.reason_code_normalized",
  "l2": "Closer meaning | Weighs in matching",
  "trade": "Whether it is trade spend | Others clear outside promotions",
  "account_role": "Account a deduction that is not trade goes to | chart_of_accounts.role",
  "window_days": "Days to dispute | Sets a claim's deadline",
  "valid_from": "First day it means this; empty for always | Retailers reuse codes",
  "valid_to": "Last day it means this; empty for always | Retailers reuse codes",
  "source": "Where it was read | Key of the public guide, or the company's name",
  "tenant_override": "Whether the company decided it | Stands above the public guides"
}$$);
call tenancy.describe('master.price_lists', $${
  "": "List prices over time | Effective-dated",
  "product_id": "Product | master.products",
  "customer_id": "Customer it is for; empty for all | master.customers",
  "valid_from": "First day | Included",
  "valid_to": "Last day; empty while it lasts | Included",
  "amount": "Price per unit | Four decimals"
}$$);
call tenancy.describe('master.cost_history', $${
  "": "Standard costs over time | Effective-dated",
  "product_id": "Product | master.products",
  "valid_from": "First day | Lasts until the next one",
  "amount": "Cost per unit | Four decimals"
}$$);

call tenancy.describe('planning.funds', $${
  "": "Budgets for trade spend | Fund envelopes",
  "number": "Readable number, such as F-1001 | Unique in the company",
  "name": "Name, such as Q1 2026 Innovation Fund | UI display",
  "customer_id": "Customer it is for; empty for all | master.customers",
  "brand": "Brand it is for; empty for all | products.brand",
  "date_start": "First day it may pay for | Included",
  "date_end": "Last day it may pay for | Included",
  "total_budget": "Allocated amount | What is left is planning.fund_balances.remaining_balance",
  "owner_id": "Sales manager who answers for it | tenancy.users",
  "note": "Note | Free text"
}$$);
call tenancy.describe('planning.fund_transactions', $${
  "": "Movements of funds | Append-only",
  "fund_id": "Fund | planning.funds",
  "kind": "EARNED, TRANSFER_IN, TRANSFER_OUT, ADJUSTMENT or DRAWBACK | A transfer is two rows",
  "amount": "Amount; signed for an adjustment only | Minor units of the currency",
  "other_fund_id": "Fund at the other end of a transfer | planning.funds",
  "posting_date": "Day it counts from | Ledger date",
  "reason": "Reason given | Free text"
}$$);
call tenancy.describe('planning.tactic_types', $${
  "": "Catalogue of tactics | What a promotion can be",
  "code": "Tactic, such as SCAN_BACK | promotions.tactic_type",
  "name": "Name | UI display",
  "cost_basis": "PER_UNIT, FIXED or PERCENT | How its cost is planned",
  "presentation": "CONTRA_REVENUE or EXPENSE_DISTINCT | Whether it reduces revenue or is an expense",
  "spend_role": "Account it is charged to | chart_of_accounts.role",
  "accrual_method": "How it accrues unless the promotion says otherwise | PLAN_AT_APPROVAL, PER_SHIPMENT, SPREAD_TIME, ON_DATE or NONE",
  "window_basis": "SELL_IN or SCAN | Which window counts as its performance",
  "description": "What it is | UI display",
  "active": "Whether it may be chosen | Dropdown"
}$$);
call tenancy.describe('planning.promotions', $${
  "": "Promotions, the central object | Its id travels into the ERP and back",
  "id": "Primary key | Internal TPM id; the reference the ERP carries",
  "number": "Readable number, such as P-1001 | Unique in the company",
  "name": "Name, such as SuperBowl BOGO | UI display",
  "customer_id": "Customer, at any level of the hierarchy | Deductions from below match too",
  "bill_through_customer_id": "Distributor that deducts for the customer | Matching: the payer differs from the customer",
  "status": "State machine | DRAFT, PENDING_APPROVAL, APPROVED, LIVE, COMPLETED, CLOSED, SETTLED; REJECTED and CANCELLED aside",
  "lifecycle_status": "The status under its other name | Always equals status",
  "accrual_status": "What the books know of its accrual | NONE, QUEUED, POSTED, PARTIAL, FAILED or RELEASED; FAILED keeps it from LIVE",
  "fund_status": "What its fund holds for it | NONE, RESERVED on submit, COMMITTED on approval, RELEASED",
  "tactic_type": "Tactic | planning.tactic_types",
  "date_start_sellin": "Shipment start date | Sell-in window",
  "date_end_sellin": "Shipment end date | Sell-in window",
  "date_start_scan": "In-store start date, for POS | Scan window",
  "date_end_scan": "In-store end date | Scan window",
  "forecast_mode": "Calculation method | MANUAL, AI_LINEAR or AI_SEASONALITY",
  "forecast_uplift_pct": "Estimated increase in percent | Two decimals",
  "fixed_cost": "Cost that does not depend on units | Minor units of the currency",
  "total_planned_spend": "Estimated total cost | Sum of line spends and the fixed cost",
  "accrual_method": "When it is accrued | PLAN_AT_APPROVAL, PER_SHIPMENT, SPREAD_TIME, ON_DATE or NONE",
  "owner_id": "Who answers for it | tenancy.users",
  "note": "Note | Free text",
  "failure_code": "Code of the ERP's last refusal | Empty once its journals are posted",
  "failure_message": "The ERP's last refusal in its own words | Shown beside the promotion",
  "approved_by": "Who approved it | Never who made it",
  "approved_at": "When it was approved | Starts the accrual"
}$$);
call tenancy.describe('planning.promotion_products', $${
  "": "Products of a promotion | Promo scope",
  "promotion_id": "Promotion | planning.promotions",
  "product_id": "Product | master.products",
  "discount_per_unit": "Discount for this SKU | Unit price, four decimals",
  "forecasted_base_units": "Units without the promotion | Baseline",
  "forecasted_uplift_units": "Units on top | Lift",
  "line_spend": "Planned spend of the line | discount times (base + uplift), rounded once, half-up, to the minor unit"
}$$);
call tenancy.describe('planning.tactics', $${
  "": "How a promotion is paid | One per promotion for now",
  "promotion_id": "Promotion | planning.promotions",
  "tactic_type": "Tactic | planning.tactic_types",
  "presentation": "CONTRA_REVENUE or EXPENSE_DISTINCT | A distinct service needs fair value",
  "spend_account": "Account it is charged to, when not the tactic's usual one | chart_of_accounts.code",
  "fair_value": "Fair value of a distinct service | What is above it reduces revenue",
  "proof_required": "Whether payment wants proof of performance | Missing proof is flagged for audit"
}$$);
call tenancy.describe('planning.promotion_funds', $${
  "": "Which fund pays for a promotion | One per promotion for now",
  "promotion_id": "Promotion | planning.promotions",
  "fund_id": "Fund | planning.funds"
}$$);
call tenancy.describe('planning.promotion_results', $${
  "": "What a promotion did | Modelled by a job; one current row per promotion and product, history kept",
  "run_id": "Run of the model | Groups the rows computed together",
  "promotion_id": "Promotion | planning.promotions",
  "product_id": "Product; empty for the whole promotion | master.products",
  "is_current": "Whether it is the newest | Older ones are kept",
  "baseline_units": "Units that would have sold anyway | Modelled",
  "actual_units": "Units sold | From POS or shipments",
  "gross_lift": "Units above the baseline | actual - baseline",
  "cannibalised": "Units taken from other products | Subtracted",
  "dip": "Units missing before and after | Subtracted",
  "halo": "Units gained by other products | Added",
  "net_incremental": "Units truly gained | Lift after all effects",
  "spend": "What it cost | Settled and accrued",
  "incremental_margin": "Margin on the units gained | Before spend",
  "roi": "Return on the spend | (margin - spend) / spend",
  "ci_low": "Lower end of the interval of net_incremental | 90 %",
  "ci_high": "Upper end of the interval of net_incremental | 90 %",
  "method": "Model and version | Reproducible",
  "computed_at": "When it was computed | Set by the job"
}$$);
