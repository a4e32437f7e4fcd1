import { monthOf, todayIn } from "../../shared/day.ts";
import type { Entry } from "../../shared/finance/journal-entries.ts";
import type { PeriodCheck } from "../../shared/finance/posting.ts";
import type { Books, ClaimToPost } from "../../shared/finance/posting-plan.ts";
import type { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import { anyPeriod, periodsOn } from "../master/period.queries.ts";
import { lockClaims, lockFundsOf, lockPromotions } from "./claim.queries.ts";
import * as queries from "./posting.queries.ts";
import { companyRules } from "./rules.ts";

/** A claim with what only the writing of it needs. */
export type PostableClaim = ClaimToPost & queries.ClaimPosted;

/** Everything a posting of some claims reads, once. */
export interface PostingFacts {
  claims: ReadonlyMap<string, PostableClaim>;
  books: Books;
  promotions: ReadonlyMap<string, queries.PromotionPosted>;
  accountNames: ReadonlyMap<string, string>;
  settings: Settings;
  postingDate: string;
  accountingPeriod: string;
  period: PeriodCheck;
}

/** Reads what posting needs; with `lock`, after locking claims, promotions and funds in their one order. */
export async function readPosting(
  tx: Tx,
  { ids, postingDate, now }: { ids: readonly string[]; postingDate: string | undefined; now: Date },
  { lock }: { lock: boolean },
): Promise<PostingFacts> {
  if (lock) await lockClaims(tx, ids);
  const parts = await queries.partsOfClaims(tx, ids);
  const promotionIds = [
    ...new Set(parts.flatMap(({ promotionId }) => (promotionId ? [promotionId] : []))),
  ];
  if (lock) {
    await lockPromotions(tx, promotionIds);
    await lockFundsOf(tx, promotionIds);
  }
  const promotions = new Map(
    (await queries.promotionsToPost(tx, promotionIds)).map((row) => [row.id, row]),
  );
  const claims = await queries.claimsToPost(tx, ids);
  const chart = await queries.accounts(tx);
  const settings = await companyRules(tx);
  const day = postingDate ?? todayIn(settings.timeZone, now);
  return {
    claims: new Map(claims.map((claim) => [claim.id, withParts(claim, parts)])),
    books: {
      rule: settings.tolerance,
      limits: settings.limits,
      accounts: Object.fromEntries(chart.flatMap(({ role, code }) => (role ? [[role, code]] : []))),
      codes: new Set(chart.map(({ code }) => code)),
      promotions,
    },
    promotions,
    accountNames: new Map(chart.map(({ code, name }) => [code, name])),
    settings,
    postingDate: day,
    ...(await periodFacts(tx, day)),
  };
}

/** Journal rows as the wire shows them, with the names of accounts and promotions. */
export const namedEntries = (
  entries: readonly Entry[],
  { accountNames, promotions }: Pick<PostingFacts, "accountNames" | "promotions">,
) =>
  entries.map((entry) => ({
    ...entry,
    debitAccountName: accountNames.get(entry.debitAccount) ?? "",
    creditAccountName: accountNames.get(entry.creditAccount) ?? "",
    promotionNumber: entry.promotionId ? (promotions.get(entry.promotionId)?.number ?? null) : null,
  }));

/** The period of a day: what is known of it, and what to do when it is not open. */
export async function periodFacts(
  tx: Tx,
  day: string,
): Promise<{ accountingPeriod: string; period: PeriodCheck }> {
  const periods = await periodsOn(tx, day);
  const [first] = periods;
  const closed = periods.find(({ status }) => status === "CLOSED");
  const shown = closed ?? first;
  const accountingPeriod = first?.code ?? monthOf(day);
  if (shown) {
    const message = SENTENCES[shown.status](shown);
    return { accountingPeriod, period: { period: shown.code, status: shown.status, message } };
  }
  const [any] = await anyPeriod(tx);
  const message = any?.fed
    ? `No period is known for ${day}: the ERP may refuse it. Choose a day in an open period.`
    : null;
  return { accountingPeriod, period: { period: accountingPeriod, status: "UNKNOWN", message } };
}

const SENTENCES: Record<
  "OPEN" | "SOFT" | "CLOSED",
  (period: { code: string; ledger: string }) => string | null
> = {
  OPEN: () => null,
  SOFT: ({ code }) => `Period ${code} is closing: only finance posts into it.`,
  CLOSED: ({ code, ledger }) =>
    `Period ${code} is closed in ledger ${ledger}: the ERP will refuse it. Choose a day in an open period.`,
};

function withParts(claim: queries.ClaimPosted, parts: readonly queries.PartRow[]): PostableClaim {
  const own = parts.filter(({ claimId }) => claimId === claim.id);
  const { lastVersion, lastReference, lastAt, lastBy } = claim;
  const lastPosting =
    lastVersion !== null && lastReference !== null && lastAt !== null && lastBy !== null
      ? { claimVersion: lastVersion, by: lastBy, at: clockOf(lastAt), reference: lastReference }
      : null;
  return {
    ...claim,
    frozen: own.filter(({ isDraft }) => !isDraft),
    drafts: own.filter(({ isDraft }) => isDraft),
    lastPosting,
  };
}

const clockOf = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
