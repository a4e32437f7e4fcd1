import { type AccrualPart, planDifference } from "../../shared/planning/accrual-plan.ts";
import type { Tx } from "../db/pool.ts";
import { lockPromotions } from "../finance/claim.queries.ts";
import type { AuditEntry } from "../tenancy/queries.ts";
import * as queries from "./accrual.queries.ts";
import { accrualAccounts, type Chart, chartOf } from "./accrual-accounts.ts";
import { enqueueShipmentAccruals } from "./accrual-writes.queries.ts";
import { companyToday } from "./company-today.ts";
import { markAccrued } from "./mark-accruals.ts";
import { type AccrualJournal, owed, writeAccruals } from "./write-accruals.ts";

/** Who did it (nobody, when the clock or a file did), and when. */
export interface AccrualAct {
  promotionIds: readonly string[];
  by: string | null;
  now: Date;
}

/**
 * Books the accrual of promotions that were just approved (domain.md J1, J3): a journal for each period, or, when one was
 * approved before, for each period that differs. Those that are due go to the ERP at once, later ones wait QUEUED for their
 * day. What is accrued by shipment is left to the job `accrue-shipments`, which is asked to look. Returns what the act that
 * calls it must put into its audit entry. Refused: ACCOUNT_ROLE_MISSING.
 */
export async function accrueApproved(
  tx: Tx,
  { promotionIds, by, now }: AccrualAct,
): Promise<AuditEntry[]> {
  await lockPromotions(tx, promotionIds);
  const today = await companyToday(tx, now);
  const chart = await chartOf(tx);
  const promotions = await queries.promotionsToAccrue(tx, promotionIds);
  const booked = await queries.bookedAccruals(tx, promotionIds);
  const journals = promotions.flatMap((promotion) => {
    const own = booked.filter(({ promotionId }) => promotionId === promotion.id);
    return journalsOf(promotion, { booked: own, chart, today });
  });
  const audit = await writeAccruals(tx, journals, { by, today });
  await markAccrued(tx, promotionIds);
  await enqueueShipmentAccruals(
    tx,
    promotions.filter(followsShipments).map(({ id }) => id),
  );
  return audit;
}

const followsShipments = ({ method, windowBasis }: queries.AccruedPromotion): boolean =>
  method === "PER_SHIPMENT" || (method === "PLAN_AT_APPROVAL" && windowBasis === "SELL_IN");

interface Known {
  booked: readonly queries.BookedOfPromotion[];
  chart: Chart;
  today: string;
}

function journalsOf(
  promotion: queries.AccruedPromotion,
  { booked, chart, today }: Known,
): AccrualJournal[] {
  const { method, planned, balance } = promotion;
  // What follows shipments is corrected by what has been shipped, also when the method was another one before.
  if (method === "PER_SHIPMENT" || (method === "NONE" && booked.length === 0)) return [];
  const accounts = accrualAccounts(promotion, chart);
  const window = { from: promotion.performanceFrom, to: promotion.performanceTo };
  const terms = { method, planned, window, accounts, approvedOn: today };
  return planDifference(terms, { booked, balance }).map((part) =>
    journalOf(part, promotion, accounts.liability),
  );
}

function journalOf(
  { key, performancePeriod, postingDate, entries }: AccrualPart,
  promotion: queries.AccruedPromotion,
  liability: string,
): AccrualJournal {
  const isFirst = entries.every(({ tag }) => tag === "ACCRUAL");
  return {
    promotion,
    kind: isFirst ? "ACCRUAL" : "TRUE_UP",
    source: `accrual:${key}`,
    sourceVersion: promotion.version,
    postingDate,
    performancePeriod,
    entries,
    movements: [
      {
        entry: isFirst ? "ACCRUE" : "TRUE_UP",
        productId: null,
        amount: owed(entries, liability),
      },
    ],
  };
}
