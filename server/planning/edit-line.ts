import { z } from "zod";
import { Money } from "../../shared/money.ts";
import { lineErrors } from "../../shared/planning/line-rules.ts";
import { spendOfLine } from "../../shared/planning/spend.ts";
import { type FieldError, Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import { Version } from "../../shared/wire.ts";
import type { PublishRow } from "../publish/table.ts";
import { type FundBook, holdOnFund } from "./fund-book.ts";
import type { LineRecord, LineToEdit } from "./line-edit.queries.ts";
import { refusalOfFields, refuseUnlessChangeable, stale } from "./may-edit.ts";
import type { NamedProduct, NamedPromotion, NamedTactic } from "./names.queries.ts";
import { entryOf, type Names } from "./names.ts";
import type { PromotionToEdit } from "./promotion-edit.queries.ts";
import {
  EMPTY_LINE,
  isSame,
  type LineChanges,
  type LineValues,
  resolveLine,
  valuesOf,
} from "./resolve-line.ts";

/** What the rows of a chunk share. Planned spend, products and funds are kept up to date row after row. */
export interface LineEditFacts {
  caller: Caller;
  lines: ReadonlyMap<string, LineToEdit>;
  promotions: ReadonlyMap<string, PromotionToEdit>;
  promotionNames: Names<NamedPromotion>;
  products: Names<NamedProduct>;
  tactics: Names<NamedTactic>;
  /** Planned spend of each promotion after the rows so far. */
  planned: Map<string, Money>;
  /** The line that has a product of a promotion, by `placeOf`. */
  places: Map<string, string>;
  book: FundBook;
}

/** What is to be done about a row; `promotionIds` are those whose planned spend and version change with it. */
export type LineEdit =
  | { kind: "none" }
  | { kind: "create"; record: LineRecord; after: LineValues; promotionIds: string[] }
  | {
      kind: "update";
      record: LineRecord;
      before: LineValues;
      after: LineValues;
      promotionIds: string[];
    }
  | { kind: "delete"; line: LineToEdit; promotionIds: string[] };

type Row = PublishRow<LineChanges>;

/**
 * Decides one row of the Promo Lines grid. Refused: NOT_FOUND, VERSION_STALE, ROLE_MISSING and MOVE_NOT_ALLOWED as its promotion
 * is, INVALID with every field, FUND_SHORT.
 */
export function editLine(row: Row, facts: LineEditFacts): LineEdit {
  const current = facts.lines.get(row.id);
  if (current) return changeLine(row, current, facts);
  if (row.op !== "create") throw new Refusal("NOT_FOUND", "This line is not there any more.");
  const { wanted, errors } = resolveLine(row.changes, EMPTY_LINE, facts);
  return writeLine({ row, current, wanted, errors }, facts);
}

function changeLine(row: Row, current: LineToEdit, facts: LineEditFacts): LineEdit {
  const { wanted, errors } = resolveLine(row.changes, current, facts);
  const isAsWanted = row.op !== "delete" && errors.length === 0 && isSame(current, wanted);
  if (isAsWanted) return { kind: "none" };
  if (row.version !== current.version) {
    throw stale({ number: "The line", version: current.version }, row.version);
  }
  refuseUnlessChangeable(promotionOf(current, facts), facts.caller);
  if (row.op === "delete") return deleteLine(current, facts);
  return writeLine({ row, current, wanted, errors }, facts);
}

function deleteLine(line: LineToEdit, facts: LineEditFacts): LineEdit {
  spend(line.promotionId, { less: spendOf(line), more: Money.zero, field: "promotionId" }, facts);
  facts.places.delete(placeOf(line));
  return { kind: "delete", line, promotionIds: [line.promotionId] };
}

interface Asked {
  row: Row;
  current: LineToEdit | undefined;
  wanted: LineValues;
  errors: FieldError[];
}

function writeLine({ row, current, wanted, errors }: Asked, facts: LineEditFacts): LineEdit {
  const { promotion, product } = named(row, { wanted, errors }, facts);
  refuseUnlessChangeable(promotion, facts.caller);

  const record = recordOf(row, { wanted, promotionId: promotion.id, productId: product.id });
  const field = "discountPerUnit" in row.changes ? "discountPerUnit" : "forecastedBaseUnits";
  move({ current, record, field }, facts);
  if (current) facts.places.delete(placeOf(current));
  facts.places.set(placeOf(record), row.id);
  if (!current) return { kind: "create", record, after: wanted, promotionIds: [promotion.id] };
  const promotionIds = [...new Set([promotion.id, current.promotionId])];
  return { kind: "update", record, before: valuesOf(current), after: wanted, promotionIds };
}

/** The promotion and product of a line; refuses whatever rule its values break. */
function named(
  { id }: Row,
  { wanted, errors }: { wanted: LineValues; errors: FieldError[] },
  facts: LineEditFacts,
) {
  const promotion = facts.promotions.get(wanted.promotionId ?? "");
  const product = entryOf(facts.products, wanted.productErpId);
  const ofPromotion = promotion && {
    promotionNumber: promotion.number,
    costBasis: entryOf(facts.tactics, promotion.tacticType)?.costBasis,
  };
  const isTwice = promotion && product && isTaken(id, { promotion, product }, facts);
  const ofProduct = product && { sku: product.code, isTwice };
  const all = [...errors, ...lineErrors(wanted, { ...ofPromotion, ...ofProduct })];
  if (all.length > 0 || !promotion || !product) throw refusalOfFields(all);
  return { promotion, product };
}

/** Whether another line has the product. */
function isTaken(
  lineId: string,
  { promotion, product }: { promotion: { id: string }; product: { id: string } },
  { places }: LineEditFacts,
): boolean {
  const holder = places.get(placeOf({ promotionId: promotion.id, productId: product.id }));
  return holder !== undefined && holder !== lineId;
}

/** Takes a line's spend from where it was and adds it where it is to be. */
function move(
  line: { current: LineToEdit | undefined; record: LineRecord; field: string },
  facts: LineEditFacts,
): void {
  const { current, record, field } = line;
  const more = spendOfLine({
    discountPerUnit: Money.of(record.discountPerUnit),
    baseUnits: record.forecastedBaseUnits,
    upliftUnits: record.forecastedUpliftUnits,
  });
  const stays = current?.promotionId === record.promotionId;
  spend(record.promotionId, { less: stays ? spendOf(current) : Money.zero, more, field }, facts);
  if (current && !stays) {
    spend(current.promotionId, { less: spendOf(current), more: Money.zero, field }, facts);
  }
}

function spend(
  promotionId: string,
  { less, more, field }: { less: Money; more: Money; field: string },
  facts: LineEditFacts,
): void {
  const promotion = promotionOf({ promotionId }, facts);
  const plannedSpend = facts.planned.get(promotionId) ?? promotion.plannedSpend;
  const after = plannedSpend.minus(less).plus(more);
  const held = { ...promotion, plannedSpend };
  holdOnFund(facts.book, { promotion: held, fundId: promotion.fundId, after, field });
  facts.planned.set(promotionId, after);
}

/** Where a line is: a product appears once in a promotion. */
export const placeOf = (line: { promotionId: string; productId: string }): string =>
  `${line.promotionId} ${line.productId}`;

const spendOf = (line: LineToEdit): Money =>
  spendOfLine({
    discountPerUnit: line.discountPerUnit,
    baseUnits: line.forecastedBaseUnits,
    upliftUnits: line.forecastedUpliftUnits,
  });

function promotionOf(
  { promotionId }: { promotionId: string },
  { promotions }: LineEditFacts,
): PromotionToEdit {
  const promotion = promotions.get(promotionId);
  if (!promotion) throw new Error(`the promotion ${promotionId} of a line was not read`);
  return promotion;
}

const Restored = z.object({ version: Version });

const recordOf = (
  { id, restore }: Row,
  line: { wanted: LineValues; promotionId: string; productId: string },
): LineRecord => ({
  id,
  promotionId: line.promotionId,
  productId: line.productId,
  discountPerUnit: (line.wanted.discountPerUnit ?? Money.zero).toString(),
  forecastedBaseUnits: line.wanted.forecastedBaseUnits ?? "0",
  forecastedUpliftUnits: line.wanted.forecastedUpliftUnits,
  // A line that comes back is not what anybody saw before it went.
  version: restore === undefined ? 1 : Restored.parse(restore).version + 1,
});
