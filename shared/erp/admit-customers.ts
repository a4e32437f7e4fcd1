import { admitChanges, type ChangeVerdict, type Known } from "./admit-changes.ts";
import type { CustomerRecord } from "./customer.ts";
import { shown } from "./field.ts";
import type { Numbered, Rejected } from "./verdict.ts";

/** A customer whose place in the hierarchy is new, and how many other placed customers stand above it. */
export interface Placement {
  erpId: string;
  parentErpId: string;
  level: number;
}

export interface CustomerVerdict extends ChangeVerdict<CustomerRecord> {
  /** To be carried out from the lowest level up, after everyone who moves has let go of their old parent. */
  placements: Placement[];
}

/** Every customer of the books, by ERP id, and the ERP id of its parent. */
export type Parents = ReadonlyMap<string, string | null>;

/**
 * Decides what becomes of customers. Parents may stand anywhere in the file; what counts is the hierarchy once all of it
 * is in. Every record on a circle is rejected, and then whoever names a parent that is not there.
 */
export function admitCustomers(
  records: readonly Numbered<CustomerRecord>[],
  books: { known: ReadonlyMap<string, Known>; parents: Parents },
): CustomerVerdict {
  const verdict = admitChanges(records, {
    keyField: "erpId",
    keyOf: ({ erpId }) => erpId,
    known: books.known,
  });
  for (;;) {
    const incoming = [...verdict.fresh, ...verdict.changed];
    const rejected = misplaced(incoming, books.parents);
    if (rejected.length === 0)
      return { ...verdict, placements: placementsOf(incoming, books.parents) };
    const gone = new Set(rejected.map(({ n }) => n));
    verdict.fresh = verdict.fresh.filter(({ n }) => !gone.has(n));
    verdict.changed = verdict.changed.filter(({ n }) => !gone.has(n));
    verdict.rejected.push(...rejected);
  }
}

function hierarchy(incoming: readonly Numbered<CustomerRecord>[], parents: Parents) {
  const after = new Map(parents);
  for (const { record } of incoming) after.set(record.erpId, record.parentErpId ?? null);
  return after;
}

function misplaced(incoming: readonly Numbered<CustomerRecord>[], parents: Parents): Rejected[] {
  const after = hierarchy(incoming, parents);
  const circle = customersOnCircles(after);
  const rejected: Rejected[] = [];
  for (const { n, record } of incoming) {
    const { erpId, parentErpId } = record;
    if (parentErpId === undefined) continue;
    if (circle.has(erpId)) {
      const message = `parentErpId ${shown(parentErpId)} makes ${shown(erpId)} its own ancestor: choose a parent that does not stand below it`;
      rejected.push({ n, faults: [{ pointer: "/parentErpId", code: "CUSTOMER_CYCLE", message }] });
    } else if (!after.has(parentErpId)) {
      const message = `parentErpId ${shown(parentErpId)} is no customer here and none that this file brings: send the parent as well, then retry this batch`;
      rejected.push({ n, faults: [{ pointer: "/parentErpId", code: "PARENT_UNKNOWN", message }] });
    }
  }
  return rejected;
}

/** Whoever is their own ancestor. Each customer is walked through once. */
function customersOnCircles(parents: Parents): Set<string> {
  const onCircle = new Set<string>();
  const walked = new Set<string>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let at: string | null = start;
    while (at !== null && !walked.has(at)) {
      walked.add(at);
      path.push(at);
      onPath.add(at);
      at = parents.get(at) ?? null;
    }
    if (at !== null && onPath.has(at)) {
      for (const each of path.slice(path.indexOf(at))) onCircle.add(each);
    }
  }
  return onCircle;
}

function placementsOf(
  incoming: readonly Numbered<CustomerRecord>[],
  parents: Parents,
): Placement[] {
  const after = hierarchy(incoming, parents);
  const moving = new Map<string, string | null>();
  for (const { record } of incoming) {
    const parentErpId = record.parentErpId ?? null;
    if (parentErpId !== (parents.get(record.erpId) ?? null)) moving.set(record.erpId, parentErpId);
  }
  return [...moving].flatMap(([erpId, parentErpId]) =>
    parentErpId === null
      ? []
      : [{ erpId, parentErpId, level: levelOf(parentErpId, after, moving) }],
  );
}

function levelOf(
  parentErpId: string,
  after: Parents,
  moving: ReadonlyMap<string, string | null>,
): number {
  let level = 0;
  for (let at: string | null = parentErpId; at !== null; at = after.get(at) ?? null) {
    if (moving.has(at)) level += 1;
  }
  return level;
}
