import type { Tx } from "../../../server/db/pool.ts";

/** The person who plans in the tests of accrual. */
export const PLANNER = "0190d000-0000-7000-8000-000000001001";
/** The company's clock stands here until a test moves it: 20 January 2026. */
export const TODAY = "2026-01-20";

/** What a scratch promotion is, where it is not the usual one. */
export interface Scratch {
  method?: string;
  tactic?: string;
  status?: string;
  planned?: string;
  fixedCost?: string;
  sellIn?: [string, string];
  scan?: [string, string];
  customer?: string;
  through?: string;
  fairValue?: string;
  lines?: { product: string; rate: string; units: string }[];
}

/** One journal of a promotion, in words: `ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 500.00`. */
export type Told = string;

/** A promotion as it is written: the usual one with what the test says. */
interface Promotion extends Omit<Scratch, "lines" | "fairValue"> {
  id: string;
  number: string;
  sellIn: [string, string];
  tactic: string;
  method: string;
  status: string;
  planned: string;
  fixedCost: string;
  customer: string;
}

export const insertPromotion = (tx: Tx, promotion: Promotion) => tx`
  insert into planning.promotions (tenant_id, id, number, name, customer_id, bill_through_customer_id, status, fund_status,
    tactic_type, date_start_sellin, date_end_sellin, date_start_scan, date_end_scan, fixed_cost, total_planned_spend, currency,
    accrual_method, created_by)
  select tenancy.current_tenant(), ${promotion.id}::uuid, ${promotion.number}, ${promotion.number}, customer.id, through.id,
    ${promotion.status}, 'COMMITTED', ${promotion.tactic}, ${promotion.sellIn[0]}::date, ${promotion.sellIn[1]}::date,
    ${promotion.scan?.[0] ?? null}::date, ${promotion.scan?.[1] ?? null}::date, ${promotion.fixedCost}::numeric,
    ${promotion.planned}::numeric, 'USD', ${promotion.method}, ${PLANNER}::uuid
  from master.customers customer
  left join master.customers through on through.erp_id = ${promotion.through ?? null}
  where customer.erp_id = ${promotion.customer}
`;

export const insertLines = (tx: Tx, id: string, lines: NonNullable<Scratch["lines"]>) => tx`
  insert into planning.promotion_products (tenant_id, promotion_id, product_id, discount_per_unit, forecasted_base_units)
  select tenancy.current_tenant(), ${id}::uuid, product.id, line.rate, line.units
  from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as line (product text, rate numeric, units numeric)
  join master.products product on product.erp_id = line.product
`;

export async function insertSettlement(tx: Tx, promotionId: string, amount: string): Promise<void> {
  const id = crypto.randomUUID();
  await tx`
    insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference, posting_date,
      accounting_period, performance_period, currency, erp_document, posted_at)
    values (tenancy.current_tenant(), ${id}::uuid, 'SETTLEMENT', 'POSTED', 'claim', ${id}::uuid, 1, upper(left(translate(
      ${id}::text, '-', ''), 16)), ${TODAY}::date, '2026-01', '2026-01', 'USD', ${id}, now())
  `;
  await tx`
    insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id)
    values (tenancy.current_tenant(), ${id}::uuid, 1, 'ACCRUAL_REVERSAL', '2150', '4100', ${amount}::numeric,
      ${promotionId}::uuid)
  `;
  await tx`
    insert into finance.accrual_ledger (tenant_id, promotion_id, customer_id, entry, amount, currency, posting_date,
      accounting_period, performance_period, source_type, source_id, journal_id)
    select promotion.tenant_id, promotion.id, promotion.customer_id, 'SETTLE', -${amount}::numeric, 'USD', ${TODAY}::date,
      '2026-01', '2026-01', 'claim', ${id}::uuid, ${id}::uuid
    from planning.promotions promotion
    where promotion.id = ${promotionId}::uuid
  `;
}

export async function insertFund(tx: Tx, promotionId: string): Promise<string> {
  const [fund] = await tx<{ fundId: string }[]>`
    with made as (
      insert into planning.funds (tenant_id, number, name, date_start, date_end, total_budget, currency)
      values (tenancy.current_tenant(), 'F-' || ${promotionId}::text, 'Fund', '2026-01-01', '2026-12-31', 5000, 'USD')
      returning id
    )
    insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
    select tenancy.current_tenant(), ${promotionId}::uuid, made.id
    from made
    returning fund_id
  `;
  return fund?.fundId ?? "";
}

export async function journalsTold(tx: Tx, id: string): Promise<Told[]> {
  const rows = await tx<{ told: string }[]>`
    select concat_ws(' ', journal.kind, journal.status, journal.posting_date, journal.performance_period, (
        select string_agg(format('%s %s>%s %s', entry.tag, entry.debit_account, entry.credit_account,
          entry.amount::numeric(19,2)), ', ' order by entry.n)
        from finance.gl_ledger entry
        where entry.journal_id = journal.id)) as told
    from finance.gl_journals journal
    where journal.promotion_id = ${id}::uuid
    order by journal.created_at, journal.posting_date, journal.performance_period, journal.id
  `;
  return rows.map(({ told }) => told);
}

export async function movementsTold(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx<{ told: string }[]>`
    select concat_ws(' ', moved.entry, moved.accounting_period, moved.performance_period, product.erp_id,
      moved.amount::numeric(19,2)) as told
    from finance.accrual_ledger moved
    left join master.products product on product.id = moved.product_id
    where moved.promotion_id = ${id}::uuid
    order by moved.created_at, moved.accounting_period, moved.performance_period, product.erp_id, moved.amount
  `;
  return rows.map(({ told }) => told);
}

export async function stateOf(tx: Tx, id: string) {
  const [row] = await tx<{ status: string; message: string | null; balance: string }[]>`
    select promotion.accrual_status as status, promotion.failure_message as message,
      balance.balance::numeric(19,2)::text as balance
    from planning.promotions promotion
    join finance.accrual_balances balance on balance.promotion_id = promotion.id
    where promotion.id = ${id}::uuid
  `;
  if (!row) throw new Error(`no promotion ${id}`);
  return row;
}
