-- Printed from the catalogue after all migrations. Do not edit: npm run schema writes it.

-- Every change, who made it and why | Append-only; each entry carries the hash of the one before
table tenancy.audit_log
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  seq bigint not null -- Position in the company's chain, without gaps | Primary key with the company
  at timestamp with time zone not null -- When it happened | Part of the hash
  act text not null -- What was done, such as claim.post | Part of the hash
  entity text not null -- Kind of record it was done to | Table name
  entity_id uuid -- Record it was done to | Id in that table
  actor_id uuid -- Who did it; empty for a job | tenancy.users
  actor_name text not null -- Name at that time | Kept, even if the user is renamed
  actor_role text -- Roles at that time | Comma-separated
  client jsonb -- Workbook, sheet and program it came from | As the client said
  before jsonb -- Record before | Changed fields only
  after jsonb -- Record after | Changed fields only
  reason text -- Reason given | Mandatory for write-offs, new dates and concessions
  prev_hash bytea not null -- Hash of the entry before | The first one links to the company's id
  hash bytea not null -- SHA-256 of this entry and prev_hash | tenancy.verify_audit() recomputes it
  constraint audit_log_hash_check CHECK ((octet_length(hash) = 32))
  constraint audit_log_pkey PRIMARY KEY (tenant_id, seq)
  constraint audit_log_prev_hash_check CHECK ((octet_length(prev_hash) = 32))
  constraint audit_log_seq_check CHECK ((seq > 0))
  constraint audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  CREATE INDEX audit_log_entity ON tenancy.audit_log USING btree (tenant_id, entity, entity_id, seq)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- Last number given out per kind of record | tenancy.take_numbers()
table tenancy.counters
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  name text not null -- Kind of record, such as claim | Key
  value bigint not null -- Last number given out | The first one is 1001
  constraint counters_pkey PRIMARY KEY (tenant_id, name)
  constraint counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint counters_value_check CHECK ((value >= 0))
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Answers given to requests that must not run twice | A repeat gets the stored answer
table tenancy.idempotency_keys
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  route text not null -- Method and path of the request | A key counts per route
  key text not null -- Idempotency-Key the caller sent | Unique per company and route
  request_hash text not null -- Hash of the request | A key with other content is refused
  state text not null default 'RUNNING'::text -- RUNNING until answered, then DONE | A repeat while running is told to wait
  status integer -- HTTP status of the answer | Replayed
  headers jsonb -- Headers of the answer worth repeating | Replayed
  body text -- Body of the answer | Replayed
  created_by uuid -- User who made it; empty for a job | tenancy.users
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  expires_at timestamp with time zone not null default (now() + '72:00:00'::interval) -- When the key is forgotten | 72 hours after the request
  constraint idempotency_keys_check CHECK (((state = 'DONE'::text) = (status IS NOT NULL)))
  constraint idempotency_keys_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 200)))
  constraint idempotency_keys_pkey PRIMARY KEY (tenant_id, route, key)
  constraint idempotency_keys_state_check CHECK ((state = ANY (ARRAY['RUNNING'::text, 'DONE'::text])))
  constraint idempotency_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  CREATE INDEX idempotency_keys_expiry ON tenancy.idempotency_keys USING btree (tenant_id, expires_at)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Who has which role | Effective roles = token roles that are also granted here
table tenancy.role_grants
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  user_id uuid not null -- Who | tenancy.users
  role text not null -- Role | tenancy.roles
  granted_by uuid -- Who granted it | tenancy.users
  granted_at timestamp with time zone not null default now() -- When it was granted | Set by the database
  constraint role_grants_pkey PRIMARY KEY (tenant_id, user_id, role)
  constraint role_grants_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint role_grants_tenant_id_granted_by_fkey FOREIGN KEY (tenant_id, granted_by) REFERENCES tenancy.users(tenant_id, id)
  constraint role_grants_tenant_id_role_fkey FOREIGN KEY (tenant_id, role) REFERENCES tenancy.roles(tenant_id, code)
  constraint role_grants_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES tenancy.users(tenant_id, id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app

-- What a person may be allowed to do | A fixed list
table tenancy.roles
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  code text not null -- Role | As in the token's roles claim
  name text not null -- Name of the role | UI display
  description text not null -- What the role may do | UI display
  constraint roles_code_check CHECK ((code = ANY (ARRAY['Planner'::text, 'SalesApprover'::text, 'Finance'::text, 'FinanceApprover'::text, 'Controller'::text, 'Auditor'::text, 'Integration'::text, 'Admin'::text])))
  constraint roles_pkey PRIMARY KEY (tenant_id, code)
  constraint roles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant select to tradebook_app

-- Companies | Root of row level security
table tenancy.tenants
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  name text not null -- Company name | UI display
  slug text not null -- Short name | For commands and the development sign-in
  tid uuid not null -- Directory id of the company in Microsoft Entra | A token's tid must equal it
  issuer text not null -- Who signs the company's tokens | A token's issuer must equal it
  status text not null default 'ACTIVE'::text -- ACTIVE or SUSPENDED | Nobody of a suspended company gets in
  settings jsonb not null default '{}'::jsonb -- Config | Stores fiscal year start, currency, ERP type, tolerance and posting limits
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint tenants_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint tenants_pkey PRIMARY KEY (id)
  constraint tenants_slug_check CHECK ((slug ~ '^[a-z0-9-]{1,40}$'::text))
  constraint tenants_slug_key UNIQUE (slug)
  constraint tenants_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text])))
  constraint tenants_tid_issuer_key UNIQUE (tid, issuer)
  CREATE TRIGGER keep_version BEFORE UPDATE ON tenancy.tenants FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy directory for r using (true) with check ()
  policy own_tenant for * using ((id = tenancy.current_tenant())) with check ((id = tenancy.current_tenant()))
  grant select to tradebook_app
  grant update (name) to tradebook_app
  grant update (settings) to tradebook_app

-- People and systems that may sign in | Found by directory and object id, never by e-mail
table tenancy.users
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  oid uuid not null -- Object id in the company's directory | Identifies the person together with the company's tid
  handle text not null -- Short name | Unique in the company; names demo people
  name text not null -- Name | Shown beside what the person did
  email text -- E-mail address | For display only
  disabled_at timestamp with time zone -- When the person was shut out; empty while allowed | Checked on every request
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint users_handle_check CHECK ((handle ~ '^[a-z0-9._-]{1,60}$'::text))
  constraint users_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint users_pkey PRIMARY KEY (tenant_id, id)
  constraint users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint users_tenant_id_handle_key UNIQUE (tenant_id, handle)
  constraint users_tenant_id_oid_key UNIQUE (tenant_id, oid)
  CREATE TRIGGER keep_version BEFORE UPDATE ON tenancy.users FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Every field of this database with its meaning | Source of the data dictionary workbook
view tenancy.data_dictionary
  schema_name text -- Schema | One per feature
  table_name text -- Table or view | As in SQL
  field_name text -- Field | As in SQL
  data_type text -- Type of the field | In Postgres' words
  nullable text -- Whether it may be empty | Yes or No; fields of views are always Yes
  description text -- What it is | First part of the field's comment
  usage text -- How it is used | Second part of the field's comment
  table_description text -- What the table is | First part of the table's comment
  is_view boolean -- Whether it is a view | Views hold no data of their own
  position integer -- Order of the field in its table | For sorting
  options security_invoker=true
  grant select to tradebook_app

-- G/L accounts from the ERP | Journals name them by code
table master.chart_of_accounts
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  code text not null -- Account code | As in the ERP
  name text not null -- Account name | UI display
  kind text not null -- ASSET, LIABILITY, REVENUE, CONTRA_REVENUE or EXPENSE | Decides the side it grows on
  role text -- What Tradebook uses it for, such as ACCRUED_TRADE | One account per role
  active boolean not null default true -- Whether it may be posted to | From the ERP
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint chart_of_accounts_code UNIQUE (tenant_id, code)
  constraint chart_of_accounts_code_check CHECK (((char_length(code) >= 1) AND (char_length(code) <= 20)))
  constraint chart_of_accounts_kind_check CHECK ((kind = ANY (ARRAY['ASSET'::text, 'LIABILITY'::text, 'REVENUE'::text, 'CONTRA_REVENUE'::text, 'EXPENSE'::text])))
  constraint chart_of_accounts_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint chart_of_accounts_pkey PRIMARY KEY (tenant_id, id)
  constraint chart_of_accounts_role UNIQUE (tenant_id, role)
  constraint chart_of_accounts_role_check CHECK ((role = ANY (ARRAY['AR'::text, 'DEDUCTION_CLEARING'::text, 'DISPUTED_AR'::text, 'PREPAID_TRADE'::text, 'AP'::text, 'ACCRUED_TRADE'::text, 'TRADE_SPEND'::text, 'OFF_INVOICE'::text, 'SLOTTING'::text, 'DISTINCT_SERVICE'::text, 'WRITE_OFF'::text, 'FX'::text, 'CASH'::text, 'REVENUE'::text])))
  constraint chart_of_accounts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON master.chart_of_accounts FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Standard costs over time | Effective-dated
table master.cost_history
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  product_id uuid not null -- Product | master.products
  valid_from date not null -- First day | Lasts until the next one
  amount numeric(19,4) not null -- Cost per unit | Four decimals
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint cost_history_amount_check CHECK ((amount >= (0)::numeric))
  constraint cost_history_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint cost_history_from UNIQUE (tenant_id, product_id, valid_from)
  constraint cost_history_pkey PRIMARY KEY (tenant_id, id)
  constraint cost_history_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint cost_history_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON master.cost_history FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Customer hierarchy from the ERP | Headquarters, divisions, distribution centres and stores
table master.customers
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  erp_id text not null -- ERP customer id | Join key for integration
  name text not null -- Customer name | UI display
  retailer text -- Retailer whose reason codes apply | Finds the meaning of a deduction's code
  type text not null -- HQ, Bill-to, Ship-to, Sold-to, Banner, Distributor, DC or Store | As the ERP classifies it
  parent_id uuid -- Customer above it | Truth of the hierarchy; a circle is refused
  hierarchy_path ltree -- Path enumeration | Postgres LTREE for fast hierarchy queries; kept by the database from parent_id
  payment_terms text -- Payment terms, such as Net 60 | From the ERP
  currency text -- Currency the customer is billed in | ISO 4217; the company's own when empty
  attributes jsonb not null default '{}'::jsonb -- Custom fields | JSON, indexed
  active boolean not null default true -- Whether it still trades | Inactive customers take no new promotions
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint customers_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint customers_erp_id UNIQUE (tenant_id, erp_id)
  constraint customers_erp_id_check CHECK (((char_length(erp_id) >= 1) AND (char_length(erp_id) <= 50)))
  constraint customers_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint customers_not_own_parent CHECK ((parent_id <> id))
  constraint customers_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES master.customers(tenant_id, id)
  constraint customers_payment_terms_check CHECK ((char_length(payment_terms) <= 50))
  constraint customers_pkey PRIMARY KEY (tenant_id, id)
  constraint customers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint customers_type_check CHECK ((type = ANY (ARRAY['HQ'::text, 'Bill-to'::text, 'Ship-to'::text, 'Sold-to'::text, 'Banner'::text, 'Distributor'::text, 'DC'::text, 'Store'::text])))
  CREATE INDEX customers_attributes ON master.customers USING gin (attributes jsonb_path_ops)
  CREATE INDEX customers_parent_id ON master.customers USING btree (tenant_id, parent_id)
  CREATE INDEX customers_path ON master.customers USING gist (hierarchy_path)
  CREATE TRIGGER keep_customer_path BEFORE UPDATE OF hierarchy_path ON master.customers FOR EACH ROW WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION master.keep_customer_path()
  CREATE TRIGGER keep_version BEFORE UPDATE ON master.customers FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  CREATE TRIGGER move_descendants AFTER UPDATE OF parent_id ON master.customers FOR EACH ROW WHEN ((old.hierarchy_path IS DISTINCT FROM new.hierarchy_path)) EXECUTE FUNCTION master.move_descendants()
  CREATE TRIGGER place_customer BEFORE INSERT OR UPDATE OF parent_id ON master.customers FOR EACH ROW EXECUTE FUNCTION master.place_customer()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Fiscal periods per ledger | Decides whether a date can be posted to
table master.fiscal_periods
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  ledger text not null default 'GL'::text -- GL, AR or AP | Each closes by itself
  code text not null -- Period, such as 2026-11 | As in the ERP
  date_start date not null -- First day | Included
  date_end date not null -- Last day | Included; periods of a ledger do not overlap
  status text not null -- OPEN, SOFT or CLOSED | SOFT: finance only; CLOSED: nothing is posted
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint fiscal_periods_code UNIQUE (tenant_id, ledger, code)
  constraint fiscal_periods_code_check CHECK (((char_length(code) >= 1) AND (char_length(code) <= 20)))
  constraint fiscal_periods_in_order CHECK ((date_start <= date_end))
  constraint fiscal_periods_ledger_check CHECK ((ledger = ANY (ARRAY['GL'::text, 'AR'::text, 'AP'::text])))
  constraint fiscal_periods_no_overlap EXCLUDE USING gist (tenant_id WITH =, ledger WITH =, daterange(date_start, date_end, '[]'::text) WITH &&)
  constraint fiscal_periods_pkey PRIMARY KEY (tenant_id, id)
  constraint fiscal_periods_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'SOFT'::text, 'CLOSED'::text])))
  constraint fiscal_periods_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON master.fiscal_periods FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- List prices over time | Effective-dated
