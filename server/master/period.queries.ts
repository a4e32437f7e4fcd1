import type { Tx } from "../db/pool.ts";

/** A fed period that a day lies in. */
export interface PeriodOfDay {
  code: string;
  ledger: string;
  status: "OPEN" | "SOFT" | "CLOSED";
}

/** The periods of a day, G/L first: a settlement touches receivables too. */
export const periodsOn = (tx: Tx, day: string) => tx<PeriodOfDay[]>`
  select period.code, period.ledger, period.status
  from master.fiscal_periods period
  where ${day}::date between period.date_start and period.date_end and period.ledger in ('GL', 'AR')
  order by period.ledger desc
`;

/** Whether the company ever fed a period; without any, no date is known to be closed. */
export const anyPeriod = (tx: Tx) => tx<{ fed: boolean }[]>`
  select exists (select from master.fiscal_periods) as fed
`;
