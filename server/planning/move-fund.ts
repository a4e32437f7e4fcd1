import type { Fund, MovementRequest, TransferRequest } from "../../shared/planning/fund.ts";
import { checkMovement, checkTransfer } from "../../shared/planning/fund-moves.ts";
import { resolve, unresolved } from "../../shared/planning/resolve.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import { newId } from "../mint.ts";
import { recordAct } from "../tenancy/queries.ts";
import { companyToday } from "./company-today.ts";
import { fundsById, fundsLeft, lockFunds } from "./fund.queries.ts";
import { fundNames, insertMovements } from "./fund-movement.queries.ts";
import { fundFor } from "./shown.ts";

/** Who moves a fund's money, and when. */
export interface FundMover {
  caller: Caller;
  now: Date;
}

/**
 * Moves money from one fund to another, both sides at once, and answers the fund that gave it. Refused: NOT_FOUND, INVALID
 * (no such other fund, the same fund, an amount of 0.00 or less), FUND_SHORT.
 */
export async function transferMoney(
  tx: Tx,
  { fundId, toFund, amount, reason }: TransferRequest & { fundId: string },
  { caller, now }: FundMover,
): Promise<Fund> {
  const toId = await fundNamed(tx, toFund);
  const funds = await lockedFunds(tx, [fundId, toId]);
  const [from, to] = [funds.get(fundId), funds.get(toId)];
  if (!from || !to) throw notThere();
  checkTransfer({ from, to }, amount);
  const movements = [
    { id: newId(), fundId, kind: "TRANSFER_OUT" as const, amount, otherFundId: toId },
    { id: newId(), fundId: toId, kind: "TRANSFER_IN" as const, amount, otherFundId: fundId },
  ];
  const postingDate = await companyToday(tx, now);
  await insertMovements(tx, { movements, postingDate, reason, by: caller.userId });
  const entries = [
    { entityId: fundId, after: { amount: amount.negated(), otherFund: to.number } },
    { entityId: toId, after: { amount, otherFund: from.number } },
  ].map((entry) => ({ act: "fund.transferred", entity: "fund", ...entry, reason }));
  await recordAct(tx, JSON.stringify(entries));
  return shownFund(tx, fundId, caller);
}

/**
 * Books earned money, an adjustment or a drawback on a fund, and answers the fund. Refused: NOT_FOUND, INVALID (an amount of
 * 0.00, a negative one that is no adjustment), FUND_SHORT when it would take more than is left.
 */
export async function bookMovement(
  tx: Tx,
  { fundId, kind, amount, reason }: MovementRequest & { fundId: string },
  { caller, now }: FundMover,
): Promise<Fund> {
  const fund = (await lockedFunds(tx, [fundId])).get(fundId);
  if (!fund) throw notThere();
  checkMovement(fund, { kind, amount });
  const movements = [{ id: newId(), fundId, kind, amount, otherFundId: null }];
  const postingDate = await companyToday(tx, now);
  await insertMovements(tx, { movements, postingDate, reason, by: caller.userId });
  const entry = { act: `fund.${kind.toLowerCase()}`, entity: "fund", entityId: fundId };
  await recordAct(tx, JSON.stringify([{ ...entry, after: { amount }, reason }]));
  return shownFund(tx, fundId, caller);
}

/** Locks funds by id, and reads what is left of them. */
async function lockedFunds(tx: Tx, ids: readonly string[]) {
  await lockFunds(tx, ids);
  const funds = await fundsLeft(tx, ids);
  return new Map(funds.map((fund) => [fund.id, fund]));
}

async function fundNamed(tx: Tx, text: string): Promise<string> {
  const funds = (await fundNames(tx)).map((fund) => ({ ...fund, also: [fund.id] }));
  const found = resolve(text, funds);
  if (found.kind === "found") return found.entry.id;
  const wrong = unresolved({ field: "toFund", what: "fund", text }, found);
  throw new Refusal("INVALID", wrong.message, [{ ...wrong, pointer: "/toFund" }]);
}

async function shownFund(tx: Tx, id: string, caller: Caller): Promise<Fund> {
  const [fund] = await fundsById(tx, [id]);
  if (!fund) throw new Error(`fund ${id} went away while it was moved`);
  return fundFor(caller, fund);
}

const notThere = () => new Refusal("NOT_FOUND", "There is no such fund.");