table master.price_lists
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  product_id uuid not null -- Product | master.products
  customer_id uuid -- Customer it is for; empty for all | master.customers
  valid_from date not null -- First day | Included
  valid_to date -- Last day; empty while it lasts | Included
  amount numeric(19,4) not null -- Price per unit | Four decimals
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint price_lists_amount_check CHECK ((amount >= (0)::numeric))
  constraint price_lists_check CHECK ((valid_from <= valid_to))
  constraint price_lists_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint price_lists_from UNIQUE NULLS NOT DISTINCT (tenant_id, product_id, customer_id, valid_from)
  constraint price_lists_pkey PRIMARY KEY (tenant_id, id)
  constraint price_lists_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint price_lists_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint price_lists_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON master.price_lists FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Product hierarchy from the ERP | Brand, category, sub-category
table master.products
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  erp_id text not null -- ERP material code | Join key for integration
  sku text not null -- Code visible to the user | Unique in the company
  name text not null -- Product name | UI display
  brand text not null -- Hierarchy level 1 | Filters and funds
  category text not null -- Hierarchy level 2 | Filters
  sub_category text -- Hierarchy level 3 | Filters
  hierarchy_path ltree -- Path enumeration of brand, category and sub-category | Postgres LTREE; kept by the database
  list_price numeric(19,4) not null -- Current base list price to the trade | Unit price, four decimals
  srp numeric(19,4) -- Suggested retail price | Unit price, four decimals
  cogs_standard numeric(19,4) not null -- Standard cost | Used for profitability calculation
  currency text -- Currency of the prices | ISO 4217; the company's own when empty
  uom text -- Unit of measure | Of units in plans and facts
  units_per_case numeric(19,4) -- Units in one case | Converts cases to units
  gtin text -- Trade item number on the bar code | Finds the product in retailers' files
  attributes jsonb not null default '{}'::jsonb -- Custom fields, such as organic | JSON, indexed
  active boolean not null default true -- Whether it is still sold | Inactive products take no new promotions
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint products_brand_check CHECK (((char_length(brand) >= 1) AND (char_length(brand) <= 100)))
  constraint products_category_check CHECK (((char_length(category) >= 1) AND (char_length(category) <= 100)))
  constraint products_cogs_standard_check CHECK ((cogs_standard >= (0)::numeric))
  constraint products_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint products_erp_id UNIQUE (tenant_id, erp_id)
  constraint products_erp_id_check CHECK (((char_length(erp_id) >= 1) AND (char_length(erp_id) <= 50)))
  constraint products_gtin_check CHECK ((char_length(gtin) <= 14))
  constraint products_list_price_check CHECK ((list_price >= (0)::numeric))
  constraint products_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint products_pkey PRIMARY KEY (tenant_id, id)
  constraint products_sku UNIQUE (tenant_id, sku)
  constraint products_sku_check CHECK (((char_length(sku) >= 1) AND (char_length(sku) <= 50)))
  constraint products_srp_check CHECK ((srp >= (0)::numeric))
  constraint products_sub_category_check CHECK ((char_length(sub_category) <= 100))
  constraint products_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint products_units_per_case_check CHECK ((units_per_case > (0)::numeric))
  CREATE INDEX products_attributes ON master.products USING gin (attributes jsonb_path_ops)
  CREATE INDEX products_path ON master.products USING gist (hierarchy_path)
  CREATE TRIGGER keep_version BEFORE UPDATE ON master.products FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  CREATE TRIGGER place_product BEFORE INSERT OR UPDATE OF brand, category, sub_category, hierarchy_path ON master.products FOR EACH ROW EXECUTE FUNCTION master.place_product()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- What retailers' deduction codes mean | Leading zeros do not count; an override of the company comes first
table master.reason_codes
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  retailer text -- Retailer that uses the code; * for any | customers.retailer
  code text not null -- Code, or its beginning | Kept as text
  match_kind text not null default 'EXACT'::text -- EXACT, PREFIX or PATTERN | How the code is compared
  pattern text -- Regular expression of a PATTERN | Empty otherwise
  label text not null -- Meaning in the retailer's words | UI display
  l1 text not null -- Meaning in ours, such as PROMO or SHORTAGE | gl_transactions.reason_code_normalized
  l2 text -- Closer meaning | Weighs in matching
  trade boolean not null -- Whether it is trade spend | Others clear outside promotions
  account_role text -- Account a deduction that is not trade goes to | chart_of_accounts.role
  window_days integer -- Days to dispute | Sets a claim's deadline
  valid_from date -- First day it means this; empty for always | Retailers reuse codes
  valid_to date -- Last day it means this; empty for always | Retailers reuse codes
  source text not null -- Where it was read | Key of the public guide, or the company's name
  tenant_override boolean not null default false -- Whether the company decided it | Stands above the public guides
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint reason_codes_account_role_check CHECK ((account_role = ANY (ARRAY['AR'::text, 'DISPUTED_AR'::text, 'TRADE_SPEND'::text, 'OFF_INVOICE'::text, 'SLOTTING'::text, 'DISTINCT_SERVICE'::text, 'WRITE_OFF'::text])))
  constraint reason_codes_check CHECK ((valid_from <= valid_to))
  constraint reason_codes_code UNIQUE NULLS NOT DISTINCT (tenant_id, retailer, code, tenant_override, valid_from)
  constraint reason_codes_code_check CHECK (((char_length(code) >= 1) AND (char_length(code) <= 50)))
  constraint reason_codes_l1_check CHECK ((l1 = ANY (ARRAY['PROMO'::text, 'SHORTAGE'::text, 'TAX'::text, 'SPOILS'::text, 'PRICING'::text, 'DAMAGE'::text, 'FREIGHT'::text, 'RETURNS'::text, 'COMPLIANCE'::text, 'DISCOUNT'::text, 'ACCOUNT'::text, 'AUDIT'::text, 'SERVICE_FEE'::text, 'REPAY'::text, 'OTHER'::text])))
  constraint reason_codes_match_kind_check CHECK ((match_kind = ANY (ARRAY['EXACT'::text, 'PREFIX'::text, 'PATTERN'::text])))
  constraint reason_codes_pattern CHECK (((match_kind = 'PATTERN'::text) = (pattern IS NOT NULL)))
  constraint reason_codes_pkey PRIMARY KEY (tenant_id, id)
  constraint reason_codes_retailer CHECK ((retailer IS NOT NULL))
  constraint reason_codes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint reason_codes_window_days_check CHECK ((window_days > 0))
  CREATE TRIGGER keep_version BEFORE UPDATE ON master.reason_codes FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Who must approve which promotions, beside a SalesApprover | All active rules that fit a promotion hold
