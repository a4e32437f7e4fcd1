import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import {
  type DecidedRow,
  decideRows,
  goodOnes,
  savedRow,
  verdictOn,
} from "../publish/decide-rows.ts";
import type { Publisher, PublishRow, Saving, Verdict } from "../publish/table.ts";
import { writeRows } from "../publish/write-rows.ts";
import { ownTenant } from "../tenancy/queries.ts";
import { editPromotion, type PromotionEdit } from "./edit-promotion.ts";
import { fundsLeft, lockFunds } from "./fund.queries.ts";
import { holdsFund, openFundBook } from "./fund-book.ts";
import * as names from "./names.queries.ts";
import { readNames } from "./names.ts";
import * as edits from "./promotion-edit.queries.ts";
import * as writes from "./promotion-writes.queries.ts";
import { reactToChange } from "./react-to-change.ts";
import type { PromotionChanges, PromotionEditFacts } from "./resolve-promotion.ts";

type Row = PublishRow<PromotionChanges>;
type Decided = DecidedRow<Row, PromotionEdit>;

/**
 * Saves rows of the Promotions grid: locks them, reads what all of them need in a few statements, decides each in its order,
 * writes the good ones together, and lets the changed ones go back for approval.
 */
export async function savePromotions(
  tx: Tx,
  rows: readonly Row[],
  publisher: Publisher,
): Promise<Saving> {
  const facts = await readFacts(tx, rows, publisher);
  const decisions = decideRows(rows, (row) => editPromotion(row, facts));
  const good = goodOnes(decisions);
  const snapshots = await snapshotsOf(tx, good);
  const failed = await writePromotions(tx, good, publisher);
  const verdicts = decisions.map((decision) =>
    verdictOn(decision, failed, (decided) => verdictOf(decided, snapshots)),
  );
  const promotionIds = good.flatMap((decided) =>
    decided.edit.kind === "update" && decided.edit.isMaterial && !failed.has(decided)
      ? [decided.row.id]
      : [],
  );
  const { caller, now } = publisher;
  return { verdicts, entries: await reactToChange(tx, { promotionIds, caller, now }) };
}

async function readFacts(
  tx: Tx,
  rows: readonly Row[],
  { caller }: Publisher,
): Promise<PromotionEditFacts> {
  const ids = rows.map(({ id }) => id);
  await edits.lockPromotions(tx, ids);
  const promotions = await edits.promotionsToEdit(tx, ids);
  const changes = rows.map((row) => row.changes);
  const named = [...promotions, ...changes];
  const tactics = await names.tacticsNamed(tx);
  const funds = await readNames(
    named.map(({ fundId }) => fundId),
    (asked) => names.fundsNamed(tx, asked),
  );
  return {
    caller,
    promotions: new Map(promotions.map((promotion) => [promotion.id, promotion])),
    customers: await readNames(
      named.flatMap(({ customerErpId, billThroughErpId }) => [customerErpId, billThroughErpId]),
      (asked) => names.customersNamed(tx, asked),
    ),
    tactics: await readNames(
      named.map(({ tacticType }) => tacticType),
      () => Promise.resolve(tactics),
    ),
    funds,
    people: await readNames(
      changes.map(({ ownerId }) => ownerId),
      (asked) => names.peopleNamed(tx, asked),
    ),
    book: await lockedBook(tx, { promotions, rows, funds }),
  };
}

/** The funds that submitted and approved promotions of the chunk hold, or are to hold: locked, with what is left. */
async function lockedBook(
  tx: Tx,
  chunk: {
    promotions: readonly edits.PromotionToEdit[];
    rows: readonly Row[];
    funds: PromotionEditFacts["funds"];
  },
) {
  const holding = new Set(chunk.promotions.filter(holdsFund).map(({ id }) => id));
  const asked = chunk.rows.flatMap(({ id, changes }) =>
    holding.has(id) && changes.fundId ? [changes.fundId] : [],
  );
  const wanted = asked.flatMap((text) => {
    const found = chunk.funds(text, { field: "fundId", what: "fund" });
    return "entry" in found ? [found.entry.id] : [];
  });
  const held = chunk.promotions.flatMap(({ id, fundId }) =>
    holding.has(id) && fundId ? [fundId] : [],
  );
  const ids = [...new Set([...held, ...wanted])];
  if (ids.length === 0) return openFundBook([]);
  await lockFunds(tx, ids);
  return openFundBook(await fundsLeft(tx, ids));
}

async function snapshotsOf(tx: Tx, good: readonly Decided[]): Promise<ReadonlyMap<string, object>> {
  const ids = good.flatMap(({ edit }) => (edit.kind === "delete" ? [edit.id] : []));
  if (ids.length === 0) return new Map();
  const found = await writes.promotionSnapshots(tx, ids);
  return new Map(found.map(({ id, snapshot }) => [id, snapshot]));
}

async function writePromotions(tx: Tx, good: readonly Decided[], { caller }: Publisher) {
  const created = good.filter(({ edit }) => edit.kind === "create").length;
  const numbers = created > 0 ? await edits.takePromotionNumbers(tx, created) : [];
  const numbered = numberFrom(good, numbers[0]?.first ?? 0);
  const [tenant] = created > 0 ? await ownTenant(tx) : [];
  const currency = tenant ? Settings.parse(tenant.settings).currency : "";
  return writeRows(tx, good, async (inner, some) => {
    const kinds = sorted(some, numbered);
    if (kinds.deleted.length > 0) await writes.deletePromotions(inner, kinds.deleted);
    if (kinds.restored.length > 0) await writes.restorePromotions(inner, kinds.restored);
    if (kinds.updated.length > 0) await writes.updatePromotions(inner, kinds.updated);
    if (kinds.created.length > 0) {
      await writes.insertPromotions(inner, { records: kinds.created, by: caller.userId, currency });
    }
  });
}

/** A number for each new promotion, in the order of the rows. */
function numberFrom(good: readonly Decided[], first: number): ReadonlyMap<Decided, string> {
  const created = good.filter(({ edit }) => edit.kind === "create");
  return new Map(created.map((decided, index) => [decided, `P-${first + index}`]));
}

function sorted(some: readonly Decided[], numbered: ReadonlyMap<Decided, string>) {
  return {
    deleted: some.flatMap(({ edit }) => (edit.kind === "delete" ? [edit.id] : [])),
    restored: some.flatMap(({ edit }) => (edit.kind === "restore" ? [edit.snapshot] : [])),
    updated: some.flatMap(({ edit }) => (edit.kind === "update" ? [edit.record] : [])),
    created: some.flatMap((decided) =>
      decided.edit.kind === "create"
        ? [{ ...decided.edit.record, number: numbered.get(decided) ?? "" }]
        : [],
    ),
  };
}

function verdictOf({ row, edit }: Decided, snapshots: ReadonlyMap<string, object>): Verdict {
  const record = { entity: "promotion", entityId: row.id };
  switch (edit.kind) {
    case "none":
      return savedRow(null, null);
    case "create":
      return savedRow(
        { op: "delete", changes: {} },
        { ...record, act: "promotion.created", after: edit.after },
      );
    case "update":
      return savedRow(
        { op: "update", changes: edit.before },
        { ...record, act: "promotion.changed", before: edit.before, after: edit.after },
      );
    case "delete":
      return savedRow(
        { op: "create", changes: {}, restore: snapshots.get(edit.id) },
        { ...record, act: "promotion.deleted", before: edit.before },
      );
    case "restore":
      return savedRow({ op: "delete", changes: {} }, { ...record, act: "promotion.restored" });
  }
}
