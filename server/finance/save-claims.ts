import { ClaimInputs } from "../../shared/finance/claim.ts";
import { Refusal } from "../../shared/refusal.ts";
import { refusalOf } from "../db/constraint.ts";
import type { Tx } from "../db/pool.ts";
import { refused } from "../publish/answers.ts";
import type { Publisher, PublishRow, Saving, Verdict } from "../publish/table.ts";
import { lockClaims } from "./claim.queries.ts";
import * as queries from "./draft.queries.ts";
import { type ClaimChanges, type EditFacts, editClaim, saveEdit } from "./edit-claim.ts";
import { companyRules } from "./rules.ts";

type Row = PublishRow<ClaimChanges>;

interface RowFacts {
  claims: ReadonlyMap<string, queries.ClaimToDraft>;
  edit: EditFacts;
}

/** Saves rows of the Deductions grid in their order, each in its own savepoint. */
export async function saveClaims(
  tx: Tx,
  rows: readonly Row[],
  publisher: Publisher,
): Promise<Saving> {
  await lockClaims(
    tx,
    rows.map(({ id }) => id),
  );
  const facts = await readFacts(tx, rows, publisher);
  const verdicts: Verdict[] = [];
  for (const row of rows) verdicts.push(await saveRow(tx, row, facts));
  return { verdicts };
}

async function saveRow(tx: Tx, row: Row, { claims, edit }: RowFacts): Promise<Verdict> {
  try {
    if (row.op !== "update") {
      const message = "Claims come from the ERP; they are neither added nor deleted here.";
      throw new Refusal("ROLE_MISSING", message);
    }
    const claim = claims.get(row.id);
    const saved = editClaim(claim, row, edit);
    await tx.savepoint((inner) => saveEdit(inner, saved));
    return savedVerdict(row, claim);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    if (!refusal) throw error;
    return refused(refusal);
  }
}

async function readFacts(tx: Tx, rows: readonly Row[], publisher: Publisher): Promise<RowFacts> {
  const claims = await queries.claimsToDraft(
    tx,
    rows.map(({ id }) => id),
  );
  const named = [...claims, ...rows.map(({ changes }) => changes)];
  const promotions = await queries.promotionsNamed(
    tx,
    distinct(named.map(({ promotionId }) => promotionId)),
  );
  const people = await queries.peopleNamed(tx, distinct(named.map(({ assignedTo }) => assignedTo)));
  const { tolerance } = await companyRules(tx);
  return {
    claims: new Map(claims.map((claim) => [claim.id, claim])),
    edit: {
      rule: tolerance,
      by: publisher.caller.userId,
      promotions: new Map(promotions.map((promotion) => [promotion.wanted, promotion])),
      people: new Map(people.map(({ wanted, id }) => [wanted, id])),
    },
  };
}

function distinct(names: readonly (string | null | undefined)[]): string[] {
  const given = names.flatMap((name) => (name?.trim() ? [name.trim()] : []));
  return [...new Set(given)];
}

/** What an audit keeps of an edit, and what undoes it: the fields that were sent, before and after. */
function savedVerdict(row: Row, claim: queries.ClaimToDraft | undefined): Verdict {
  if (!claim) throw new Error("only a row that was found can have been saved");
  const fields = ClaimInputs.keyof().options.filter((field) => field in row.changes);
  const before = Object.fromEntries(fields.map((field) => [field, claim[field] ?? null]));
  return {
    kind: "saved",
    inverse: { op: "update", changes: before },
    entry: {
      act: "claim.inputs-changed",
      entity: "claim",
      entityId: row.id,
      before,
      after: row.changes,
    },
  };
}