table planning.approval_rules
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  name text not null -- Name of the rule | Unique among the rules that are not retired
  customer_id uuid -- Customer it is for, with everything below; empty for all | master.customers
  tactic_type text -- Tactic it is for; empty for all | planning.tactic_types
  min_amount numeric(19,4) not null -- Planned spend from which it holds | Minor units of the currency
  role text not null -- Role that must agree | SalesApprover or FinanceApprover
  status text not null default 'PROPOSED'::text -- PROPOSED, ACTIVE or RETIRED | Only an active rule holds
  proposed_by uuid not null -- Who proposed it | tenancy.users
  approved_by uuid -- Who put it into force | Never who proposed it
  approved_at timestamp with time zone -- When it came into force | Promotions that were submitted before are not touched
  retire_asked_by uuid -- Who asked to take it out of force | It holds until another person agrees
  retired_by uuid -- Who took it out of force | Never who asked for it
  retired_at timestamp with time zone -- When it was retired | Set once
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint approval_rules_active CHECK (((status <> 'ACTIVE'::text) OR ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL))))
  constraint approval_rules_approver_is_another CHECK ((approved_by <> proposed_by))
  constraint approval_rules_min_amount_check CHECK (((min_amount >= (0)::numeric) AND (min_amount = round(min_amount, 2))))
  constraint approval_rules_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint approval_rules_pkey PRIMARY KEY (tenant_id, id)
  constraint approval_rules_retired CHECK (((status = 'RETIRED'::text) = (retired_at IS NOT NULL)))
  constraint approval_rules_retirer_is_another CHECK ((retired_by <> retire_asked_by))
  constraint approval_rules_role_check CHECK ((role = ANY (ARRAY['SalesApprover'::text, 'FinanceApprover'::text])))
  constraint approval_rules_status_check CHECK ((status = ANY (ARRAY['PROPOSED'::text, 'ACTIVE'::text, 'RETIRED'::text])))
  constraint approval_rules_tenant_id_approved_by_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES tenancy.users(tenant_id, id)
  constraint approval_rules_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint approval_rules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint approval_rules_tenant_id_proposed_by_fkey FOREIGN KEY (tenant_id, proposed_by) REFERENCES tenancy.users(tenant_id, id)
  constraint approval_rules_tenant_id_retire_asked_by_fkey FOREIGN KEY (tenant_id, retire_asked_by) REFERENCES tenancy.users(tenant_id, id)
  constraint approval_rules_tenant_id_retired_by_fkey FOREIGN KEY (tenant_id, retired_by) REFERENCES tenancy.users(tenant_id, id)
  constraint approval_rules_tenant_id_tactic_type_fkey FOREIGN KEY (tenant_id, tactic_type) REFERENCES planning.tactic_types(tenant_id, code)
  CREATE UNIQUE INDEX approval_rules_name ON planning.approval_rules USING btree (tenant_id, name) WHERE (status <> 'RETIRED'::text)
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.approval_rules FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Promotions that wait, or waited, for a second person | One row per role; it belongs to the version that was seen
table planning.approvals
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  promotion_id uuid not null -- Promotion | planning.promotions
  kind text not null -- What is asked: PROMOTION to run it, CLOSE to release more than the limit, REOPEN to claim on it again | A fixed word
  promotion_version bigint not null -- Version of the promotion that it was asked for | A later change of what is paid makes the row STALE
  role text not null -- Role that may decide it | One person of each role that was asked
  amount numeric(19,4) not null -- Planned spend, or what closing would release | Minor units of the currency
  summary text not null -- What it is about, in a line | Shown in the list of approvals
  reason text -- Why it is asked, in the words of who asks | May be empty
  status text not null default 'OPEN'::text -- OPEN, APPROVED, REJECTED or STALE | STALE: a change made it pointless
  requested_by uuid not null -- Who asks | tenancy.users
  requested_at timestamp with time zone not null default now() -- When it was asked | Set by the database
  decided_by uuid -- Who decided; empty when it became stale | Never who asks
  decided_at timestamp with time zone -- When it was decided or became stale | Empty while it is open
  decision_reason text -- Why, in the words of who decided | Needed for a rejection
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint approvals_amount_check CHECK ((amount = round(amount, 2)))
  constraint approvals_kind_check CHECK ((kind = ANY (ARRAY['PROMOTION'::text, 'CLOSE'::text, 'REOPEN'::text])))
  constraint approvals_pkey PRIMARY KEY (tenant_id, id)
  constraint approvals_role_check CHECK ((role = ANY (ARRAY['SalesApprover'::text, 'FinanceApprover'::text])))
  constraint approvals_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'APPROVED'::text, 'REJECTED'::text, 'STALE'::text])))
  constraint approvals_tenant_id_decided_by_fkey FOREIGN KEY (tenant_id, decided_by) REFERENCES tenancy.users(tenant_id, id)
  constraint approvals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint approvals_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint approvals_tenant_id_requested_by_fkey FOREIGN KEY (tenant_id, requested_by) REFERENCES tenancy.users(tenant_id, id)
  constraint promotion_approvals_decided CHECK (((status = 'OPEN'::text) = (decided_at IS NULL)))
  constraint promotion_approvals_decider_is_another CHECK ((decided_by <> requested_by))
  constraint promotion_approvals_once UNIQUE (tenant_id, promotion_id, kind, promotion_version, role)
  CREATE INDEX promotion_approvals_status ON planning.approvals USING btree (tenant_id, status, id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.approvals FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Movements of funds | Append-only
table planning.fund_transactions
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  fund_id uuid not null -- Fund | planning.funds
  kind text not null -- EARNED, TRANSFER_IN, TRANSFER_OUT, ADJUSTMENT or DRAWBACK | A transfer is two rows
  amount numeric(19,4) not null -- Amount; signed for an adjustment only | Minor units of the currency
  other_fund_id uuid -- Fund at the other end of a transfer | planning.funds
  posting_date date not null -- Day it counts from | Ledger date
  reason text -- Reason given | Free text
  created_by uuid -- User who made it; empty for a job | tenancy.users
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint fund_transactions_amount_check CHECK ((amount = round(amount, 2)))
  constraint fund_transactions_kind_check CHECK ((kind = ANY (ARRAY['EARNED'::text, 'TRANSFER_IN'::text, 'TRANSFER_OUT'::text, 'ADJUSTMENT'::text, 'DRAWBACK'::text])))
  constraint fund_transactions_pair CHECK (((kind = ANY (ARRAY['TRANSFER_IN'::text, 'TRANSFER_OUT'::text])) = (other_fund_id IS NOT NULL)))
  constraint fund_transactions_pkey PRIMARY KEY (tenant_id, id)
  constraint fund_transactions_sign CHECK (((kind = 'ADJUSTMENT'::text) OR (amount > (0)::numeric)))
  constraint fund_transactions_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint fund_transactions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint fund_transactions_tenant_id_fund_id_fkey FOREIGN KEY (tenant_id, fund_id) REFERENCES planning.funds(tenant_id, id)
  constraint fund_transactions_tenant_id_other_fund_id_fkey FOREIGN KEY (tenant_id, other_fund_id) REFERENCES planning.funds(tenant_id, id)
  CREATE INDEX fund_transactions_fund ON planning.fund_transactions USING btree (tenant_id, fund_id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- Budgets for trade spend | Fund envelopes
table planning.funds
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  number text not null -- Readable number, such as F-1001 | Unique in the company
  name text not null -- Name, such as Q1 2026 Innovation Fund | UI display
  customer_id uuid -- Customer it is for; empty for all | master.customers
  brand text -- Brand it is for; empty for all | products.brand
  date_start date not null -- First day it may pay for | Included
  date_end date not null -- Last day it may pay for | Included
  total_budget numeric(19,4) not null -- Allocated amount | What is left is planning.fund_balances.remaining_balance
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  owner_id uuid -- Sales manager who answers for it | tenancy.users
  note text -- Note | Free text
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint funds_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint funds_in_order CHECK ((date_start <= date_end))
  constraint funds_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint funds_number UNIQUE (tenant_id, number)
  constraint funds_pkey PRIMARY KEY (tenant_id, id)
  constraint funds_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint funds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint funds_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES tenancy.users(tenant_id, id)
  constraint funds_total_budget_check CHECK (((total_budget >= (0)::numeric) AND (total_budget = round(total_budget, 2))))
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.funds FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Which fund pays for a promotion | One per promotion for now
table planning.promotion_funds
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  promotion_id uuid not null -- Promotion | planning.promotions
  fund_id uuid not null -- Fund | planning.funds
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint promotion_funds_pkey PRIMARY KEY (tenant_id, promotion_id)
  constraint promotion_funds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint promotion_funds_tenant_id_fund_id_fkey FOREIGN KEY (tenant_id, fund_id) REFERENCES planning.funds(tenant_id, id)
  constraint promotion_funds_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  CREATE INDEX promotion_funds_fund ON planning.promotion_funds USING btree (tenant_id, fund_id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.promotion_funds FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Products of a promotion | Promo scope
table planning.promotion_products
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  promotion_id uuid not null -- Promotion | planning.promotions
  product_id uuid not null -- Product | master.products
  discount_per_unit numeric(19,4) not null -- Discount for this SKU | Unit price, four decimals
  forecasted_base_units numeric(19,4) not null default 0 -- Units without the promotion | Baseline
  forecasted_uplift_units numeric(19,4) not null default 0 -- Units on top | Lift
  line_spend numeric(19,4) not null generated round((discount_per_unit * (forecasted_base_units + forecasted_uplift_units)), 2) -- Planned spend of the line | discount times (base + uplift), rounded once, half-up, to the minor unit
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint promotion_products_discount_per_unit_check CHECK ((discount_per_unit >= (0)::numeric))
  constraint promotion_products_forecasted_base_units_check CHECK ((forecasted_base_units >= (0)::numeric))
  constraint promotion_products_once UNIQUE (tenant_id, promotion_id, product_id)
  constraint promotion_products_pkey PRIMARY KEY (tenant_id, id)
  constraint promotion_products_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint promotion_products_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  constraint promotion_products_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.promotion_products FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- What a promotion did | Modelled by a job; one current row per promotion and product, history kept
table planning.promotion_results
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  run_id uuid not null -- Run of the model | Groups the rows computed together
  promotion_id uuid not null -- Promotion | planning.promotions
  product_id uuid -- Product; empty for the whole promotion | master.products
  is_current boolean not null default true -- Whether it is the newest | Older ones are kept
  baseline_units numeric(19,4) not null -- Units that would have sold anyway | Modelled
  actual_units numeric(19,4) not null -- Units sold | From POS or shipments
  gross_lift numeric(19,4) not null -- Units above the baseline | actual - baseline
  cannibalised numeric(19,4) not null default 0 -- Units taken from other products | Subtracted
  dip numeric(19,4) not null default 0 -- Units missing before and after | Subtracted
  halo numeric(19,4) not null default 0 -- Units gained by other products | Added
  net_incremental numeric(19,4) not null -- Units truly gained | Lift after all effects
  spend numeric(19,4) not null -- What it cost | Settled and accrued
  incremental_margin numeric(19,4) not null -- Margin on the units gained | Before spend
  roi numeric(19,4) -- Return on the spend | (margin - spend) / spend
  ci_low numeric(19,4) -- Lower end of the interval of net_incremental | 90 %
  ci_high numeric(19,4) -- Upper end of the interval of net_incremental | 90 %
  method text not null -- Model and version | Reproducible
  computed_at timestamp with time zone not null default now() -- When it was computed | Set by the job
  constraint promotion_results_pkey PRIMARY KEY (tenant_id, id)
  constraint promotion_results_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint promotion_results_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  constraint promotion_results_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  CREATE UNIQUE INDEX promotion_results_current ON planning.promotion_results USING btree (tenant_id, promotion_id, product_id) NULLS NOT DISTINCT WHERE is_current
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- What a promotion said when it was submitted and when it was approved | Kept for good; the difference to it is shown
table planning.promotion_versions
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  promotion_id uuid not null -- Promotion | planning.promotions
  promotion_version bigint not null -- Version of the promotion | As its row was then
  kind text not null -- SUBMITTED or APPROVED | What it was kept for
  snapshot jsonb not null -- The promotion and its lines | Fields as the sheet names them; lines by SKU
  hash text not null -- SHA-256 of all that approval is about | Name, owner and note do not count
  created_by uuid not null -- User who made it; empty for a job | tenancy.users
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint promotion_versions_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
  constraint promotion_versions_kind_check CHECK ((kind = ANY (ARRAY['SUBMITTED'::text, 'APPROVED'::text])))
  constraint promotion_versions_once UNIQUE (tenant_id, promotion_id, promotion_version, kind)
  constraint promotion_versions_pkey PRIMARY KEY (tenant_id, id)
  constraint promotion_versions_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint promotion_versions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint promotion_versions_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- Promotions, the central object | Its id travels into the ERP and back
table planning.promotions
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | Internal TPM id; the reference the ERP carries
  number text not null -- Readable number, such as P-1001 | Unique in the company
  name text not null -- Name, such as SuperBowl BOGO | UI display
  customer_id uuid not null -- Customer, at any level of the hierarchy | Deductions from below match too
  bill_through_customer_id uuid -- Distributor that deducts for the customer | Matching: the payer differs from the customer
  status text not null default 'DRAFT'::text -- State machine | DRAFT, PENDING_APPROVAL, APPROVED, LIVE, COMPLETED, CLOSED, SETTLED; REJECTED and CANCELLED aside
  lifecycle_status text not null generated status -- The status under its other name | Always equals status
  accrual_status text not null default 'NONE'::text -- What the books know of its accrual | NONE, QUEUED, POSTED, PARTIAL, FAILED or RELEASED; FAILED keeps it from LIVE
  fund_status text not null default 'NONE'::text -- What its fund holds for it | NONE, RESERVED on submit, COMMITTED on approval, RELEASED
  tactic_type text not null -- Tactic | planning.tactic_types
  date_start_sellin date not null -- Shipment start date | Sell-in window
  date_end_sellin date not null -- Shipment end date | Sell-in window
  date_start_scan date -- In-store start date, for POS | Scan window
  date_end_scan date -- In-store end date | Scan window
  forecast_mode text not null default 'MANUAL'::text -- Calculation method | MANUAL, AI_LINEAR or AI_SEASONALITY
  forecast_uplift_pct numeric(5,2) -- Estimated increase in percent | Two decimals
  fixed_cost numeric(19,4) not null default 0 -- Cost that does not depend on units | Minor units of the currency
  total_planned_spend numeric(19,4) not null default 0 -- Estimated total cost | Sum of line spends and the fixed cost
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  accrual_method text not null default 'PLAN_AT_APPROVAL'::text -- When it is accrued | PLAN_AT_APPROVAL, PER_SHIPMENT, SPREAD_TIME, ON_DATE or NONE
  owner_id uuid -- Who answers for it | tenancy.users
  note text -- Note | Free text
  failure_code text -- Code of the ERP's last refusal | Empty once its journals are posted
  failure_message text -- The ERP's last refusal in its own words | Shown beside the promotion
  created_by uuid -- User who made it; empty for a job | tenancy.users
  approved_by uuid -- Who approved it | Never who made it
  approved_at timestamp with time zone -- When it was approved | Starts the accrual
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  submitted_by uuid -- Who asked for approval last, by submitting or by changing it | Never who approves it; tenancy.users
  submitted_at timestamp with time zone -- When approval was asked for last | Empty before it is submitted
  closed_by uuid -- Who closed it | Empty once it is reopened; tenancy.users
  closed_at timestamp with time zone -- When it was closed | What was accrued and not claimed is released then
  last_words text -- Why it was rejected, cancelled or reopened last | In that person's words
  copied_from_id uuid -- Promotion it was copied from | planning.promotions
  constraint promotions_accrual_method_check CHECK ((accrual_method = ANY (ARRAY['PLAN_AT_APPROVAL'::text, 'PER_SHIPMENT'::text, 'SPREAD_TIME'::text, 'ON_DATE'::text, 'NONE'::text])))
  constraint promotions_accrual_status_check CHECK ((accrual_status = ANY (ARRAY['NONE'::text, 'QUEUED'::text, 'POSTED'::text, 'PARTIAL'::text, 'FAILED'::text, 'RELEASED'::text])))
  constraint promotions_approver_is_another CHECK ((approved_by <> created_by))
  constraint promotions_closer FOREIGN KEY (tenant_id, closed_by) REFERENCES tenancy.users(tenant_id, id)
  constraint promotions_copied_from FOREIGN KEY (tenant_id, copied_from_id) REFERENCES planning.promotions(tenant_id, id) ON DELETE SET NULL (copied_from_id)
  constraint promotions_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint promotions_fixed_cost_check CHECK (((fixed_cost >= (0)::numeric) AND (fixed_cost = round(fixed_cost, 2))))
  constraint promotions_forecast_mode_check CHECK ((forecast_mode = ANY (ARRAY['MANUAL'::text, 'AI_LINEAR'::text, 'AI_SEASONALITY'::text])))
  constraint promotions_fund_status_check CHECK ((fund_status = ANY (ARRAY['NONE'::text, 'RESERVED'::text, 'COMMITTED'::text, 'RELEASED'::text])))
  constraint promotions_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
  constraint promotions_number UNIQUE (tenant_id, number)
  constraint promotions_pkey PRIMARY KEY (tenant_id, id)
  constraint promotions_scan_in_order CHECK ((date_start_scan <= date_end_scan))
  constraint promotions_scan_whole CHECK (((date_start_scan IS NULL) = (date_end_scan IS NULL)))
  constraint promotions_sellin_in_order CHECK ((date_start_sellin <= date_end_sellin))
  constraint promotions_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'PENDING_APPROVAL'::text, 'APPROVED'::text, 'LIVE'::text, 'COMPLETED'::text, 'CLOSED'::text, 'SETTLED'::text, 'REJECTED'::text, 'CANCELLED'::text])))
  constraint promotions_submitter FOREIGN KEY (tenant_id, submitted_by) REFERENCES tenancy.users(tenant_id, id)
  constraint promotions_submitter_is_another CHECK ((approved_by <> submitted_by))
  constraint promotions_tenant_id_approved_by_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES tenancy.users(tenant_id, id)
  constraint promotions_tenant_id_bill_through_customer_id_fkey FOREIGN KEY (tenant_id, bill_through_customer_id) REFERENCES master.customers(tenant_id, id)
  constraint promotions_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint promotions_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint promotions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint promotions_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES tenancy.users(tenant_id, id)
  constraint promotions_tenant_id_tactic_type_fkey FOREIGN KEY (tenant_id, tactic_type) REFERENCES planning.tactic_types(tenant_id, code)
  constraint promotions_total_planned_spend_check CHECK (((total_planned_spend >= (0)::numeric) AND (total_planned_spend = round(total_planned_spend, 2))))
  CREATE INDEX promotions_customer ON planning.promotions USING btree (tenant_id, customer_id, date_start_sellin)
  CREATE INDEX promotions_status ON planning.promotions USING btree (tenant_id, status)
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.promotions FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Catalogue of tactics | What a promotion can be
table planning.tactic_types
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  code text not null -- Tactic, such as SCAN_BACK | promotions.tactic_type
  name text not null -- Name | UI display
  cost_basis text not null -- PER_UNIT, FIXED or PERCENT | How its cost is planned
  presentation text not null default 'CONTRA_REVENUE'::text -- CONTRA_REVENUE or EXPENSE_DISTINCT | Whether it reduces revenue or is an expense
  spend_role text not null -- Account it is charged to | chart_of_accounts.role
  accrual_method text not null -- How it accrues unless the promotion says otherwise | PLAN_AT_APPROVAL, PER_SHIPMENT, SPREAD_TIME, ON_DATE or NONE
  window_basis text not null -- SELL_IN or SCAN | Which window counts as its performance
  description text not null -- What it is | UI display
  active boolean not null default true -- Whether it may be chosen | Dropdown
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint tactic_types_accrual_method_check CHECK ((accrual_method = ANY (ARRAY['PLAN_AT_APPROVAL'::text, 'PER_SHIPMENT'::text, 'SPREAD_TIME'::text, 'ON_DATE'::text, 'NONE'::text])))
  constraint tactic_types_code_check CHECK ((code ~ '^[A-Z_]{2,40}$'::text))
  constraint tactic_types_cost_basis_check CHECK ((cost_basis = ANY (ARRAY['PER_UNIT'::text, 'FIXED'::text, 'PERCENT'::text])))
  constraint tactic_types_pkey PRIMARY KEY (tenant_id, code)
  constraint tactic_types_presentation_check CHECK ((presentation = ANY (ARRAY['CONTRA_REVENUE'::text, 'EXPENSE_DISTINCT'::text])))
  constraint tactic_types_spend_role_check CHECK ((spend_role = ANY (ARRAY['TRADE_SPEND'::text, 'SLOTTING'::text, 'OFF_INVOICE'::text, 'DISTINCT_SERVICE'::text])))
  constraint tactic_types_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint tactic_types_window_basis_check CHECK ((window_basis = ANY (ARRAY['SELL_IN'::text, 'SCAN'::text])))
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.tactic_types FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- How a promotion is paid | One per promotion for now
table planning.tactics
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  promotion_id uuid not null -- Promotion | planning.promotions
  tactic_type text not null -- Tactic | planning.tactic_types
  presentation text not null default 'CONTRA_REVENUE'::text -- CONTRA_REVENUE or EXPENSE_DISTINCT | A distinct service needs fair value
  spend_account text -- Account it is charged to, when not the tactic's usual one | chart_of_accounts.code
  fair_value numeric(19,4) -- Fair value of a distinct service | What is above it reduces revenue
  proof_required boolean not null default false -- Whether payment wants proof of performance | Missing proof is flagged for audit
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint tactics_fair_value CHECK (((presentation = 'CONTRA_REVENUE'::text) OR (fair_value IS NOT NULL)))
  constraint tactics_fair_value_check CHECK (((fair_value >= (0)::numeric) AND (fair_value = round(fair_value, 2))))
  constraint tactics_one_per_promotion UNIQUE (tenant_id, promotion_id)
  constraint tactics_pkey PRIMARY KEY (tenant_id, id)
  constraint tactics_presentation_check CHECK ((presentation = ANY (ARRAY['CONTRA_REVENUE'::text, 'EXPENSE_DISTINCT'::text])))
  constraint tactics_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint tactics_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint tactics_tenant_id_spend_account_fkey FOREIGN KEY (tenant_id, spend_account) REFERENCES master.chart_of_accounts(tenant_id, code)
  constraint tactics_tenant_id_tactic_type_fkey FOREIGN KEY (tenant_id, tactic_type) REFERENCES planning.tactic_types(tenant_id, code)
  CREATE TRIGGER keep_version BEFORE UPDATE ON planning.tactics FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- What is left in each fund | Always computed, never stored
