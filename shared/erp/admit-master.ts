import type { AccountRecord } from "./account.ts";
import { admitChanges, type ChangeVerdict, type Known } from "./admit-changes.ts";
import { shown } from "./field.ts";
import type { PeriodRecord } from "./period.ts";
import type { ProductRecord } from "./product.ts";
import type { FieldFault } from "./record.ts";
import type { Numbered } from "./verdict.ts";

/** Decides what becomes of products. A SKU belongs to one product; `skuOwners` tells whose it is, by ERP id. */
export function admitProducts(
  records: readonly Numbered<ProductRecord>[],
  books: { known: ReadonlyMap<string, Known>; skuOwners: ReadonlyMap<string, string> },
): ChangeVerdict<ProductRecord> {
  const owners = new Map(books.skuOwners);
  return admitChanges(records, {
    keyField: "erpId",
    keyOf: ({ erpId }) => erpId,
    known: books.known,
    objectionsTo: ({ erpId, sku }) => {
      const owner = owners.get(sku) ?? erpId;
      if (owner === erpId) {
        owners.set(sku, erpId);
        return [];
      }
      const message = `sku ${shown(sku)} belongs to product ${shown(owner)}: correct one of the two; a SKU that moves is given up in one batch and taken in the next`;
      return [{ pointer: "/sku", code: "SKU_TAKEN", message }];
    },
  });
}

/** Decides what becomes of accounts. A role belongs to one account; it moves when its owner gives it up earlier in the file. */
export function admitAccounts(
  records: readonly Numbered<AccountRecord>[],
  books: { known: ReadonlyMap<string, Known>; roleOwners: ReadonlyMap<string, string> },
): ChangeVerdict<AccountRecord> {
  const owners = new Map(books.roleOwners);
  return admitChanges(records, {
    keyField: "code",
    keyOf: ({ code }) => code,
    known: books.known,
    objectionsTo: ({ code, role }) => {
      const owner = role === undefined ? code : (owners.get(role) ?? code);
      if (owner !== code) {
        const message = `role ${role} belongs to account ${shown(owner)}: send that account without the role first, or leave the role out here`;
        return [{ pointer: "/role", code: "ROLE_TAKEN", message }];
      }
      for (const [held, by] of owners) if (by === code) owners.delete(held);
      if (role !== undefined) owners.set(role, code);
      return [];
    },
  });
}

/** The key of a period: a code is unique within its ledger. */
export const periodKey = ({ ledger, code }: { ledger: string; code: string }) =>
  `${ledger} ${code}`;

/** A period of the books, by its key. */
export interface KnownPeriod extends Known {
  record: PeriodRecord;
}

/** Decides what becomes of periods. Those of one ledger never overlap; each is held against the ones before it in the file. */
export function admitPeriods(
  records: readonly Numbered<PeriodRecord>[],
  known: ReadonlyMap<string, KnownPeriod>,
): ChangeVerdict<PeriodRecord> {
  const calendar = new Map([...known].map(([key, period]) => [key, period.record]));
  return admitChanges(records, {
    keyField: "code",
    keyOf: periodKey,
    known,
    objectionsTo: (record) => {
      const faults = [...overlapFaults(record, calendar), ...leapFaults(record, known)];
      if (faults.length === 0) calendar.set(periodKey(record), record);
      return faults;
    },
  });
}

const overlap = (one: PeriodRecord, other: PeriodRecord) =>
  one.start <= other.end && other.start <= one.end;

function overlapFaults(
  record: PeriodRecord,
  calendar: ReadonlyMap<string, PeriodRecord>,
): FieldFault[] {
  const inTheWay = [...calendar.values()].find(
    (other) =>
      other.ledger === record.ledger && other.code !== record.code && overlap(other, record),
  );
  if (!inTheWay) return [];
  const message = `start ${record.start} to end ${record.end} overlaps period ${shown(inTheWay.code)} (${inTheWay.start} to ${inTheWay.end}) of the ledger ${record.ledger}: correct the days, or send the period that gives way first`;
  return [{ pointer: "/start", code: "PERIOD_OVERLAP", message }];
}

/** What was booked in a period stays in it, so its days may be corrected but not moved to another time. */
function leapFaults(record: PeriodRecord, known: ReadonlyMap<string, KnownPeriod>): FieldFault[] {
  const before = known.get(periodKey(record))?.record;
  if (!before || overlap(before, record)) return [];
  const message = `period ${shown(record.code)} was ${before.start} to ${before.end} and shares no day with ${record.start} to ${record.end}: give the new days a new code`;
  return [{ pointer: "/start", code: "PERIOD_MOVED", message }];
}
