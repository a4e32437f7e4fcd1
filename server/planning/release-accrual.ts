import { monthOf } from "../../shared/day.ts";
import { planRelease, withdrawable } from "../../shared/planning/release-plan.ts";
import type { Tx } from "../db/pool.ts";
import { reverseMovements } from "../finance/accrual.queries.ts";
import { lockPromotions } from "../finance/claim.queries.ts";
import type { AuditEntry } from "../tenancy/queries.ts";
import * as queries from "./accrual.queries.ts";
import { accrualAccounts, chartOf } from "./accrual-accounts.ts";
import { withdrawJournals } from "./accrual-writes.queries.ts";
import type { AccrualAct } from "./accrue-approved.ts";
import { companyToday } from "./company-today.ts";
import { markReleased } from "./mark-accruals.ts";
import { type AccrualJournal, owed, writeAccruals } from "./write-accruals.ts";

/** Why nothing more is expected, and the words of whoever says so. */
export interface ReleaseAct extends AccrualAct {
  why: "CANCELLED" | "CLOSED" | "REJECTED";
  reason: string | null;
}

/**
 * Gives back what promotions have accrued and will not pay (domain.md J13, J17). Journals that never reached the ERP are
 * withdrawn: DRAFT again, with words, their movements reversed. What the ERP has booked is released today, to the account
 * it was accrued on. Nothing left, nothing written. Refused: ACCOUNT_ROLE_MISSING.
 */
export async function releaseAccrual(tx: Tx, act: ReleaseAct): Promise<AuditEntry[]> {
  const { promotionIds, by, now } = act;
  await lockPromotions(tx, promotionIds);
  const today = await companyToday(tx, now);
  const withdrawn = await withdrawUnsent(tx, act);
  const journals = await releasesOf(tx, promotionIds, today);
  const released = await writeAccruals(tx, journals, { by, today });
  await markReleased(tx, [
    ...new Set([
      ...withdrawn.map(({ entityId }) => entityId),
      ...journals.map(({ promotion }) => promotion.id),
    ]),
  ]);
  return [...withdrawn, ...released];
}

async function withdrawUnsent(tx: Tx, act: ReleaseAct): Promise<AuditEntry[]> {
  const unsent = await queries.lockUnsent(tx, act.promotionIds);
  if (unsent.length === 0) return [];
  const promotions = await queries.promotionsToAccrue(tx, act.promotionIds);
  const gone = new Set(
    promotions.flatMap(({ id, balance }) =>
      withdrawable(
        unsent.filter(({ promotionId }) => promotionId === id),
        balance,
      ),
    ),
  );
  const words = wordsOf(act);
  await reverseMovements(tx, { journalIds: [...gone], by: act.by, again: false });
  await withdrawJournals(tx, { journalIds: [...gone], words });
  return unsent
    .filter(({ id }) => gone.has(id))
    .map(({ id, promotionId, postingDate, amount }) => ({
      act: "promotion.accrual-withdrawn",
      entity: "promotion",
      entityId: promotionId,
      after: { journalId: id, postingDate, amount },
      reason: words,
    }));
}

const WORDS = {
  CANCELLED: "The promotion was cancelled",
  CLOSED: "The promotion was closed",
  REJECTED: "The promotion was rejected",
} as const;

const wordsOf = ({ why, reason }: ReleaseAct): string =>
  reason ? `${WORDS[why]}: ${reason}` : `${WORDS[why]}.`;

async function releasesOf(
  tx: Tx,
  promotionIds: readonly string[],
  today: string,
): Promise<AccrualJournal[]> {
  const chart = await chartOf(tx);
  const promotions = await queries.promotionsToAccrue(tx, promotionIds);
  const booked = await queries.bookedAccruals(tx, promotionIds);
  return promotions
    .filter(({ balance }) => balance.isPositive())
    .flatMap((promotion) => {
      const accounts = accrualAccounts(promotion, chart);
      const own = booked.filter(({ promotionId }) => promotionId === promotion.id);
      const { balance, performanceTo, version } = promotion;
      const parts = planRelease({
        booked: own,
        balance,
        accounts,
        lastPeriod: monthOf(performanceTo),
      });
      return parts.map(({ performancePeriod, entries }) => ({
        promotion,
        kind: "RELEASE" as const,
        source: `release:${performancePeriod}`,
        sourceVersion: version,
        postingDate: today,
        performancePeriod,
        entries,
        movements: [
          {
            entry: "RELEASE" as const,
            productId: null,
            amount: owed(entries, accounts.liability),
          },
        ],
      }));
    });
}