view planning.fund_balances
  tenant_id uuid -- Company the row belongs to | Row level security
  fund_id uuid -- Fund | planning.funds; every fund has a row
  allocated numeric(19,4) -- Budget of the fund | planning.funds.total_budget
  earned numeric(19,4) -- Earned on top, such as a share of sales | Movements EARNED
  transfers_in numeric(19,4) -- Received from other funds | Movements TRANSFER_IN
  transfers_out numeric(19,4) -- Given to other funds | Movements TRANSFER_OUT, shown positive
  adjustments numeric(19,4) -- Corrections | Movements ADJUSTMENT, signed
  drawbacks numeric(19,4) -- Taken back by the company | Movements DRAWBACK, shown positive
  reserved numeric(19,4) -- Held for promotions that wait for approval | Planned spend of promotions whose fund_status is RESERVED
  committed numeric(19,4) -- Promised and not yet paid | Planned less settled and less what came off invoices, of promotions whose fund_status is COMMITTED
  actual numeric(19,4) -- Paid | Settled, tolerance and conceded disputes of the fund's promotions, and what came off invoices in the sell-in of off-invoice ones
  failed_accruals numeric(19,4) -- Part of committed whose accrual the ERP refused | No active budget until it is posted
  remaining_balance numeric(19,4) -- Available to plan with | allocated + earned + transfers in - out +- adjustments - drawbacks - reserved - committed - actual
  options security_invoker=true
  grant select to tradebook_app

-- What each promotion line is worth | Prices in force for its customer on the first day of sell-in
view planning.line_figures
  tenant_id uuid -- Company the row belongs to | Row level security
  line_id uuid -- Line | planning.promotion_products; every line has a row
  promotion_id uuid -- Promotion | planning.promotions
  product_id uuid -- Product | master.products
  list_price numeric(19,4) -- List price of one unit | Of the nearest customer at or above the promotion's, else of the product
  cogs numeric(19,4) -- Cost of one unit | master.cost_history, else the product's standard cost
  units numeric -- Planned units | Base and uplift
  line_spend numeric(19,4) -- Planned spend of the line | Discount times units, in cents
  forecast_margin numeric(19,4) -- Planned margin of the line | List price less cost less discount, times units, in cents
  options security_invoker=true
  grant select to tradebook_app

-- What each promotion says now, as a document | Kept in planning.promotion_versions when it is submitted and approved
view planning.promotion_snapshots
  tenant_id uuid -- Company the row belongs to | Row level security
  promotion_id uuid -- Promotion | planning.promotions; every promotion has a row
  promotion_version bigint -- Version of the promotion | As its row is now
  snapshot jsonb -- The promotion and its lines | Fields as the sheet names them; lines by SKU
  hash text -- SHA-256 of all that approval is about | Name, owner and note do not count
  options security_invoker=true
  grant select to tradebook_app

