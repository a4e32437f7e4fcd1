import { shown } from "./field.ts";
import type { FieldFault } from "./record.ts";
import { type Duplicate, differences, inWords, type Numbered, type Rejected } from "./verdict.ts";

/** A customer, product, account or period as the books have it, in the words of its record. */
export interface Known {
  id: string;
  record: Readonly<Record<string, unknown>>;
}

/** A record that changes what the books say; `before` is what they said. */
export interface Changed<Content> extends Numbered<Content> {
  id: string;
  before: Known["record"];
}

/** What becomes of the records of a master feed. */
export interface ChangeVerdict<Content> {
  fresh: Numbered<Content>[];
  changed: Changed<Content>[];
  duplicates: Duplicate[];
  rejected: Rejected[];
}

/** How a feed names its records, what the books have, and what else may speak against a record. */
export interface ChangeRules<Content> {
  /** The field that names the record, as an error points at it. */
  keyField: string;
  keyOf: (record: Content) => string;
  known: ReadonlyMap<string, Known>;
  /** Asked for each new or changed record in the order of the file; an empty answer means that the record is taken. */
  objectionsTo?: (record: Content) => FieldFault[];
}

/**
 * Decides what becomes of each record of a master feed. A record states the whole thing: it makes it, changes it, or says
 * what is known already. Twice in one file with other content, the first counts and the second is rejected.
 */
export function admitChanges<Content extends Readonly<Record<string, unknown>>>(
  records: readonly Numbered<Content>[],
  rules: ChangeRules<Content>,
): ChangeVerdict<Content> {
  const verdict: ChangeVerdict<Content> = { fresh: [], changed: [], duplicates: [], rejected: [] };
  const taken = new Map<string, Numbered<Content>>();
  for (const { n, record } of records) {
    const key = rules.keyOf(record);
    const first = taken.get(key);
    const known = rules.known.get(key);
    if (first) judgeCopy({ n, record }, { first, known, rules, verdict });
    else if (known && differences(known.record, record).length === 0) {
      taken.set(key, { n, record });
      verdict.duplicates.push({ n, entityId: known.id });
    } else {
      const faults = rules.objectionsTo?.(record) ?? [];
      if (faults.length > 0) {
        verdict.rejected.push({ n, faults });
        continue;
      }
      taken.set(key, { n, record });
      if (known) verdict.changed.push({ n, record, id: known.id, before: known.record });
      else verdict.fresh.push({ n, record });
    }
  }
  return verdict;
}

function judgeCopy<Content extends Readonly<Record<string, unknown>>>(
  { n, record }: Numbered<Content>,
  against: {
    first: Numbered<Content>;
    known: Known | undefined;
    rules: ChangeRules<Content>;
    verdict: ChangeVerdict<Content>;
  },
): void {
  const { first, known, rules, verdict } = against;
  const found = differences(first.record, record);
  if (found.length === 0) {
    verdict.duplicates.push({ n, entityId: known?.id ?? null });
    return;
  }
  const { keyField } = rules;
  const message = `${keyField} ${shown(String(record[keyField]))} is also record ${first.n} of this file with other content: ${inWords(found)}. Keep one of the two`;
  verdict.rejected.push({ n, faults: [{ pointer: `/${keyField}`, code: "SENT_TWICE", message }] });
}
