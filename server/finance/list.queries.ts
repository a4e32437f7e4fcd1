import type { z } from "zod";
import type {
  DisputeFilter,
  DisputeRow,
  SettlementFilter,
  SettlementRow,
} from "../../shared/finance/lists.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

/** A page of claim parts after the one named, in the order of their ids, one more than the page holds. */
export const settlementPage = (
  tx: Tx,
  { after, ...filter }: SettlementFilter & { after: string | null },
) => tx<z.output<typeof SettlementRow>[]>`
  select part.id, part.claim_id, claim.claim_no as claim_number, part.promotion_id,
    promotion.number as promotion_number, part.kind, part.amount_settled as amount, part.status, part.reason,
    part.journal_id, journal.reference, journal.erp_document, part.accounting_period, part.performance_period,
    poster.name as posted_by, approver.name as approved_by
  from finance.settlements part
  join finance.claims claim on claim.tenant_id = part.tenant_id and claim.id = part.claim_id
  left join planning.promotions promotion
    on promotion.tenant_id = part.tenant_id and promotion.id = part.promotion_id
  left join finance.gl_journals journal
    on journal.tenant_id = part.tenant_id and journal.id = part.journal_id
  left join tenancy.users poster on poster.tenant_id = part.tenant_id and poster.id = part.posted_by
  left join tenancy.users approver on approver.tenant_id = part.tenant_id and approver.id = part.approved_by
  where (${after}::uuid is null or part.id > ${after}::uuid)
    and (${given(filter.status)}::text is null or part.status = ${given(filter.status)})
    and (${given(filter.claimId)}::uuid is null or part.claim_id = ${given(filter.claimId)}::uuid)
    and (${given(filter.promotionId)}::uuid is null or part.promotion_id = ${given(filter.promotionId)}::uuid)
  order by part.id
  limit ${filter.pageSize + 1}
`;

/** A page of disputes after the one named, in the order of their ids, one more than the page holds. */
export const disputePage = (
  tx: Tx,
  { after, ...filter }: DisputeFilter & { after: string | null },
) => tx<z.output<typeof DisputeRow>[]>`
  select dispute.id, dispute.dispute_no as number, dispute.claim_id, claim.claim_no as claim_number,
    customer.erp_id as customer_erp_id, customer.name as customer_name, dispute.amount, dispute.recovered,
    dispute.conceded, dispute.written_off, dispute.outstanding, dispute.status, dispute.reason, dispute.due_at,
    dispute.debit_memo_no as debit_memo_number, dispute.journal_id, dispute.version
  from finance.disputes dispute
  join finance.claims claim on claim.tenant_id = dispute.tenant_id and claim.id = dispute.claim_id
  join master.customers customer
    on customer.tenant_id = claim.tenant_id and customer.id = claim.claiming_customer_id
  where (${after}::uuid is null or dispute.id > ${after}::uuid)
    and (${given(filter.status)}::text is null or dispute.status = ${given(filter.status)})
    and (${given(filter.claimId)}::uuid is null or dispute.claim_id = ${given(filter.claimId)}::uuid)
  order by dispute.id
  limit ${filter.pageSize + 1}
`;
