import { type ClaimBatch, ClaimInputs } from "../../shared/finance/claim.ts";
import { Refusal } from "../../shared/refusal.ts";
import { refusalOf } from "../db/constraint.ts";
import type { Tx } from "../db/pool.ts";
import { claimsById, lockClaims } from "./claim.queries.ts";
import { claimFor } from "./claim-row.ts";
import * as queries from "./draft.queries.ts";
import { type EditFacts, editClaim, saveEdit } from "./edit-claim.ts";
import {
  type Publisher,
  type Result,
  type Row,
  refusedRow,
  savedRow,
  takenBack,
} from "./publish-row.ts";
import { type AuditEntry, recordAct } from "./record.queries.ts";
import { companyRules } from "./rules.ts";
import { takingBack, Undo } from "./undo.ts";

interface RowFacts {
  claims: ReadonlyMap<string, queries.ClaimToDraft>;
  edit: EditFacts;
  publisher: Publisher;
}

/** Saves rows that were not answered before, in their order, and records every changed claim once. */
export async function saveClaims(
  tx: Tx,
  { batchId, rows, mode }: ClaimBatch,
  publisher: Publisher,
): Promise<Result[]> {
  const ids = rows.map(({ id }) => id);
  await lockClaims(tx, ids);
  const facts = await readFacts(tx, rows, publisher);

  const results = await takingBack(tx, async (inner) => {
    const saved: Result[] = [];
    const changed = new Set<string>();
    for (const row of rows) {
      const result = changed.has(row.id)
        ? refusedRow(row, alreadyChanged(), publisher)
        : await saveRow(inner, row, facts);
      if (result.outcome === "saved") changed.add(row.id);
      saved.push(result);
    }
    const refused = saved.some(({ outcome }) => outcome !== "saved");
    if (mode === "all" && refused) throw new Undo(saved.map((each) => takenBack(each, publisher)));
    return saved;
  });

  const after = new Map((await claimsById(tx, ids)).map((row) => [row.id, row]));
  const shown = results.map((result): Result => {
    const row = after.get(result.id);
    if (!row || (result.outcome !== "saved" && result.outcome !== "conflict")) return result;
    return { ...result, version: row.version, row: claimFor(publisher.caller, row) };
  });
  const entries = shown.flatMap((result, index) =>
    result.outcome === "saved" ? [entryOf(rows[index], { facts, batchId })] : [],
  );
  if (entries.length > 0) await recordAct(tx, entries);
  return shown;
}

const alreadyChanged = () =>
  new Refusal(
    "VERSION_STALE",
    "Another row of this publish changed this claim. Refresh, then edit.",
  );

async function saveRow(tx: Tx, row: Row, { claims, edit, publisher }: RowFacts): Promise<Result> {
  try {
    if (row.op !== "update") {
      const message = "Claims come from the ERP; they are neither added nor deleted here.";
      throw new Refusal("ROLE_MISSING", message);
    }
    const saved = editClaim(claims.get(row.id), row, edit);
    await tx.savepoint((inner) => saveEdit(inner, saved));
    return savedRow(row);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    if (!refusal) throw error;
    return refusedRow(row, refusal, publisher);
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
    publisher,
  };
}

function distinct(names: readonly (string | null | undefined)[]): string[] {
  const given = names.flatMap((name) => (name?.trim() ? [name.trim()] : []));
  return [...new Set(given)];
}

/** What an audit keeps of an edit: the fields that were sent, before and after. */
function entryOf(
  row: Row | undefined,
  { facts, batchId }: { facts: RowFacts; batchId: string },
): AuditEntry {
  const claim = row && facts.claims.get(row.id);
  if (!row || !claim) throw new Error("only a row that was found can have been saved");
  const fields = ClaimInputs.keyof().options.filter((field) => field in row.changes);
  return {
    act: "claim.inputs-changed",
    entity: "claim",
    entityId: row.id,
    before: Object.fromEntries(fields.map((field) => [field, claim[field] ?? null])),
    after: { ...row.changes, batchId },
  };
}