-- Sub-ledger of accrued trade per promotion | Append-only; the balance is the sum
table finance.accrual_ledger
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  promotion_id uuid not null -- Promotion | planning.promotions
  tactic_id uuid -- Tactic | planning.tactics
  product_id uuid -- Product, when the accrual names one | master.products
  customer_id uuid not null -- Customer | master.customers
  entry text not null -- ACCRUE, TRUE_UP, SETTLE, RELEASE, REVERSE, ADJUST_ERP or FX | Why the liability moved
  amount numeric(19,4) not null -- Change of the liability | Positive raises it, negative uses it up
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  fx_rate numeric(19,8) -- Rate of a currency entry | For information
  posting_date date not null -- Day it is booked | Decides the accounting period
  accounting_period text not null -- Period it is booked in | fiscal_periods.code
  performance_period text -- Period the promotion ran in | Kept when the date moves
  source_type text not null -- Kind of record that caused it | Such as promotion or settlement
  source_id uuid not null -- Record that caused it | Id of that kind
  journal_id uuid -- Journal that told the ERP | finance.gl_journals; empty when the ERP moved it by itself
  created_by uuid -- User who made it; empty for a job | tenancy.users
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  reverses_entry text -- For REVERSE: the entry it takes back | Accrued, settled and released leave out what was taken back
  constraint accrual_ledger_amount_check CHECK (((amount <> (0)::numeric) AND (amount = round(amount, 2))))
  constraint accrual_ledger_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint accrual_ledger_entry_check CHECK ((entry = ANY (ARRAY['ACCRUE'::text, 'TRUE_UP'::text, 'SETTLE'::text, 'RELEASE'::text, 'REVERSE'::text, 'ADJUST_ERP'::text, 'FX'::text])))
  constraint accrual_ledger_fx_rate_check CHECK ((fx_rate > (0)::numeric))
  constraint accrual_ledger_pkey PRIMARY KEY (tenant_id, id)
  constraint accrual_ledger_reverses_entry CHECK (((reverses_entry IS NULL) OR ((entry = 'REVERSE'::text) AND (reverses_entry = ANY (ARRAY['ACCRUE'::text, 'TRUE_UP'::text, 'SETTLE'::text, 'RELEASE'::text, 'ADJUST_ERP'::text, 'FX'::text])))))
  constraint accrual_ledger_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint accrual_ledger_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint accrual_ledger_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint accrual_ledger_tenant_id_journal_id_fkey FOREIGN KEY (tenant_id, journal_id) REFERENCES finance.gl_journals(tenant_id, id)
  constraint accrual_ledger_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  constraint accrual_ledger_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint accrual_ledger_tenant_id_tactic_id_fkey FOREIGN KEY (tenant_id, tactic_id) REFERENCES planning.tactics(tenant_id, id)
  CREATE INDEX accrual_ledger_promotion ON finance.accrual_ledger USING btree (tenant_id, promotion_id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- What waits for a second person | Bound to the version that was seen
table finance.approvals
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  kind text not null -- SETTLEMENT, WRITE_OFF, REDATE, CONCEDE, RELEASE, REOPEN or OVERRIDE | What is asked for
  entity text not null -- Kind of record it is about | Table name
  entity_id uuid not null -- Record it is about | Id in that table
  entity_version bigint not null -- Version that was seen | A later change makes the request STALE
  claim_id uuid -- Claim | finance.claims
  journal_id uuid -- Journal | finance.gl_journals
  amount numeric(19,4) -- Amount at stake | Compared with the limit
  payload jsonb not null default '{}'::jsonb -- What is asked for in detail, such as the new date | Carried out on approval
  reason text -- Why it is asked for | Given by who asks
  role text not null -- Role that may decide | tenancy.roles
  summary text not null -- The request in a sentence | Shown to who decides
  status text not null default 'OPEN'::text -- OPEN, APPROVED, REJECTED or STALE | Decided once
  requested_by uuid not null -- Who asks | tenancy.users
  requested_at timestamp with time zone not null default now() -- When it was asked | Set by the database
  decided_by uuid -- Who decided | Never who asked
  decided_at timestamp with time zone -- When it was decided | Set with the decision
  decision_reason text -- Why it was decided so | Given by who decides
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint approvals_amount_check CHECK ((amount = round(amount, 2)))
  constraint approvals_decided CHECK (((status = 'OPEN'::text) = (decided_at IS NULL)))
  constraint approvals_decider_is_another CHECK ((decided_by <> requested_by))
  constraint approvals_kind_check CHECK ((kind = ANY (ARRAY['SETTLEMENT'::text, 'WRITE_OFF'::text, 'REDATE'::text, 'CONCEDE'::text, 'RELEASE'::text, 'REOPEN'::text, 'OVERRIDE'::text])))
  constraint approvals_once UNIQUE (tenant_id, kind, entity, entity_id, entity_version)
  constraint approvals_pkey PRIMARY KEY (tenant_id, id)
  constraint approvals_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'APPROVED'::text, 'REJECTED'::text, 'STALE'::text])))
  constraint approvals_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES finance.claims(tenant_id, id)
  constraint approvals_tenant_id_decided_by_fkey FOREIGN KEY (tenant_id, decided_by) REFERENCES tenancy.users(tenant_id, id)
  constraint approvals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint approvals_tenant_id_journal_id_fkey FOREIGN KEY (tenant_id, journal_id) REFERENCES finance.gl_journals(tenant_id, id)
  constraint approvals_tenant_id_requested_by_fkey FOREIGN KEY (tenant_id, requested_by) REFERENCES tenancy.users(tenant_id, id)
  CREATE INDEX approvals_status ON finance.approvals USING btree (tenant_id, status, id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON finance.approvals FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Lines of a claim from the retailer's papers | Checked against the claim's amount
table finance.claim_lines
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  claim_id uuid not null -- Claim | finance.claims
  n integer not null -- Position in the papers | 1 for the first
  product_id uuid -- Product | master.products
  quantity numeric(19,4) -- Units claimed | As the retailer says
  rate numeric(19,4) -- Amount per unit claimed | Four decimals
  amount numeric(19,4) not null -- Amount of the line | Minor units of the currency
  performance_from date -- First day claimed for | As the retailer says
  performance_to date -- Last day claimed for | As the retailer says
  page integer -- Page of the document | For looking it up
  ocr_confidence numeric(5,4) -- How sure the reading is | 0 to 1
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint claim_lines_amount_check CHECK ((amount = round(amount, 2)))
  constraint claim_lines_n UNIQUE (tenant_id, claim_id, n)
  constraint claim_lines_n_check CHECK ((n > 0))
  constraint claim_lines_ocr_confidence_check CHECK (((ocr_confidence >= (0)::numeric) AND (ocr_confidence <= (1)::numeric)))
  constraint claim_lines_pkey PRIMARY KEY (tenant_id, id)
  constraint claim_lines_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES finance.claims(tenant_id, id)
  constraint claim_lines_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint claim_lines_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- Promotions a claim may belong to, with scores | Losers are kept: rules are tested against them
table finance.claim_matches
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  claim_id uuid not null -- Claim | finance.claims
  promotion_id uuid not null -- Candidate | planning.promotions
  tactic_id uuid -- Tactic of the candidate | planning.tactics
  run_id uuid not null -- Run of the matcher | Groups the candidates of one run
  rank integer not null -- Place, 1 for the best | By score
  score numeric(5,4) not null -- How likely it is | 0 to 1
  features jsonb not null -- Why, part by part | Shown to the user
  remaining_accrual numeric(19,4) not null -- What was still accrued when it was scored | Accrued less settled and released
  rule_version text not null -- Version of the rules | Reproducible
  decision text not null default 'PROPOSED'::text -- PROPOSED, ACCEPTED, REJECTED or SUPERSEDED | What came of it
  decided_by uuid -- Who decided | tenancy.users
  decided_at timestamp with time zone -- When it was decided | Set with the decision
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint claim_matches_decision_check CHECK ((decision = ANY (ARRAY['PROPOSED'::text, 'ACCEPTED'::text, 'REJECTED'::text, 'SUPERSEDED'::text])))
  constraint claim_matches_once UNIQUE (tenant_id, claim_id, run_id, promotion_id)
  constraint claim_matches_pkey PRIMARY KEY (tenant_id, id)
  constraint claim_matches_rank_check CHECK ((rank > 0))
  constraint claim_matches_score_check CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric)))
  constraint claim_matches_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES finance.claims(tenant_id, id)
  constraint claim_matches_tenant_id_decided_by_fkey FOREIGN KEY (tenant_id, decided_by) REFERENCES tenancy.users(tenant_id, id)
  constraint claim_matches_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint claim_matches_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint claim_matches_tenant_id_tactic_id_fkey FOREIGN KEY (tenant_id, tactic_id) REFERENCES planning.tactics(tenant_id, id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update (decided_at) to tradebook_app
  grant update (decided_by) to tradebook_app
  grant update (decision) to tradebook_app

-- What we do about what a retailer took | One per deduction
table finance.claims
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  claim_no text not null -- Readable number, such as D-1001 | Unique in the company
  claim_type text not null default 'DEDUCTION'::text -- DEDUCTION, INVOICE_CLAIM, AP_VOUCHER or REPAYMENT | How the money moved
  gl_transaction_id uuid not null -- ERP record it is about | finance.gl_transactions
  payer_id uuid not null -- Who paid less | master.customers
  claiming_customer_id uuid not null -- Whose promotion it may be | Differs from the payer for distributors
  source text not null -- Feed or connection it came from | Unique with the ERP reference
  erp_ref text not null -- Reference in the ERP | gl_transactions.erp_ref_id
  invoice_ref text -- Invoice that was short-paid | Matching
  check_ref text -- Check or transfer that paid | Matching
  check_date date -- Date of the check or transfer | Matching
  posting_date date not null -- When it hit the G/L | From the ERP
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  amount numeric(19,4) not null -- Amount taken | Deductions positive, repayments negative
  reason_code_erp text -- Retailer's code | Text, never padded or trimmed
  reason_code_id uuid -- Meaning that was found | master.reason_codes
  reason text -- Reason in our words | Finance may correct it
  status text not null default 'PENDING'::text -- PENDING, IN_REVIEW, MATCHED, PENDING_APPROVAL, APPROVED_FOR_PAYMENT, SETTLED, PARTIALLY_SETTLED or VOID | A failed journal never moves it
  backup_status text not null default 'MISSING'::text -- MISSING, REQUESTED, RECEIVED or NOT_REQUIRED | Whether the retailer's papers are here
  dispute_deadline date -- Last day to dispute | From the reason's window
  suggested_promotion_id uuid -- Promotion the matcher ranks first | planning.promotions
  match_confidence_score numeric(5,4) -- Score of the suggestion | 0.0 to 1.0 likelihood match to promo
  match_method text -- Rules and version that scored | Reproducible
  auto_cleared boolean not null default false -- Flag | True if settled by rules engine without human
  late boolean not null default false -- Whether it came after the promotion was closed | Settled in the current period
  duplicate_of uuid -- Claim it seems to repeat | A suspect, not a verdict
  fingerprint text -- Payer, reference, amount and date in one text | Finds duplicate suspects
  promotion_ref text -- Promotion the retailer named | Number, GUID or 16-character reference
  assigned_to uuid -- Who works on it | tenancy.users
  note text -- Note | Free text; a leading = stays text
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  promotion_id uuid -- Promotion chosen in the sheet | Emptied when the claim is posted
  write_off_reason text -- Write-off code typed in the sheet | Emptied when the claim is posted
  constraint claims_amount_check CHECK (((amount = round(amount, 2)) AND (amount <> (0)::numeric)))
  constraint claims_backup_status_check CHECK ((backup_status = ANY (ARRAY['MISSING'::text, 'REQUESTED'::text, 'RECEIVED'::text, 'NOT_REQUIRED'::text])))
  constraint claims_claim_no UNIQUE (tenant_id, claim_no)
  constraint claims_claim_type_check CHECK ((claim_type = ANY (ARRAY['DEDUCTION'::text, 'INVOICE_CLAIM'::text, 'AP_VOUCHER'::text, 'REPAYMENT'::text])))
  constraint claims_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint claims_erp_ref_check CHECK (((char_length(erp_ref) >= 1) AND (char_length(erp_ref) <= 100)))
  constraint claims_gl_transaction UNIQUE (tenant_id, gl_transaction_id)
  constraint claims_match_confidence_score_check CHECK (((match_confidence_score >= (0)::numeric) AND (match_confidence_score <= (1)::numeric)))
  constraint claims_pkey PRIMARY KEY (tenant_id, id)
  constraint claims_promotion FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint claims_reason_check CHECK ((reason = ANY (ARRAY['PROMO'::text, 'SHORTAGE'::text, 'TAX'::text, 'SPOILS'::text, 'PRICING'::text, 'DAMAGE'::text, 'FREIGHT'::text, 'RETURNS'::text, 'COMPLIANCE'::text, 'DISCOUNT'::text, 'ACCOUNT'::text, 'AUDIT'::text, 'SERVICE_FEE'::text, 'REPAY'::text, 'OTHER'::text])))
  constraint claims_reason_code_erp_check CHECK ((char_length(reason_code_erp) <= 50))
  constraint claims_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 50)))
  constraint claims_source_ref UNIQUE (tenant_id, source, erp_ref)
  constraint claims_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'IN_REVIEW'::text, 'MATCHED'::text, 'PENDING_APPROVAL'::text, 'APPROVED_FOR_PAYMENT'::text, 'SETTLED'::text, 'PARTIALLY_SETTLED'::text, 'VOID'::text])))
  constraint claims_tenant_id_assigned_to_fkey FOREIGN KEY (tenant_id, assigned_to) REFERENCES tenancy.users(tenant_id, id)
  constraint claims_tenant_id_claiming_customer_id_fkey FOREIGN KEY (tenant_id, claiming_customer_id) REFERENCES master.customers(tenant_id, id)
  constraint claims_tenant_id_duplicate_of_fkey FOREIGN KEY (tenant_id, duplicate_of) REFERENCES finance.claims(tenant_id, id)
  constraint claims_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint claims_tenant_id_gl_transaction_id_fkey FOREIGN KEY (tenant_id, gl_transaction_id) REFERENCES finance.gl_transactions(tenant_id, id)
  constraint claims_tenant_id_payer_id_fkey FOREIGN KEY (tenant_id, payer_id) REFERENCES master.customers(tenant_id, id)
  constraint claims_tenant_id_reason_code_id_fkey FOREIGN KEY (tenant_id, reason_code_id) REFERENCES master.reason_codes(tenant_id, id)
  constraint claims_tenant_id_suggested_promotion_id_fkey FOREIGN KEY (tenant_id, suggested_promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint claims_write_off_reason CHECK ((char_length(write_off_reason) <= 50))
  CREATE INDEX claims_customer ON finance.claims USING btree (tenant_id, claiming_customer_id, posting_date)
  CREATE INDEX claims_fingerprint ON finance.claims USING btree (tenant_id, fingerprint)
  CREATE INDEX claims_status ON finance.claims USING btree (tenant_id, status, id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON finance.claims FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Parts of claims sent back to the retailer | One debit memo each
table finance.disputes
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  dispute_no text not null -- Readable number | Unique in the company
  claim_id uuid not null -- Claim | finance.claims
  settlement_id uuid not null -- Part of the claim that is disputed | finance.settlements of kind DISPUTE
  amount numeric(19,4) not null -- Amount disputed | Debit memo = recovered + conceded + written off + outstanding
  status text not null default 'DISPUTED'::text -- OPEN, DISPUTED, RECOVERED, WRITEOFF, CONCEDED, PARTIAL or EXPIRED | Where the argument stands
  reason text -- Why it is disputed | Shown to the retailer
  due_at date -- Day an answer is due | Reminder
  debit_memo_no text -- Debit memo in the ERP | The ERP's document number
  journal_id uuid -- Journal that carried the debit memo | finance.gl_journals
  recovered numeric(19,4) not null default 0 -- Repaid by the retailer | Outcome
  conceded numeric(19,4) not null default 0 -- Accepted after all | Outcome; charged to the fund
  written_off numeric(19,4) not null default 0 -- Given up | Outcome
  outstanding numeric(19,4) not null generated (((amount - recovered) - conceded) - written_off) -- Still argued about | amount - recovered - conceded - written off
  outcome text -- How it ended, in words | Free text
  evidence jsonb not null default '[]'::jsonb -- Documents and notes | JSON list
  opened_by uuid -- Who opened it | tenancy.users
  opened_at timestamp with time zone not null default now() -- When it was opened | Set by the database
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint disputes_amount_check CHECK (((amount > (0)::numeric) AND (amount = round(amount, 2))))
  constraint disputes_conceded_check CHECK (((conceded >= (0)::numeric) AND (conceded = round(conceded, 2))))
  constraint disputes_dispute_no UNIQUE (tenant_id, dispute_no)
  constraint disputes_outstanding CHECK (((((amount - recovered) - conceded) - written_off) >= (0)::numeric))
  constraint disputes_pkey PRIMARY KEY (tenant_id, id)
  constraint disputes_recovered_check CHECK (((recovered >= (0)::numeric) AND (recovered = round(recovered, 2))))
  constraint disputes_settlement UNIQUE (tenant_id, settlement_id)
  constraint disputes_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'DISPUTED'::text, 'RECOVERED'::text, 'WRITEOFF'::text, 'CONCEDED'::text, 'PARTIAL'::text, 'EXPIRED'::text])))
  constraint disputes_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES finance.claims(tenant_id, id)
  constraint disputes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint disputes_tenant_id_journal_id_fkey FOREIGN KEY (tenant_id, journal_id) REFERENCES finance.gl_journals(tenant_id, id)
  constraint disputes_tenant_id_opened_by_fkey FOREIGN KEY (tenant_id, opened_by) REFERENCES tenancy.users(tenant_id, id)
  constraint disputes_tenant_id_settlement_id_fkey FOREIGN KEY (tenant_id, settlement_id) REFERENCES finance.settlements(tenant_id, id)
  constraint disputes_written_off_check CHECK (((written_off >= (0)::numeric) AND (written_off = round(written_off, 2))))
  CREATE INDEX disputes_claim ON finance.disputes USING btree (tenant_id, claim_id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON finance.disputes FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- What we tell the ERP: header of each journal | Outbox; one ERP document per idempotency key
table finance.gl_journals
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  kind text not null -- ACCRUAL, TRUE_UP, RELEASE, SETTLEMENT, DISPUTE_OUTCOME, WRITE_OFF, RECLASS or REVERSAL | What it is for
  status text not null default 'DRAFT'::text -- DRAFT, QUEUED, SENT, POSTED, FAILED or REVERSED | SENT: the answer is not known yet
  source text not null -- Kind of record it follows from | Idempotency key, with source_id and source_version
  source_id uuid not null -- Record it follows from | Idempotency key
  source_version bigint not null -- Version of that record | Idempotency key; a retry cannot double-post
  reference text not null -- 16 characters that travel in the ERP's own field | Crockford base 32, unique in the company
  posting_date date not null -- Day it is booked | A new date needs approval
  accounting_period text not null -- Period it is booked in | fiscal_periods.code
  performance_period text not null -- Period the promotion ran in | Kept when the date moves
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  customer_id uuid -- Customer | master.customers
  claim_id uuid -- Claim it settles | finance.claims
  promotion_id uuid -- Promotion, when it is one | planning.promotions; rows may name others
  reverses_id uuid -- Journal it takes back | Each can be reversed once; nothing is edited
  erp_document text -- Document number in the ERP | From the ERP's answer
  failure_code text -- Code of the ERP's refusal | Empty unless refused
  failure_message text -- The ERP's refusal in its own words | Shown to the user
  attempts integer not null default 0 -- How often delivery was tried | Retries are safe
  sent_at timestamp with time zone -- When it was last sent | Set by the delivery
  posted_at timestamp with time zone -- When the ERP posted it | Set by the ERP's answer
  created_by uuid -- User who made it; empty for a job | tenancy.users
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint gl_journals_attempts_check CHECK ((attempts >= 0))
  constraint gl_journals_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint gl_journals_failure CHECK (((status <> 'FAILED'::text) OR (failure_message IS NOT NULL)))
  constraint gl_journals_idempotency UNIQUE (tenant_id, source, source_id, source_version)
  constraint gl_journals_kind_check CHECK ((kind = ANY (ARRAY['ACCRUAL'::text, 'TRUE_UP'::text, 'RELEASE'::text, 'SETTLEMENT'::text, 'DISPUTE_OUTCOME'::text, 'WRITE_OFF'::text, 'RECLASS'::text, 'REVERSAL'::text])))
  constraint gl_journals_pkey PRIMARY KEY (tenant_id, id)
  constraint gl_journals_posted CHECK (((status <> ALL (ARRAY['POSTED'::text, 'REVERSED'::text])) OR ((erp_document IS NOT NULL) AND (posted_at IS NOT NULL))))
  constraint gl_journals_reference UNIQUE (tenant_id, reference)
  constraint gl_journals_reference_check CHECK ((reference ~ '^[0-9A-HJKMNP-TV-Z]{16}$'::text))
  constraint gl_journals_reversed_once UNIQUE (tenant_id, reverses_id)
  constraint gl_journals_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'QUEUED'::text, 'SENT'::text, 'POSTED'::text, 'FAILED'::text, 'REVERSED'::text])))
  constraint gl_journals_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES finance.claims(tenant_id, id)
  constraint gl_journals_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint gl_journals_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint gl_journals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint gl_journals_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint gl_journals_tenant_id_reverses_id_fkey FOREIGN KEY (tenant_id, reverses_id) REFERENCES finance.gl_journals(tenant_id, id)
  CREATE INDEX gl_journals_claim ON finance.gl_journals USING btree (tenant_id, claim_id)
  CREATE INDEX gl_journals_open ON finance.gl_journals USING btree (tenant_id, status, id) WHERE (status <> 'POSTED'::text)
  CREATE INDEX gl_journals_promotion ON finance.gl_journals USING btree (tenant_id, promotion_id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON finance.gl_journals FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Rows of the journals | Each is a balanced pair: an unbalanced journal cannot be written down
table finance.gl_ledger
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  journal_id uuid not null -- Journal | finance.gl_journals
  n integer not null -- Position in the journal | 1 for the first
  tag text not null -- Why the row is there, such as ACCRUAL_REVERSAL, ACTUAL or DEBIT_MEMO | Travels to the ERP
  debit_account text not null -- G/L code | From chart of accounts
  credit_account text not null -- G/L code | Usually AR clearing account
  amount numeric(19,4) not null -- Amount moved from credit to debit | More than zero, minor units of the currency
  promotion_id uuid -- Promotion | planning.promotions
  customer_id uuid -- Customer | master.customers
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint gl_ledger_amount_check CHECK (((amount > (0)::numeric) AND (amount = round(amount, 2))))
  constraint gl_ledger_n_check CHECK ((n > 0))
  constraint gl_ledger_pkey PRIMARY KEY (tenant_id, journal_id, n)
  constraint gl_ledger_tenant_id_credit_account_fkey FOREIGN KEY (tenant_id, credit_account) REFERENCES master.chart_of_accounts(tenant_id, code)
  constraint gl_ledger_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint gl_ledger_tenant_id_debit_account_fkey FOREIGN KEY (tenant_id, debit_account) REFERENCES master.chart_of_accounts(tenant_id, code)
  constraint gl_ledger_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint gl_ledger_tenant_id_journal_id_fkey FOREIGN KEY (tenant_id, journal_id) REFERENCES finance.gl_journals(tenant_id, id)
  constraint gl_ledger_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint gl_ledger_two_accounts CHECK ((debit_account <> credit_account))
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- G/L transactions from the ERP | A mirror: only open balance, normalised reason and dispute status are ours
table finance.gl_transactions
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  source text not null -- Feed or connection it came from | Unique with the ERP reference
  source_type text not null -- INVOICE, DEDUCTION, JOURNAL_ENTRY, AP_VOUCHER, AP_PAYMENT, CREDIT_MEMO, DEBIT_MEMO, ADJUSTMENT or REPAYMENT | What the ERP says it is
  erp_ref_id text not null -- Invoice, check or journal number in the ERP | Join key for integration
  gl_account_code text -- Account it was booked on, such as 5510 | Replaces the clearing account when a claim is settled
  customer_id uuid -- Customer | master.customers
  amount numeric(19,4) not null -- Total of the line | Deductions positive, repayments negative
  currency text not null -- Currency of the amounts | ISO 4217, three letters
  document_amount numeric(19,4) -- Amount in the document's currency | For information; the books are in one currency
  document_currency text -- Currency of the document | ISO 4217
  fx_rate numeric(19,8) -- Rate from the document's currency | For information
  posting_date date not null -- When it hit the G/L | From the ERP
  open_balance numeric(19,4) not null -- Amount not yet reconciled | Equals the open amount of its claim
  reason_code_erp text -- Original code, such as 005 | Text, never padded or trimmed
  reason_code_normalized text -- Mapped code, such as PROMO, SHORTAGE, TAX or SPOILS | master.reason_codes.l1
  dispute_status text not null default 'OPEN'::text -- OPEN, DISPUTED, RECOVERED or WRITEOFF | OPEN means not disputed; details are on the dispute
  invoice_number text -- Invoice that was short-paid | Matching
  check_number text -- Check or transfer that paid | Matching
  check_date date -- Date of the check or transfer | Matching
  promotion_ref text -- Promotion the retailer named | Number, GUID or 16-character reference
  description text -- Text of the line | Never read as a formula
  backup_doc_url text -- Link to the scanned document | https only; the server never opens it
  batch_id uuid -- Batch the record arrived in | staging.batches
  content_hash text -- Hash of the record as it came | Same reference and content is a duplicate
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint gl_transactions_amount_check CHECK ((amount = round(amount, 2)))
  constraint gl_transactions_backup_doc_url_check CHECK ((backup_doc_url ~~ 'https://%'::text))
  constraint gl_transactions_check_number_check CHECK ((char_length(check_number) <= 100))
  constraint gl_transactions_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint gl_transactions_dispute_status_check CHECK ((dispute_status = ANY (ARRAY['OPEN'::text, 'DISPUTED'::text, 'RECOVERED'::text, 'WRITEOFF'::text])))
  constraint gl_transactions_document_currency_check CHECK ((document_currency ~ '^[A-Z]{3}$'::text))
  constraint gl_transactions_erp_ref_id_check CHECK (((char_length(erp_ref_id) >= 1) AND (char_length(erp_ref_id) <= 100)))
  constraint gl_transactions_fx_rate_check CHECK ((fx_rate > (0)::numeric))
  constraint gl_transactions_gl_account_code_check CHECK ((char_length(gl_account_code) <= 20))
  constraint gl_transactions_invoice_number_check CHECK ((char_length(invoice_number) <= 100))
  constraint gl_transactions_open_balance CHECK (((abs(open_balance) <= abs(amount)) AND ((open_balance = (0)::numeric) OR (sign(open_balance) = sign(amount)))))
  constraint gl_transactions_open_balance_check CHECK ((open_balance = round(open_balance, 2)))
  constraint gl_transactions_pkey PRIMARY KEY (tenant_id, id)
  constraint gl_transactions_promotion_ref_check CHECK ((char_length(promotion_ref) <= 100))
  constraint gl_transactions_reason_code_erp_check CHECK ((char_length(reason_code_erp) <= 50))
  constraint gl_transactions_reason_code_normalized_check CHECK ((reason_code_normalized = ANY (ARRAY['PROMO'::text, 'SHORTAGE'::text, 'TAX'::text, 'SPOILS'::text, 'PRICING'::text, 'DAMAGE'::text, 'FREIGHT'::text, 'RETURNS'::text, 'COMPLIANCE'::text, 'DISCOUNT'::text, 'ACCOUNT'::text, 'AUDIT'::text, 'SERVICE_FEE'::text, 'REPAY'::text, 'OTHER'::text])))
  constraint gl_transactions_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 50)))
  constraint gl_transactions_source_ref UNIQUE (tenant_id, source, erp_ref_id)
  constraint gl_transactions_source_type_check CHECK ((source_type = ANY (ARRAY['INVOICE'::text, 'DEDUCTION'::text, 'JOURNAL_ENTRY'::text, 'AP_VOUCHER'::text, 'AP_PAYMENT'::text, 'CREDIT_MEMO'::text, 'DEBIT_MEMO'::text, 'ADJUSTMENT'::text, 'REPAYMENT'::text])))
  constraint gl_transactions_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint gl_transactions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  CREATE INDEX gl_transactions_customer ON finance.gl_transactions USING btree (tenant_id, customer_id, posting_date)
  CREATE TRIGGER keep_version BEFORE UPDATE ON finance.gl_transactions FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update (dispute_status) to tradebook_app
  grant update (open_balance) to tradebook_app
  grant update (reason_code_normalized) to tradebook_app

