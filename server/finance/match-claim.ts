import { z } from "zod";
import {
  MATCH_RULE_VERSION,
  type Match,
  rankMatches,
  suggestionOf,
} from "../../shared/finance/match.ts";
import type { Window } from "../../shared/finance/match-facts.ts";
import { lookUpReason } from "../../shared/finance/reason.ts";
import { EDITABLE_CLAIMS } from "../../shared/finance/states.ts";
import { Id } from "../../shared/ids.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";
import type { TaskContext } from "../jobs/task.ts";
import { newId } from "../mint.ts";
import { lockClaims } from "./claim.queries.ts";
import * as queries from "./match.queries.ts";

const Payload = z.object({ claimId: Id });

/** The job `match-claim`: finds the promotions a new claim may belong to. */
export async function matchClaimJob(context: TaskContext, payload: unknown): Promise<void> {
  const { claimId } = Payload.parse(payload);
  await context.asTenant((tx) => matchClaim(tx, claimId));
}

/**
 * Reads a claim's reason code, ranks its candidates and suggests the best; whoever works on the claim decides, so its
 * status stays (PENDING means: only the matcher was here). Repeating it makes a new run and changes nothing else.
 */
export async function matchClaim(tx: Tx, claimId: string): Promise<void> {
  await lockClaims(tx, [claimId]);
  const [claim] = await queries.claimToMatch(tx, claimId);
  if (!claim || !EDITABLE_CLAIMS.some((status) => status === claim.status)) return;
  const rules = await queries.reasonRules(tx, { retailer: claim.retailer, day: claim.postingDate });
  const rows = await queries.promotionsToMatch(tx, claimId);

  const meaning =
    lookUpReason(rules, { retailer: claim.retailer, code: claim.reasonCodeErp }) ?? undefined;
  const promotions = rows.map((row) => ({
    ...row,
    sellIn: windowOf(row.sellInStart, row.sellInEnd),
    scan: windowOf(row.scanStart, row.scanEnd),
  }));
  const reason = claim.reason ?? given(meaning?.reason);
  const ranked = rankMatches({ ...claim, reason }, promotions);

  await keepMatches(tx, claimId, { ranked, rows });
  await queries.suggest(tx, {
    claimId,
    promotionId: given(suggestionOf(ranked)?.promotionId),
    score: given(ranked[0]?.score),
    method: MATCH_RULE_VERSION,
    reason,
    reasonCodeId: given(meaning?.id),
  });
}

/** Keeps the whole ranking, losers too, for whoever asks why and for replays of other rules. */
async function keepMatches(
  tx: Tx,
  claimId: string,
  { ranked, rows }: { ranked: readonly Match[]; rows: readonly queries.PromotionRow[] },
): Promise<void> {
  const facts = new Map(rows.map((row) => [row.id, row]));
  await queries.supersedeMatches(tx, claimId);
  await queries.insertMatches(tx, {
    claimId,
    runId: newId(),
    ruleVersion: MATCH_RULE_VERSION,
    matches: ranked.map(({ promotionId, score, reasons }, index) => ({
      promotionId,
      tacticId: facts.get(promotionId)?.tacticId ?? null,
      rank: index + 1,
      score,
      features: reasons,
      remainingAccrual: String(facts.get(promotionId)?.remainingAccrual ?? 0),
    })),
  });
}

const windowOf = (start: string | null, end: string | null): Window | null =>
  start && end ? { start, end } : null;
