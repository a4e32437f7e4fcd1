import type { Day } from "../day.ts";
import type { PromotionStatus } from "./promotion.ts";

/** What deciding overlaps needs of a promotion. */
export interface OverlapFacts {
  promotionId: string;
  number: string;
  status: PromotionStatus;
  /** The customer's place in the tree: labels from the top, parted by dots. */
  customerPath: string;
  /** Its first day and its last, sell-in and scan united. */
  from: Day;
  to: Day;
  skus: readonly string[];
}

/** Another promotion that competes for the same shelf: on which days and with which products. */
export interface Overlapping {
  promotionId: string;
  number: string;
  from: Day;
  to: Day;
  skus: string[];
}

/** Where hundreds run at once the dates are wrong, not the plan: so many are named of each, and no answer grows without end. */
const MOST_OVERLAPS = 50;

/** They will not run, so they stand in nobody's way. */
const OFF: readonly PromotionStatus[] = ["CANCELLED", "REJECTED"];

/** The first day and the last of a promotion: from whichever of sell-in and scan starts first to whichever ends last. */
export function performanceDays(window: {
  sellInStart: Day;
  sellInEnd: Day;
  scanStart: Day | null;
  scanEnd: Day | null;
}): { from: Day; to: Day } {
  const { sellInStart, sellInEnd, scanStart, scanEnd } = window;
  return {
    from: scanStart !== null && scanStart < sellInStart ? scanStart : sellInStart,
    to: scanEnd !== null && scanEnd > sellInEnd ? scanEnd : sellInEnd,
  };
}

/**
 * Which promotions overlap: the same customer or one above or below it, a product in common, and a day in common. Cancelled
 * and rejected ones are left out. The answer names each pair from both sides, others by their first day and then number, at
 * most `MOST_OVERLAPS` of each; a promotion that overlaps with none is not in it.
 */
export function overlapsOf(promotions: readonly OverlapFacts[]): Map<string, Overlapping[]> {
  const found = new Map<string, Overlapping[]>();
  const running = promotions
    .filter(({ status }) => !OFF.includes(status))
    .map((each) => ({ ...each, skus: new Set(each.skus) }))
    .toSorted((a, b) => order(a.from, b.from) || order(a.number, b.number));
  for (const [index, one] of running.entries()) {
    for (const other of running.slice(index + 1)) {
      // In the order of first days, nobody further on can begin before this one ends.
      if (other.from > one.to) break;
      if (isFull(found, one) && isFull(found, other)) continue;
      const shared = sharedBy(one, other);
      if (shared === null) continue;
      note(found, one, { ...shared, ...named(other) });
      note(found, other, { ...shared, ...named(one) });
    }
  }
  return found;
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A promotion whose products can be looked up. */
type Running = Omit<OverlapFacts, "skus"> & { skus: ReadonlySet<string> };

const named = ({ promotionId, number }: Running) => ({ promotionId, number });

const isFull = (found: ReadonlyMap<string, readonly Overlapping[]>, { promotionId }: Running) =>
  (found.get(promotionId)?.length ?? 0) >= MOST_OVERLAPS;

function note(found: Map<string, Overlapping[]>, one: Running, overlap: Overlapping): void {
  const known = found.get(one.promotionId);
  if (known === undefined) found.set(one.promotionId, [overlap]);
  else if (!isFull(found, one)) known.push(overlap);
}

/** The days and products that two promotions share; null when there is nothing. */
function sharedBy(one: Running, other: Running): Pick<Overlapping, "from" | "to" | "skus"> | null {
  if (one.promotionId === other.promotionId || !areInLine(one, other)) return null;
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  const skus = [...one.skus].filter((sku) => other.skus.has(sku)).toSorted(order);
  return from > to || skus.length === 0 ? null : { from, to, skus };
}

const areInLine = ({ customerPath: one }: Running, { customerPath: other }: Running) =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
