import type { AccountRole } from "../../shared/master/lists.ts";
import { Money } from "../../shared/money.ts";
import type { AccrualAccounts } from "../../shared/planning/accrual-plan.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { accounts } from "../finance/posting.queries.ts";
import type { AccruedPromotion } from "./accrual.queries.ts";

/** Which account stands for each role. */
export type Chart = ReadonlyMap<AccountRole, string>;

/** Reads which account stands for each role. */
export async function chartOf(tx: Tx): Promise<Chart> {
  const chart = await accounts(tx);
  return new Map(chart.flatMap(({ role, code }) => (role ? [[role, code]] : [])));
}

/**
 * Where a promotion's accrual is booked, by its tactic. What a distinct service costs above its fair value is trade spend.
 * Refused: ACCOUNT_ROLE_MISSING.
 */
export function accrualAccounts(promotion: AccruedPromotion, chart: Chart): AccrualAccounts {
  const { spendRole, isDistinct, fairValue } = promotion;
  const role = isDistinct && spendRole === "DISTINCT_SERVICE" ? "TRADE_SPEND" : spendRole;
  const account = (needed: AccountRole) => accountOf(needed, chart, promotion);
  return {
    spend: account(role),
    liability: account("ACCRUED_TRADE"),
    distinct: isDistinct
      ? { account: account("DISTINCT_SERVICE"), fairValue: fairValue ?? Money.zero }
      : null,
  };
}

function accountOf(role: AccountRole, chart: Chart, { number }: AccruedPromotion): string {
  const account = chart.get(role);
  if (account) return account;
  throw new Refusal(
    "ACCOUNT_ROLE_MISSING",
    `No account has the role ${role}, which ${number} accrues on. Give one of the chart of accounts that role, then try again.`,
  );
}
