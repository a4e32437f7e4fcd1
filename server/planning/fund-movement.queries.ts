import type { z } from "zod";
import type { Money } from "../../shared/money.ts";
import type { FundMovement, FundMovementKind } from "../../shared/planning/fund.ts";
import type { Tx } from "../db/pool.ts";

/** A page of a fund's movements after the one named, in the order of their ids, one more than the page holds. */
export const movementPage = (
  tx: Tx,
  { fundId, after, pageSize }: { fundId: string; after: string | null; pageSize: number },
) => tx<FundMovement[]>`
  select movement.id, movement.kind, movement.amount, other.number as other_fund_number, movement.posting_date,
    movement.reason, maker.name as by
  from planning.fund_transactions movement
  left join planning.funds other
    on other.tenant_id = movement.tenant_id and other.id = movement.other_fund_id
  left join tenancy.users maker on maker.tenant_id = movement.tenant_id and maker.id = movement.created_by
  where movement.fund_id = ${fundId}::uuid and (${after}::uuid is null or movement.id > ${after}::uuid)
  order by movement.id
  limit ${pageSize + 1}
`;

/** Every fund by number and name, for finding the one that was typed. */
export const fundNames = (tx: Tx) => tx<{ id: string; code: string; name: string }[]>`
  select fund.id, fund.number as code, fund.name
  from planning.funds fund
  order by fund.number
`;

export interface NewMovement {
  id: string;
  fundId: string;
  kind: z.infer<typeof FundMovementKind>;
  amount: Money;
  otherFundId: string | null;
}

/** Writes movements of one act: both sides of a transfer at once. */
export const insertMovements = (
  tx: Tx,
  written: { movements: readonly NewMovement[]; postingDate: string; reason: string; by: string },
) => tx`
  insert into planning.fund_transactions (tenant_id, id, fund_id, kind, amount, other_fund_id, posting_date, reason,
    created_by)
  select tenancy.current_tenant(), movement.id, movement."fundId", movement.kind, movement.amount,
    movement."otherFundId", ${written.postingDate}::date, ${written.reason}, ${written.by}::uuid
  from jsonb_to_recordset(${JSON.stringify(written.movements)}::text::jsonb)
    as movement (id uuid, "fundId" uuid, kind text, amount numeric, "otherFundId" uuid)
`;