-- What became of each row of a publish | Answers repeats
table finance.publish_rows
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  batch_id uuid not null -- Publish | finance.publishes
  row_key text not null -- Row, as the workbook names it | Unique in the batch
  entity_id uuid -- Record the row is about | Id in the published table
  request_hash text not null -- Hash of the row's changes | The same key with other content is refused
  outcome text not null -- saved, invalid, conflict, forbidden or gone | As the workbook was told
  answer jsonb not null -- The answer as it was given | Replayed
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  n integer -- Place of the row in its chunk | Answers and undo keep the order
  undo jsonb -- How the row is taken back: op, changes and what a deleted record was | Written with a saved row
  saved_state text -- State of the record after the row was saved; empty when it was deleted | Another state means that it has changed since
  constraint publish_rows_outcome_check CHECK ((outcome = ANY (ARRAY['saved'::text, 'invalid'::text, 'conflict'::text, 'forbidden'::text, 'gone'::text])))
  constraint publish_rows_pkey PRIMARY KEY (tenant_id, batch_id, row_key)
  constraint publish_rows_row_key_check CHECK (((char_length(row_key) >= 1) AND (char_length(row_key) <= 200)))
  constraint publish_rows_tenant_id_batch_id_fkey FOREIGN KEY (tenant_id, batch_id) REFERENCES finance.publishes(tenant_id, batch_id)
  constraint publish_rows_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- Publishes that took another one back | A publish is taken back once
table finance.publish_undos
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  batch_id uuid not null -- Publish that wrote the old values again | finance.publishes
  undoes uuid not null -- Publish that it took back | finance.publishes
  created_by uuid -- User who made it; empty for a job | tenancy.users
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint publish_undos_of_another CHECK ((undoes <> batch_id))
  constraint publish_undos_once UNIQUE (tenant_id, undoes)
  constraint publish_undos_pkey PRIMARY KEY (tenant_id, batch_id)
  constraint publish_undos_tenant_id_batch_id_fkey FOREIGN KEY (tenant_id, batch_id) REFERENCES finance.publishes(tenant_id, batch_id)
  constraint publish_undos_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint publish_undos_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint publish_undos_tenant_id_undoes_fkey FOREIGN KEY (tenant_id, undoes) REFERENCES finance.publishes(tenant_id, batch_id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- Presses of Publish | One per batch id
table finance.publishes
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  batch_id uuid not null -- Batch, minted by the workbook | A repeat is answered from here
  entity text not null -- What was published | Table name
  message text -- What the user wrote about it | Free text
  context jsonb -- Workbook and sheet it came from | As the client said
  created_by uuid -- User who made it; empty for a job | tenancy.users
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint publishes_pkey PRIMARY KEY (tenant_id, batch_id)
  constraint publishes_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint publishes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app

-- The promo-deduction link: a part of a claim and what is done with it | Drafts are replaced freely, posted ones stay
table finance.settlements
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  claim_id uuid not null -- Claim | finance.claims
  promotion_id uuid -- Promotion it is charged to | planning.promotions; required for PROMO and TOLERANCE
  tactic_id uuid -- Tactic | planning.tactics
  kind text not null -- PROMO, TOLERANCE, DISPUTE, WRITE_OFF or NON_TRADE | What the part is
  amount_settled numeric(19,4) not null -- How much of this claim applies to this promo | Minor units of the currency
  status text not null default 'DRAFT'::text -- DRAFT, PENDING_APPROVAL, QUEUED, POSTED, FAILED or REVERSED | POSTED means posted to the ERP; all but DRAFT and REVERSED are frozen
  account_code text -- Account of a part that is not trade | chart_of_accounts.code
  reason text -- Reason of a write-off | Mandatory when it is posted
  note text -- Note | Free text
  posting_date date -- Day it is booked | Decides the accounting period
  accounting_period text -- Period it is booked in | fiscal_periods.code
  performance_period text -- Period the promotion ran in | Kept when the date moves
  journal_id uuid -- Journal that carries it | finance.gl_journals
  gl_posting_json jsonb -- Exact payload sent to the ERP to close the item | As delivered
  snapshot jsonb -- G/L state at that moment: accounts, balances and rules touched | For the year-end trade audit
  created_by uuid -- User who made it; empty for a job | tenancy.users
  posted_by uuid -- Who pressed Post | tenancy.users
  posted_at timestamp with time zone -- When it was posted | Set with the posting
  approved_by uuid -- Who approved it above the limit | Never who posted it
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint settlements_amount_settled_check CHECK (((amount_settled <> (0)::numeric) AND (amount_settled = round(amount_settled, 2))))
  constraint settlements_approver_is_another CHECK ((approved_by <> posted_by))
  constraint settlements_frozen CHECK (((status = 'DRAFT'::text) OR ((journal_id IS NOT NULL) AND (snapshot IS NOT NULL) AND (accounting_period IS NOT NULL))))
  constraint settlements_kind_check CHECK ((kind = ANY (ARRAY['PROMO'::text, 'TOLERANCE'::text, 'DISPUTE'::text, 'WRITE_OFF'::text, 'NON_TRADE'::text])))
  constraint settlements_pkey PRIMARY KEY (tenant_id, id)
  constraint settlements_promotion CHECK (((kind <> ALL (ARRAY['PROMO'::text, 'TOLERANCE'::text])) OR (promotion_id IS NOT NULL)))
  constraint settlements_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'PENDING_APPROVAL'::text, 'QUEUED'::text, 'POSTED'::text, 'FAILED'::text, 'REVERSED'::text])))
  constraint settlements_tenant_id_account_code_fkey FOREIGN KEY (tenant_id, account_code) REFERENCES master.chart_of_accounts(tenant_id, code)
  constraint settlements_tenant_id_approved_by_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES tenancy.users(tenant_id, id)
  constraint settlements_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES finance.claims(tenant_id, id)
  constraint settlements_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES tenancy.users(tenant_id, id)
  constraint settlements_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint settlements_tenant_id_journal_id_fkey FOREIGN KEY (tenant_id, journal_id) REFERENCES finance.gl_journals(tenant_id, id)
  constraint settlements_tenant_id_posted_by_fkey FOREIGN KEY (tenant_id, posted_by) REFERENCES tenancy.users(tenant_id, id)
  constraint settlements_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  constraint settlements_tenant_id_tactic_id_fkey FOREIGN KEY (tenant_id, tactic_id) REFERENCES planning.tactics(tenant_id, id)
  CREATE INDEX settlements_claim ON finance.settlements USING btree (tenant_id, claim_id)
  CREATE INDEX settlements_journal ON finance.settlements USING btree (tenant_id, journal_id)
  CREATE INDEX settlements_promotion_id ON finance.settlements USING btree (tenant_id, promotion_id)
  CREATE TRIGGER keep_version BEFORE UPDATE ON finance.settlements FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy only_drafts_go for d as restrictive using ((status = 'DRAFT'::text)) with check ()
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- What is still accrued for each promotion | Sum of the accrual sub-ledger; ties to the accrued-trade account of the G/L
view finance.accrual_balances
  tenant_id uuid -- Company the row belongs to | Row level security
  promotion_id uuid -- Promotion | planning.promotions; every promotion has a row
  accrued numeric(19,4) -- Accrued so far, true-ups included | Entries ACCRUE and TRUE_UP less what was taken back of them
  settled numeric(19,4) -- Accrual used up by settlements | Entries SETTLE less what was taken back of them, shown positive
  released numeric(19,4) -- Accrual released unused | Entries RELEASE less what was taken back of them, shown positive
  adjusted numeric(19,4) -- Corrections by the ERP, currency differences and reversals that name no entry | Entries ADJUST_ERP, FX and such REVERSE, signed
  balance numeric(19,4) -- Liability that is left | accrued - settled - released + adjusted; zero once the promotion is SETTLED
  options security_invoker=true
  grant select to tradebook_app

