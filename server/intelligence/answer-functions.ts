import { todayIn } from "../../shared/day.ts";
import {
  type FunctionQuery,
  type QueryOf,
  type ReadCall,
  readCall,
} from "../../shared/intelligence/function-call.ts";
import type {
  FunctionName,
  FunctionResult,
  FunctionsAnswer,
  FunctionsRequest,
} from "../../shared/intelligence/functions.ts";
import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import { ownTenant } from "../tenancy/queries.ts";
import { answerAccruals, answerFunds, answerPromotions } from "./answer-books.ts";
import { answerOpenDeductions } from "./answer-deductions.ts";
import { answerSpend } from "./answer-spend.ts";
import type { Asking } from "./asking.ts";
import { instant, notAvailable } from "./function-result.ts";
import { dataMarks, freshness } from "./functions.queries.ts";

/** Answers the calls of a sheet in their order, by a few statements for each kind of function, however many calls there are. */
export async function answerFunctions(
  tx: Tx,
  { calls, now }: FunctionsRequest & { now: Date },
): Promise<FunctionsAnswer> {
  const [tenant] = await ownTenant(tx);
  const { timeZone, fiscalYearStart } = Settings.parse(tenant?.settings);
  const today = todayIn(timeZone, now);
  const [marks] = await dataMarks(tx);
  const read = calls.map((call) => readCall(call, { fiscalYearStart }));
  const results = await answerRead({ tx, today, timeZone }, read);
  return {
    asOf: now.toISOString(),
    dataVersion: `${marks?.act ?? 0}-${marks?.batch ?? ""}-${today}`,
    results,
  };
}

async function answerRead(asking: Asking, read: readonly ReadCall[]): Promise<FunctionResult[]> {
  const queries = read.flatMap((call) => ("query" in call ? [call.query] : []));
  const answered = new Map<FunctionQuery, FunctionResult>();
  const answer = async <Name extends FunctionName>(
    kind: Name,
    answerKind: (asking: Asking, queries: QueryOf<Name>[]) => Promise<FunctionResult[]>,
  ) => {
    const own = queries.filter((query): query is QueryOf<Name> => query.kind === kind);
    const results = own.length === 0 ? [] : await answerKind(asking, own);
    for (const [at, query] of own.entries()) {
      const result = results[at];
      if (result) answered.set(query, result);
    }
  };
  await answer("FUND", answerFunds);
  await answer("ACCRUAL", answerAccruals);
  await answer("PROMO", answerPromotions);
  await answer("SPEND", answerSpend);
  await answer("OPENDEDUCTIONS", answerOpenDeductions);
  await answer("ASOF", answerAsOf);
  return read.map((call) => ("result" in call ? call.result : resultOf(answered, call.query)));
}

function resultOf(
  answered: ReadonlyMap<FunctionQuery, FunctionResult>,
  query: FunctionQuery,
): FunctionResult {
  const result = answered.get(query);
  if (!result) throw new Error(`a call of ${query.kind} was left without an answer`);
  return result;
}

const NOTHING_YET: Readonly<Record<QueryOf<"ASOF">["source"], string>> = {
  tpm: "Nothing was changed in Tradebook yet.",
  gl: "Nothing came from the general ledger yet.",
  shipments: "No shipments were loaded yet.",
  pos: "No point-of-sale figures were loaded yet.",
};

async function answerAsOf(
  { tx }: Asking,
  queries: readonly QueryOf<"ASOF">[],
): Promise<FunctionResult[]> {
  const [fresh] = await freshness(tx);
  return queries.map(({ source }) => {
    const text = fresh?.[source] ?? null;
    if (text === null) return notAvailable(NOTHING_YET[source]);
    return source === "shipments" || source === "pos"
      ? { value: { kind: "day", text } }
      : instant(text);
  });
}
