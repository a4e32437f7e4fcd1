import type { AccountRole } from "../master/lists.ts";
import { Money } from "../money.ts";
import { Refusal } from "../refusal.ts";
import type { EntryTag } from "./journal.ts";
import { type Part, PartKind } from "./parts.ts";

/** What the journal needs to know of a part's promotion. `accrued` is its accrual balance before this posting. */
export interface SettledPromotion {
  id: string;
  accrued: Money;
  accrues: boolean;
  spendRole: "TRADE_SPEND" | "SLOTTING" | "OFF_INVOICE" | "DISTINCT_SERVICE";
}

/** A part on its way to the books. A NON_TRADE part names the account of its reason. */
export interface PostingPart extends Part {
  promotion: SettledPromotion | null;
  accountCode: string | null;
}

/** The tenant's accounts by role, and the deduction's own account when the ERP booked it elsewhere than in clearing. */
export interface Chart {
  accounts: Readonly<Partial<Record<AccountRole, string>>>;
  deductionAccount: string | null;
}

/** One balanced pair: `amount` from the credit account to the debit account. Numbered from 1 in the order of the journal. */
export interface Entry {
  n: number;
  tag: EntryTag;
  debitAccount: string;
  creditAccount: string;
  amount: Money;
  promotionId: string | null;
}

type Leg = Omit<Entry, "n">;

/** A movement of the accrual sub-ledger: signed, minor units; more owed is positive. */
export interface AccrualMovement {
  promotionId: string;
  entry: "TRUE_UP" | "SETTLE";
  amount: Money;
}

/**
 * The rows of a settlement's journal (decisions.md 3). Both legs are shown: the accrual is reversed (2150 → 4100) and the
 * actual spend is booked (4100 → 1150). Less accrued than settled: the shortfall is trued up first (4100 → 2150). A
 * promotion that does not accrue has only the actual leg. A pair that would debit and credit one account moves nothing and
 * is left out, which is how a short-pay booked straight to revenue comes out right (domain.md 4.3).
 * Refused with ACCOUNT_ROLE_MISSING when the chart has no account for a role that a row needs.
 */
export function journalEntries(parts: readonly PostingPart[], chart: Chart): Entry[] {
  const inOrder = parts.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const legs = [
    ...promotionsOf(inOrder).flatMap((group) => trueUp(group, chart)),
    ...inOrder.flatMap((part) => legsOf(part, chart)),
  ];
  return legs
    .filter(({ debitAccount, creditAccount }) => debitAccount !== creditAccount)
    .map((row, index) => ({ n: index + 1, ...row }));
}

/** What the same parts do to the accrual sub-ledger: the shortfall up, then what was settled down. */
export function accrualMovements(parts: readonly PostingPart[]): AccrualMovement[] {
  return promotionsOf(parts)
    .filter(({ promotion }) => promotion.accrues)
    .flatMap(({ promotion, settled }) => {
      const promotionId = promotion.id;
      const movements: AccrualMovement[] = [
        { promotionId, entry: "TRUE_UP", amount: shortfall(promotion, settled) },
        { promotionId, entry: "SETTLE", amount: settled.negated() },
      ];
      return movements.filter((movement) => !movement.amount.isZero());
    });
}

/** The order in which a journal tells a settlement: what was accepted, then what was not. */
const ORDER = PartKind.options;

interface PromotionGroup {
  promotion: SettledPromotion;
  settled: Money;
}

function promotionsOf(parts: readonly PostingPart[]): PromotionGroup[] {
  const groups = new Map<string, PromotionGroup>();
  for (const { kind, amount, promotion } of parts) {
    if (kind !== "PROMO" || !promotion) continue;
    const settled = groups.get(promotion.id)?.settled ?? Money.zero;
    groups.set(promotion.id, { promotion, settled: settled.plus(amount) });
  }
  return [...groups.values()];
}

function shortfall({ accrued }: SettledPromotion, settled: Money): Money {
  return settled.minus(accrued.atLeast(Money.zero)).atLeast(Money.zero);
}

function trueUp({ promotion, settled }: PromotionGroup, chart: Chart): Leg[] {
  const amount = shortfall(promotion, settled);
  if (!promotion.accrues || amount.isZero()) return [];
  return [
    leg("TRUE_UP", amount, {
      debit: accountOf(promotion.spendRole, chart),
      credit: accountOf("ACCRUED_TRADE", chart),
      promotionId: promotion.id,
    }),
  ];
}

function legsOf(part: PostingPart, chart: Chart): Leg[] {
  const { amount, promotion } = part;
  const clearing = chart.deductionAccount ?? accountOf("DEDUCTION_CLEARING", chart);
  const onto = (tag: EntryTag, debit: string, promotionId: string | null = null) =>
    leg(tag, amount, { debit, credit: clearing, promotionId });
  switch (part.kind) {
    case "PROMO":
      return promotion ? promoLegs(amount, promotion, { chart, clearing }) : [];
    case "TOLERANCE":
      return promotion
        ? [onto("TOLERANCE", accountOf(promotion.spendRole, chart), promotion.id)]
        : [];
    case "DISPUTE":
      return [onto("DEBIT_MEMO", accountOf("DISPUTED_AR", chart))];
    case "WRITE_OFF":
      return [onto("WRITE_OFF", accountOf("WRITE_OFF", chart))];
    case "NON_TRADE":
      return [onto("NON_TRADE", nonTradeAccount(part))];
  }
}

function nonTradeAccount({ amount, accountCode }: PostingPart): string {
  if (accountCode) return accountCode;
  throw new Refusal(
    "ACCOUNT_ROLE_MISSING",
    `The non-trade part of ${amount.toDisplay()} has no account. Name its account, or map its reason to one.`,
  );
}

function promoLegs(
  amount: Money,
  promotion: SettledPromotion,
  { chart, clearing }: { chart: Chart; clearing: string },
): Leg[] {
  const spend = accountOf(promotion.spendRole, chart);
  const promotionId = promotion.id;
  const actual = leg("ACTUAL", amount, { debit: spend, credit: clearing, promotionId });
  if (!promotion.accrues) return [actual];
  const accrued = accountOf("ACCRUED_TRADE", chart);
  return [leg("ACCRUAL_REVERSAL", amount, { debit: accrued, credit: spend, promotionId }), actual];
}

function accountOf(role: AccountRole, { accounts }: Chart): string {
  const account = accounts[role];
  if (account) return account;
  throw new Refusal(
    "ACCOUNT_ROLE_MISSING",
    `No account has the role ${role}. Give one of the chart of accounts that role, then post again.`,
  );
}

function leg(
  tag: EntryTag,
  amount: Money,
  { debit, credit, promotionId }: { debit: string; credit: string; promotionId: string | null },
): Leg {
  return { tag, debitAccount: debit, creditAccount: credit, amount, promotionId };
}
