import type { PeriodRecord } from "../../shared/erp/period.ts";
import type { Tx } from "../db/pool.ts";

/** A period in the words of its record, under its own id. */
export interface PeriodRow extends PeriodRecord {
  id: string;
}

/** The whole calendar: a record may overlap a period that nobody sent. */
export const fiscalPeriods = (tx: Tx) => tx<PeriodRow[]>`
  select period.id, period.code, period.date_start as start, period.date_end as "end", period.status, period.ledger
  from master.fiscal_periods period
  order by period.ledger, period.date_start
`;

export const insertPeriods = (tx: Tx, rows: readonly PeriodRow[]) => tx`
  insert into master.fiscal_periods (tenant_id, id, ledger, code, date_start, date_end, status)
  select tenancy.current_tenant(), row.id, row.ledger, row.code, row.start, row."end", row.status
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, ledger text, code text, start date,
    "end" date, status text)
`;

/** Shrinks periods to the days they keep: after that, none is in the way of another one's new days. */
export const shrinkPeriods = (tx: Tx, rows: readonly PeriodRow[]) => tx`
  update master.fiscal_periods period
  set date_start = greatest(period.date_start, row.start), date_end = least(period.date_end, row."end")
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, start date, "end" date)
  where period.id = row.id and (period.date_start < row.start or period.date_end > row."end")
`;

export const changePeriods = (tx: Tx, rows: readonly PeriodRow[]) => tx`
  update master.fiscal_periods period
  set date_start = row.start, date_end = row."end", status = row.status
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, start date, "end" date, status text)
  where period.id = row.id
`;