-- What the books must never show; empty when all is well | Read by every test and by the close
view finance.broken_invariants
  tenant_id uuid -- Company the row belongs to | Row level security
  invariant text -- Rule that is broken | A fixed word per rule
  entity text -- Kind of record that breaks it | Table name
  entity_id uuid -- Record that breaks it | Id in that table
  detail text -- What was found | For the reader
  options security_invoker=true
  grant select to tradebook_app

-- What is left of each claim | amount = settled + disputed + written off + non-trade + open; posted and waiting parts are frozen, drafts are not
view finance.claim_positions
  tenant_id uuid -- Company the row belongs to | Row level security
  claim_id uuid -- Claim | finance.claims
  amount numeric(19,4) -- Amount the retailer took | Copied from the claim
  settled numeric(19,4) -- Accepted against promotions, tolerance included | Sum of frozen PROMO and TOLERANCE settlements
  tolerance numeric(19,4) -- Part of settled that lies above the plan, inside the tolerance | Sum of frozen TOLERANCE settlements
  disputed numeric(19,4) -- Sent back to the retailer as a debit memo | Sum of frozen DISPUTE settlements; later outcomes are kept on the dispute
  written_off numeric(19,4) -- Given up | Sum of frozen WRITE_OFF settlements
  non_trade numeric(19,4) -- Cleared outside trade spend, such as a shortage | Sum of frozen NON_TRADE settlements
  open numeric(19,4) -- Still to be decided | amount less every frozen part; equals gl_transactions.open_balance
  drafted numeric(19,4) -- Sum of the drafts that Post would freeze | Not part of open
  options security_invoker=true
  grant select to tradebook_app

-- What each promotion still expects to pay | The base of the tolerance rule
view finance.promotion_positions
  tenant_id uuid -- Company the row belongs to | Row level security
  promotion_id uuid -- Promotion | planning.promotions; every promotion has a row
  planned numeric(19,4) -- Planned spend | Copied from the promotion
  settled numeric(19,4) -- Settled against the plan | Frozen PROMO settlements, tolerance not included
  tolerance numeric(19,4) -- Accepted above the plan | Frozen TOLERANCE settlements; at most the tenant's percent of the planned spend
  conceded numeric(19,4) -- Disputed first and accepted later | Concessions on the disputes of this promotion's claims
  remaining_expected numeric(19,4) -- Planned spend not yet settled | planned - settled, whatever was accrued or released; zero once cancelled
  options security_invoker=true
  grant select to tradebook_app

-- Every record that the sheets publish, with a fingerprint of what people may change in it | Tells whether a publish can still be taken back
view finance.publish_records
  tenant_id uuid -- Company the row belongs to | Row level security
  entity text -- Kind of record | claims, promotions, promotion-lines or funds
  record_id uuid -- Record | Id in its table
  version bigint -- Version of the record | As in its table
  state text -- Fingerprint of its editable fields and status | Equal when nobody changed it, whatever its version
  options security_invoker=true
  grant select to tradebook_app

-- Sell-out data: what stores sold | Partitioned by month
table intelligence.pos_facts
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  date date not null -- Day of sale, or the last day of the week | Partition key
  product_id uuid not null -- Product | master.products
  customer_store_id uuid not null -- Store, or the account when stores are not told | master.customers
  units_sold numeric(19,4) not null -- Quantity | Returns negative
  sales_value numeric(19,4) -- Revenue collected at the till | Only units count for margin
  is_promotion boolean -- Whether the retailer says a promo was on | Empty when not told
  promo_price_detected numeric(19,4) -- Observed price | Did the retailer execute the discount?
  base_price numeric(19,4) -- Price without promotion | As the retailer says
  baseline_units numeric(19,4) -- Calculated baseline | What would have sold without promo (filled by a job)
  feature boolean -- Whether it was in the circular | Empty when not told
  display boolean -- Whether it was on display | Empty when not told
  currency text -- Currency of the amounts | ISO 4217, three letters
  batch_id uuid -- Batch the record arrived in | staging.batches
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint pos_facts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint pos_facts_pkey PRIMARY KEY (tenant_id, date, product_id, customer_store_id)
  constraint pos_facts_tenant_id_customer_store_id_fkey FOREIGN KEY (tenant_id, customer_store_id) REFERENCES master.customers(tenant_id, id)
  constraint pos_facts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint pos_facts_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  partition by RANGE (date)
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Sell-in data from the ERP: what was invoiced | Partitioned by month
table intelligence.shipment_facts
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  invoice_date date not null -- Invoice date | Partition key
  invoice_id text not null -- Invoice number | ERP reference
  line integer not null -- Line of the invoice | Unique with the invoice
  product_id uuid not null -- Product | master.products
  customer_id uuid not null -- Customer | master.customers
  units_shipped numeric(19,4) not null -- Actual volume | Returns negative
  gross_sales numeric(19,4) not null -- Sales at list price | Before anything is taken off
  off_invoice_amount numeric(19,4) not null default 0 -- Allowance on the face of the invoice | Already out of net_invoiced: must not be counted twice
  other_deductions numeric(19,4) not null default 0 -- What else the ERP took off afterwards | Subtracted from revenue
  net_invoiced numeric(19,4) not null -- What the invoice asks for | After off-invoice
  net_revenue numeric(19,4) not null generated (net_invoiced - other_deductions) -- Actual net revenue | net_invoiced - other_deductions
  currency text -- Currency of the amounts | ISO 4217, three letters
  batch_id uuid -- Batch the record arrived in | staging.batches
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  constraint shipment_facts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint shipment_facts_invoice_id_check CHECK (((char_length(invoice_id) >= 1) AND (char_length(invoice_id) <= 100)))
  constraint shipment_facts_line_check CHECK ((line > 0))
  constraint shipment_facts_pkey PRIMARY KEY (tenant_id, invoice_date, invoice_id, line)
  constraint shipment_facts_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint shipment_facts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint shipment_facts_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  CREATE INDEX shipment_facts_customer ON ONLY intelligence.shipment_facts USING btree (tenant_id, customer_id, product_id, invoice_date)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  partition by RANGE (invoice_date)
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Margin by customer, product and month | Joins products (COGS), shipments (revenue) and the accrual ledger (trade spend); off-invoice is already inside net revenue
view intelligence.real_time_margin
  tenant_id uuid -- Company the row belongs to | Row level security
  customer_id uuid -- Customer | master.customers
  product_id uuid -- Product; empty for trade spend that names none | master.products
  month date -- First day of the month | Invoice date of shipments, posting date of accruals
  units numeric(19,4) -- Units shipped | Sum of shipment_facts.units_shipped
  gross_sales numeric(19,4) -- Sales at list price | Sum of shipment_facts.gross_sales
  off_invoice_amount numeric(19,4) -- Allowances on the face of invoices | For information: net revenue has them already
  net_revenue numeric(19,4) -- Revenue the G/L booked | Net invoiced less other deductions
  cogs numeric(19,4) -- Cost of the units shipped | Units times the product's standard cost
  trade_accrued numeric(19,4) -- Trade spend booked as accrual | Every entry of the accrual ledger except SETTLE, which moves the balance sheet only
  margin numeric(19,4) -- Margin after trade spend | net revenue - COGS - trade accrued
  options security_invoker=true
  grant select to tradebook_app

-- Deliveries of data, as they arrived | No foreign keys: wrong data must land too
table staging.batches
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  id uuid not null default gen_random_uuid() -- Primary key | UUID, minted by whoever starts the act
  feed text not null -- Feed, such as deductions | Decides how records are read
  source text not null -- Who sent it | User or connection
  content_type text not null -- How it was written: JSON, NDJSON or CSV | From the request
  status text not null default 'LANDED'::text -- LANDED, PROMOTING, DONE or FAILED | A bad record does not make a batch FAILED
  received bigint not null default 0 -- Records in it | Counted while landing
  accepted bigint not null default 0 -- Records that made something new | Counted while promoting
  updated bigint not null default 0 -- Records that changed something | Counted while promoting
  duplicates bigint not null default 0 -- Records that were known already | Counted while promoting
  rejected bigint not null default 0 -- Records that are wrong | They stay for a retry
  ignored_fields text[] not null default '{}'::text[] -- CSV columns that no feed knows | Reported once
  params jsonb not null default '{}'::jsonb -- Query parameters of the delivery | Such as the customer of an EDI file
  content_hash text -- Hash of the whole delivery | Tells a repeat
  failure_message text -- Why the batch as a whole failed | Empty otherwise
  created_by uuid -- User who made it; empty for a job | tenancy.users
  started_at timestamp with time zone -- When promotion began | Set by the job
  finished_at timestamp with time zone -- When promotion ended | Set by the job
  version bigint not null default 1 -- Number of changes so far, 1 when new | Raised by every change; a change that brings an old one is refused
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  updated_at timestamp with time zone not null default now() -- When the row was last changed | Set by the database
  constraint batches_pkey PRIMARY KEY (tenant_id, id)
  constraint batches_status_check CHECK ((status = ANY (ARRAY['LANDED'::text, 'PROMOTING'::text, 'DONE'::text, 'FAILED'::text])))
  CREATE TRIGGER keep_version BEFORE UPDATE ON staging.batches FOR EACH ROW EXECUTE FUNCTION tenancy.keep_version()
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Records as they came | No foreign keys; never changed, only judged
table staging.records
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  batch_id uuid not null -- Batch the record arrived in | staging.batches
  n bigint not null -- Position in the batch, 1 for the first | Names the record in error lists
  raw jsonb -- Record as it came, as JSON | Field names and texts untouched
  raw_text text -- Line as it came, when it was text | For errors.csv
  raw_bytes bytea -- Line as it came, when it was not even text | Wrong encoding
  status text not null default 'LANDED'::text -- LANDED, PROMOTED, DUPLICATE or REJECTED | Where the record is on its way
  outcome text -- accepted, updated or duplicate | What it did
  errors jsonb not null default '[]'::jsonb -- What is wrong: field, rule and fix | Empty unless rejected
  entity_id uuid -- Record it became | Id in the feed's table
  attempts integer not null default 0 -- How often promotion was tried | Retries after a fix
  created_at timestamp with time zone not null default now() -- When the row was written | Set by the database
  promoted_at timestamp with time zone -- When it was judged | Set by the job
  constraint records_have_content CHECK ((num_nonnulls(raw, raw_text, raw_bytes) > 0))
  constraint records_n_check CHECK ((n > 0))
  constraint records_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'updated'::text, 'duplicate'::text])))
  constraint records_pkey PRIMARY KEY (tenant_id, batch_id, n)
  constraint records_rejected_for_a_reason CHECK (((status = 'REJECTED'::text) = (jsonb_array_length(errors) > 0)))
  constraint records_status_check CHECK ((status = ANY (ARRAY['LANDED'::text, 'PROMOTED'::text, 'DUPLICATE'::text, 'REJECTED'::text])))
  CREATE INDEX records_waiting ON staging.records USING btree (tenant_id, batch_id, status, n)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

-- Invoices as SAP sent them | The landed records of one feed and source; every other feed reads the same way
view staging.raw_invoices_sap
  tenant_id uuid -- Company the row belongs to | Row level security
  batch_id uuid -- Batch it came in | staging.batches
  n bigint -- Position in the batch, 1 for the first | Names the record in error lists
  raw jsonb -- Record as it came, as JSON | Never changed
  raw_text text -- Line as it came, when it was text | Never changed
  status text -- Where the record is on its way | LANDED, PROMOTED, DUPLICATE or REJECTED
  errors jsonb -- Why it was rejected | Field, rule and fix of each error
  created_at timestamp with time zone -- When it landed | Set by the database
  options security_invoker=true
  grant select to tradebook_app

