import { z } from "zod";
import { Id } from "../../shared/ids.ts";
import { Money } from "../../shared/money.ts";
import {
  type AccrualAccounts,
  type AccrualEntry,
  pairOf,
} from "../../shared/planning/accrual-plan.ts";
import type { PromotionStatus } from "../../shared/planning/promotion.ts";
import {
  type ShippedAccrual,
  shippedAbovePlan,
  shippedDifference,
  shippedLiability,
} from "../../shared/planning/shipped.ts";
import type { Tx } from "../db/pool.ts";
import { lockPromotions } from "../finance/claim.queries.ts";
import { recordAct } from "../finance/record.queries.ts";
import type { TaskContext } from "../jobs/task.ts";
import { type AccruedPromotion, promotionsToAccrue } from "./accrual.queries.ts";
import { accrualAccounts, chartOf } from "./accrual-accounts.ts";
import { companyToday } from "./company-today.ts";
import { markAccrued } from "./mark-accruals.ts";
import * as queries from "./shipped.queries.ts";
import { type AccrualJournal, writeAccruals } from "./write-accruals.ts";

const Payload = z.object({ promotionId: Id });

/** Promotions that are approved and not over: only they accrue what is shipped. */
const RUNNING: readonly PromotionStatus[] = ["APPROVED", "LIVE", "COMPLETED"];

/** The job `accrue-shipments`: brings one promotion's accrual to what has been shipped. */
export async function accrueShipmentsJob(
  { asTenant, now }: Pick<TaskContext, "asTenant" | "now">,
  payload: unknown,
): Promise<void> {
  const { promotionId } = Payload.parse(payload);
  await asTenant((tx) => accrueShipments(tx, { promotionId, now: now() }));
}

/**
 * Books the difference between what is owed for what was shipped and what is booked (domain.md J2, J4), so it may run as
 * often as it likes, for late files and corrections too. A plan that was accrued at approval only grows.
 */
async function accrueShipments(
  tx: Tx,
  { promotionId, now }: { promotionId: string; now: Date },
): Promise<void> {
  await lockPromotions(tx, [promotionId]);
  const [promotion] = await promotionsToAccrue(tx, [promotionId]);
  if (!promotion || !RUNNING.includes(promotion.status)) return;
  const differences = await differencesOf(tx, promotion);
  if (differences.length === 0) return;
  const today = await companyToday(tx, now);
  const accounts = accrualAccounts(promotion, await chartOf(tx));
  const [next] = await queries.nextShipment(tx, promotionId);
  const audit = await writeAccruals(
    tx,
    journalsOf(differences, accounts).map((journal) => ({
      ...journal,
      promotion,
      sourceVersion: next?.version ?? 1,
      postingDate: today,
    })),
    { by: null, today },
  );
  await markAccrued(tx, [promotionId]);
  await recordAct(tx, audit);
}

async function differencesOf(tx: Tx, promotion: AccruedPromotion): Promise<ShippedAccrual[]> {
  const { id, method, windowBasis, fixedCost, balance } = promotion;
  const plansSellIn = method === "PLAN_AT_APPROVAL" && windowBasis === "SELL_IN";
  if (method !== "PER_SHIPMENT" && !plansSellIn) return [];
  const owed = shippedLiability(await queries.shippedFor(tx, id));
  const booked = await queries.bookedByProduct(tx, id);
  if (!plansSellIn) return shippedDifference({ owed, booked, balance });
  const total = Money.sum(booked.map(({ amount }) => amount));
  const above = shippedAbovePlan({ owed, fixedCost, booked: total });
  return above ? [above] : [];
}

type Journal = Omit<AccrualJournal, "promotion" | "sourceVersion" | "postingDate">;

/** One journal for each month in which the goods were invoiced: what came on top, and what was taken back. */
function journalsOf(differences: readonly ShippedAccrual[], accounts: Accounts): Journal[] {
  const periods = [...new Set(differences.map(({ performancePeriod }) => performancePeriod))];
  return periods.map((performancePeriod) => {
    const own = differences.filter((each) => each.performancePeriod === performancePeriod);
    const shipped = own.filter(isShipped);
    const corrected = own.filter((each) => !isShipped(each));
    return {
      kind: corrected.length === 0 ? "ACCRUAL" : "TRUE_UP",
      source: `shipments:${performancePeriod}`,
      performancePeriod,
      entries: [
        ...entryOf("ACCRUAL", shipped, accounts),
        ...entryOf("TRUE_UP", corrected.filter(isUp), accounts),
        ...entryOf(
          "TRUE_UP",
          corrected.filter((each) => !isUp(each)),
          accounts,
        ),
      ],
      movements: own.map((each) => ({
        entry: isShipped(each) ? "ACCRUE" : "TRUE_UP",
        productId: each.productId,
        amount: each.amount,
      })),
    };
  });
}

type Accounts = Pick<AccrualAccounts, "spend" | "liability">;

const isUp = ({ amount }: ShippedAccrual): boolean => amount.isPositive();
const isShipped = (each: ShippedAccrual): boolean => isUp(each) && each.productId !== null;

function entryOf(
  tag: "ACCRUAL" | "TRUE_UP",
  parts: readonly ShippedAccrual[],
  { spend, liability }: Accounts,
): AccrualEntry[] {
  const amount = Money.sum(parts.map((part) => part.amount));
  return amount.isZero() ? [] : [pairOf(tag, { account: spend, amount }, liability)];
}
