import type { Money } from "../../shared/money.ts";
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
import { editLine, type LineEdit, type LineEditFacts, placeOf } from "./edit-line.ts";
import { fundsLeft, lockFunds } from "./fund.queries.ts";
import { holdsFund, openFundBook } from "./fund-book.ts";
import * as edits from "./line-edit.queries.ts";
import * as names from "./names.queries.ts";
import { readNames } from "./names.ts";
import { lockPromotions, promotionsToEdit } from "./promotion-edit.queries.ts";
import { addUpLines } from "./promotion-writes.queries.ts";
import { reactToChange } from "./react-to-change.ts";
import { type LineChanges, valuesOf } from "./resolve-line.ts";

type Row = PublishRow<LineChanges>;
type Decided = DecidedRow<Row, LineEdit>;

/**
 * Saves rows of the Promo Lines grid: locks their promotions, decides each row in its order, writes the good ones together, adds
 * up the promotions anew, and lets those that had been submitted go back for approval.
 */
export async function saveLines(
  tx: Tx,
  rows: readonly Row[],
  publisher: Publisher,
): Promise<Saving> {
  const facts = await readFacts(tx, rows, publisher);
  const decisions = decideRows(rows, (row) => editLine(row, facts));
  const good = goodOnes(decisions);
  const failed = await writeRows(tx, good, writeLines);
  const written = good.filter((decided) => !failed.has(decided));
  const promotionIds = [
    ...new Set(written.flatMap(({ edit }) => (edit.kind === "none" ? [] : edit.promotionIds))),
  ];
  if (promotionIds.length > 0) await addUpLines(tx, promotionIds);
  const { caller, now } = publisher;
  return {
    verdicts: decisions.map((decision) => verdictOn(decision, failed, verdictOf)),
    entries: await reactToChange(tx, { promotionIds, caller, now }),
  };
}

async function readFacts(
  tx: Tx,
  rows: readonly Row[],
  { caller }: Publisher,
): Promise<LineEditFacts> {
  const ids = rows.map(({ id }) => id);
  const promotionNames = await readNames(
    rows.map(({ changes }) => changes.promotionId),
    (asked) => names.promotionsNamed(tx, asked),
  );
  const promotions = await lockedPromotions(tx, rows, promotionNames);
  const promotionIds = promotions.map(({ id }) => id);
  const lines = await edits.linesToEdit(tx, ids);
  const places = await edits.productsOf(tx, promotionIds);
  const tactics = await names.tacticsNamed(tx);
  return {
    caller,
    lines: new Map(lines.map((line) => [line.id, line])),
    promotions: new Map(promotions.map((promotion) => [promotion.id, promotion])),
    promotionNames,
    products: await readNames(
      [...lines, ...rows.map(({ changes }) => changes)].map(({ productErpId }) => productErpId),
      (asked) => names.productsNamed(tx, asked),
    ),
    tactics: await readNames(
      promotions.map(({ tacticType }) => tacticType),
      () => Promise.resolve(tactics),
    ),
    planned: new Map<string, Money>(),
    places: new Map(places.map((line) => [placeOf(line), line.id])),
    book: await lockedBook(tx, promotions.filter(holdsFund)),
  };
}

/** The promotions that the lines belong to, or are to belong to. */
async function lockedPromotions(
  tx: Tx,
  rows: readonly Row[],
  promotionNames: LineEditFacts["promotionNames"],
) {
  const now = await edits.promotionsOfLines(
    tx,
    rows.map(({ id }) => id),
  );
  const wanted = rows.flatMap(({ changes }) => {
    const named = { field: "promotionId", what: "promotion" };
    const found = changes.promotionId ? promotionNames(changes.promotionId, named) : null;
    return found && "entry" in found ? [found.entry.id] : [];
  });
  const ids = [...new Set([...now.map(({ promotionId }) => promotionId), ...wanted])];
  await lockPromotions(tx, ids);
  return promotionsToEdit(tx, ids);
}

async function lockedBook(tx: Tx, holding: readonly { fundId: string | null }[]) {
  const ids = [...new Set(holding.flatMap(({ fundId }) => (fundId ? [fundId] : [])))];
  if (ids.length === 0) return openFundBook([]);
  await lockFunds(tx, ids);
  return openFundBook(await fundsLeft(tx, ids));
}

async function writeLines(tx: Tx, some: readonly Decided[]): Promise<void> {
  const deleted = some.flatMap(({ edit }) => (edit.kind === "delete" ? [edit.line.id] : []));
  const updated = some.flatMap(({ edit }) => (edit.kind === "update" ? [edit.record] : []));
  const created = some.flatMap(({ edit }) => (edit.kind === "create" ? [edit.record] : []));
  if (deleted.length > 0) await edits.deleteLines(tx, deleted);
  if (updated.length > 0) await edits.updateLines(tx, updated);
  if (created.length > 0) await edits.insertLines(tx, created);
}

function verdictOf({ row, edit }: Decided): Verdict {
  const record = { entity: "promotion-line", entityId: row.id };
  switch (edit.kind) {
    case "none":
      return savedRow(null, null);
    case "create":
      return savedRow(
        { op: "delete", changes: {} },
        { ...record, act: "promotion-line.created", after: edit.after },
      );
    case "update":
      return savedRow(
        { op: "update", changes: edit.before },
        { ...record, act: "promotion-line.changed", before: edit.before, after: edit.after },
      );
    case "delete":
      return savedRow(
        {
          op: "create",
          changes: valuesOf(edit.line),
          restore: { version: edit.line.version },
        },
        { ...record, act: "promotion-line.deleted", before: valuesOf(edit.line) },
      );
  }
}