-- Bridge from daily facts to promotions | Computed by a job from date and customer; can be rebuilt
table analytics.promotion_actuals
  tenant_id uuid not null -- Company the row belongs to | Row level security; part of every key
  promotion_id uuid not null -- Promotion | planning.promotions
  product_id uuid not null -- Product | master.products
  customer_id uuid not null -- Customer | master.customers
  date date not null -- Day | Of the facts
  pos_units numeric(19,4) not null default 0 -- Units sold that are attributed to the promotion | From pos_facts
  shipped_units numeric(19,4) not null default 0 -- Units shipped that are attributed to the promotion | From shipment_facts
  share numeric(9,8) not null default 1 -- Share of the day's units | Shares of overlapping promotions add up to 1
  overlap_flag boolean not null default false -- Whether another promotion ran too | Shares are estimates then
  computed_at timestamp with time zone not null default now() -- When it was computed | Set by the job
  constraint promotion_actuals_pkey PRIMARY KEY (tenant_id, promotion_id, product_id, customer_id, date)
  constraint promotion_actuals_share_check CHECK (((share >= (0)::numeric) AND (share <= (1)::numeric)))
  constraint promotion_actuals_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES master.customers(tenant_id, id)
  constraint promotion_actuals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants(id)
  constraint promotion_actuals_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES master.products(tenant_id, id)
  constraint promotion_actuals_tenant_id_promotion_id_fkey FOREIGN KEY (tenant_id, promotion_id) REFERENCES planning.promotions(tenant_id, id)
  row level security forced
  policy own_tenant for * using ((tenant_id = tenancy.current_tenant())) with check ((tenant_id = tenancy.current_tenant()))
  grant delete to tradebook_app
  grant insert to tradebook_app
  grant select to tradebook_app
  grant update to tradebook_app

CREATE OR REPLACE FUNCTION tenancy.all_tenants()
 RETURNS TABLE(id uuid, slug text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select tenant.id, tenant.slug
  from tenancy.tenants tenant
  where tenant.status = 'ACTIVE'
  order by tenant.id
$function$
-- execute: tradebook_app

CREATE OR REPLACE FUNCTION tenancy.audit_hash(entry tenancy.audit_log)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(((entry).prev_hash || convert_to((jsonb_build_array((entry).tenant_id, (entry).seq, ((EXTRACT(epoch FROM (entry).at) * (1000000)::numeric))::bigint, (entry).act, (entry).entity, (entry).entity_id, (entry).actor_id, (entry).actor_name, (entry).actor_role, (entry).client, (entry).before, (entry).after, (entry).reason))::text, 'UTF8'::name)))
-- execute: public

CREATE OR REPLACE FUNCTION tenancy.current_actor()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid
-- execute: public

CREATE OR REPLACE FUNCTION tenancy.current_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid
-- execute: public

CREATE OR REPLACE PROCEDURE tenancy.describe(IN described regclass, IN words jsonb)
 LANGUAGE plpgsql
AS $procedure$
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
end $procedure$
-- execute: public

CREATE OR REPLACE FUNCTION tenancy.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $function$
-- execute: public

CREATE OR REPLACE PROCEDURE tenancy.protect(IN guarded regclass, IN privileges text DEFAULT 'select, insert, update'::text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format(
    'create policy own_tenant on %s using (tenant_id = tenancy.current_tenant())
       with check (tenant_id = tenancy.current_tenant())', guarded);
  execute format('grant %s on %s to tradebook_app', privileges, guarded);
  if exists (
    select from pg_attribute column_
    where column_.attrelid = guarded and column_.attname = 'version' and not column_.attisdropped
  ) then
    execute format(
      'create trigger keep_version before update on %s
         for each row execute function tenancy.keep_version()',
      guarded);
  end if;
end $procedure$
-- execute: public

CREATE OR REPLACE FUNCTION tenancy.record_act(entries jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  entry jsonb;
  written tenancy.audit_log;
begin
  perform pg_advisory_xact_lock(hashtextextended('tenancy.audit_log ' || tenancy.current_tenant()::text, 0));
  select last_entry.seq, last_entry.hash into written.seq, written.hash
  from tenancy.audit_log last_entry
  where last_entry.tenant_id = tenancy.current_tenant()
  order by last_entry.seq desc
  limit 1;
  written.tenant_id := tenancy.current_tenant();
  written.seq := coalesce(written.seq, 0);
  written.hash := coalesce(written.hash, sha256(convert_to(tenancy.current_tenant()::text, 'UTF8')));
  written.at := clock_timestamp();
  written.actor_id := tenancy.current_actor();
  written.actor_name := coalesce(nullif(current_setting('app.actor_name', true), ''), 'system');
  written.actor_role := nullif(current_setting('app.actor_role', true), '');
  written.client := nullif(current_setting('app.client', true), '')::jsonb;
  for entry in select jsonb_array_elements(entries) loop
    written.seq := written.seq + 1;
    written.prev_hash := written.hash;
    written.act := entry ->> 'act';
    written.entity := entry ->> 'entity';
    written.entity_id := (entry ->> 'entityId')::uuid;
    written.before := nullif(entry -> 'before', 'null');
    written.after := nullif(entry -> 'after', 'null');
    written.reason := entry ->> 'reason';
    written.hash := tenancy.audit_hash(written);
    insert into tenancy.audit_log select written.*;
  end loop;
end $function$
-- execute: public, tradebook_app

CREATE OR REPLACE FUNCTION tenancy.take_numbers(counter text, how_many integer DEFAULT 1)
 RETURNS bigint
 LANGUAGE sql
AS $function$
  insert into tenancy.counters as counter_ (tenant_id, name, value)
  values (tenancy.current_tenant(), counter, 1000 + how_many)
  on conflict (tenant_id, name) do update set value = counter_.value + how_many
  returning counter_.value - how_many + 1
$function$
-- execute: public, tradebook_app

CREATE OR REPLACE FUNCTION tenancy.tenant_by_slug(wanted_slug text)
 RETURNS TABLE(id uuid, name text, tid uuid, issuer text, status text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select tenant.id, tenant.name, tenant.tid, tenant.issuer, tenant.status
  from tenancy.tenants tenant
  where tenant.slug = wanted_slug
$function$
-- execute: tradebook_app

CREATE OR REPLACE FUNCTION tenancy.tenant_by_tid(wanted_tid uuid, wanted_issuer text)
 RETURNS TABLE(id uuid, name text, slug text, status text, settings jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select tenant.id, tenant.name, tenant.slug, tenant.status, tenant.settings
  from tenancy.tenants tenant
  where tenant.tid = wanted_tid and tenant.issuer = wanted_issuer
$function$
-- execute: tradebook_app

CREATE OR REPLACE FUNCTION tenancy.verify_audit()
 RETURNS TABLE(seq bigint, problem text)
 LANGUAGE sql
 STABLE
AS $function$
  select checked.seq,
    case
      when checked.seq <> checked.expected_seq then 'an entry is missing before this one'
      when checked.prev_hash <> checked.expected_prev then 'the link to the entry before is broken'
      else 'the content does not match its hash'
    end
  from (
    select entry.seq, entry.prev_hash, entry.hash, tenancy.audit_hash(entry) as expected_hash,
      row_number() over (order by entry.seq) as expected_seq,
      lag(entry.hash, 1, sha256(convert_to(entry.tenant_id::text, 'UTF8'))) over (order by entry.seq) as expected_prev
    from tenancy.audit_log entry
    where entry.tenant_id = tenancy.current_tenant()
  ) checked
  where checked.seq <> checked.expected_seq
    or checked.prev_hash <> checked.expected_prev
    or checked.hash <> checked.expected_hash
  order by checked.seq
$function$
-- execute: public, tradebook_app

CREATE OR REPLACE FUNCTION master.keep_customer_path()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.hierarchy_path := old.hierarchy_path;
  return new;
end $function$
-- execute: public

CREATE OR REPLACE FUNCTION master.move_descendants()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update master.customers child
  set hierarchy_path = new.hierarchy_path operator(public.||) public.subpath(child.hierarchy_path, public.nlevel(old.hierarchy_path))
  where child.tenant_id = new.tenant_id
    and child.id <> new.id
    and child.hierarchy_path operator(public.<@) old.hierarchy_path;
  return null;
end $function$
-- execute: public

CREATE OR REPLACE FUNCTION master.path_label(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN "left"(COALESCE(NULLIF(regexp_replace(lower(words), '[^a-z0-9]+'::text, '_'::text, 'g'::text), ''::text), '_'::text), 200)
-- execute: public

CREATE OR REPLACE FUNCTION master.place_customer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  own_label public.ltree := replace(new.id::text, '-', '')::public.ltree;
  parent_path public.ltree;
begin
  -- Two moves at once could close a circle that neither of them sees.
  perform pg_advisory_xact_lock(hashtextextended('master.customers ' || new.tenant_id::text, 0));
  if new.parent_id is null then
    new.hierarchy_path := own_label;
    return new;
  end if;
  select parent.hierarchy_path into parent_path
  from master.customers parent
  where parent.tenant_id = new.tenant_id and parent.id = new.parent_id;
  if parent_path is null then
    raise exception using errcode = '23503', schema = 'master', table = 'customers', constraint = 'customers_parent',
      message = format('customer %s has no parent %s', new.erp_id, new.parent_id);
  end if;
  if parent_path operator(public.@>) own_label or position(own_label::text in parent_path::text) > 0 then
    raise exception using errcode = '23514', schema = 'master', table = 'customers', constraint = 'customers_no_cycle',
      message = format('customer %s would become its own ancestor', new.erp_id);
  end if;
  new.hierarchy_path := parent_path operator(public.||) own_label;
  return new;
end $function$
-- execute: public

CREATE OR REPLACE FUNCTION master.place_product()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.hierarchy_path := concat_ws('.', master.path_label(new.brand), master.path_label(new.category),
    case when new.sub_category is not null then master.path_label(new.sub_category) end)::public.ltree;
  return new;
end $function$
-- execute: public

CREATE OR REPLACE FUNCTION finance.mirror_invoices(invoices jsonb)
 RETURNS TABLE(invoice_id text, id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into finance.gl_transactions as mirrored (tenant_id, id, source, source_type, erp_ref_id, customer_id, amount, currency,
    posting_date, open_balance, invoice_number, batch_id)
  select tenancy.current_tenant(), named.id, 'invoices', 'INVOICE', named.invoice_id, stated.customer_id, stated.amount,
    stated.currency, named.invoice_date, stated.amount, named.invoice_id, named.batch_id
  from jsonb_to_recordset(invoices) as named (id uuid, invoice_id text, invoice_date date, batch_id uuid)
  cross join lateral (
    select sum(fact.net_invoiced) as amount, (array_agg(fact.customer_id order by fact.line))[1] as customer_id,
      (array_agg(fact.currency order by fact.line))[1] as currency
    from intelligence.shipment_facts fact
    where fact.tenant_id = tenancy.current_tenant() and fact.invoice_date = named.invoice_date
      and fact.invoice_id = named.invoice_id
  ) stated
  on conflict on constraint gl_transactions_source_ref do update
  set customer_id = excluded.customer_id, amount = excluded.amount, currency = excluded.currency,
    posting_date = excluded.posting_date, open_balance = excluded.open_balance
  where mirrored.source_type = 'INVOICE'
  returning mirrored.erp_ref_id, mirrored.id
$function$
-- execute: tradebook_app

CREATE OR REPLACE FUNCTION intelligence.make_partitions(months_ahead integer, months_back integer DEFAULT 0)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  parent text;
  month date;
  partition_name text;
  made integer := 0;
begin
  if months_ahead not between 0 and 60 or months_back not between 0 and 240 then
    raise exception using errcode = '22023', message = 'partitions are made at most 60 months ahead and 240 back';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('intelligence.make_partitions', 0));
  foreach parent in array array['pos_facts', 'shipment_facts'] loop
    for month in
      select generate_series(date_trunc('month', current_date) - make_interval(months => months_back),
        date_trunc('month', current_date) + make_interval(months => months_ahead), interval '1 month')::date
    loop
      partition_name := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
      continue when to_regclass('intelligence.' || quote_ident(partition_name)) is not null;
      execute format('create table intelligence.%I partition of intelligence.%I for values from (%L) to (%L)',
        partition_name, parent, month, (month + interval '1 month')::date);
      execute format('alter table intelligence.%I enable row level security', partition_name);
      execute format('alter table intelligence.%I force row level security', partition_name);
      made := made + 1;
    end loop;
  end loop;
  return made;
end $function$
-- execute: tradebook_app

CREATE OR REPLACE FUNCTION jobs.enqueue(task text, payload jsonb, job_key text DEFAULT NULL::text, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  if tenant is null then
    raise exception using errcode = '42501', message = 'a job belongs to a tenant, and none is set';
  end if;
  execute 'select graphile_worker.add_job($1, $2, run_at => $3, job_key => $4)'
    using task, (payload || jsonb_build_object('tenantId', tenant))::json, run_at,
      case when job_key is not null then tenant::text || ':' || job_key end;
end $function$
-- execute: tradebook_app

CREATE OR REPLACE FUNCTION jobs.enqueue_all(task text, payloads jsonb[], job_keys text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  if tenant is null then
    raise exception using errcode = '42501', message = 'a job belongs to a tenant, and none is set';
  end if;
  if cardinality(payloads) <> cardinality(job_keys) then
    raise exception using errcode = '22023', message = 'each job has a payload and a key';
  end if;
  execute 'select graphile_worker.add_jobs(array(
      select json_populate_record(null::graphile_worker.job_spec, json_build_object(
        ''identifier'', $1,
        ''payload'', job.payload || jsonb_build_object(''tenantId'', $2),
        ''job_key'', $2 || '':'' || job.key,
        ''priority'', 100))
      from unnest($3, $4) as job (payload, key)))'
    using task, tenant::text, payloads, job_keys;
end $function$
-- execute: tradebook_app
