import { randomBytes } from "node:crypto";
import { AccountRecord } from "../../shared/erp/account.ts";
import type { Changed, ChangeVerdict } from "../../shared/erp/admit-changes.ts";
import { admitCustomers, type Placement } from "../../shared/erp/admit-customers.ts";
import {
  admitAccounts,
  admitPeriods,
  admitProducts,
  periodKey,
} from "../../shared/erp/admit-master.ts";
import { CustomerRecord } from "../../shared/erp/customer.ts";
import { PeriodRecord } from "../../shared/erp/period.ts";
import { ProductRecord } from "../../shared/erp/product.ts";
import type { Numbered, Rejected } from "../../shared/erp/verdict.ts";
import { uuidV7 } from "../../shared/ids.ts";
import type { Tx } from "../db/pool.ts";
import * as accounts from "../master/accounts.queries.ts";
import * as customers from "../master/customers.queries.ts";
import * as periods from "../master/periods.queries.ts";
import * as products from "../master/products.queries.ts";
import type { BatchAtWork, RawRecord } from "./batch.queries.ts";
import { type AuditEntry, readRaw, settleRecords } from "./promotion.ts";

type Fresh<Content> = Numbered<Content> & { id: string };

/** Takes customers into the books, then puts them under their parents, from the top down. */
export async function promoteCustomers(tx: Tx, batch: BatchAtWork, raws: readonly RawRecord[]) {
  const { read, rejected } = readRaw(CustomerRecord, raws, batch);
  const known = await customers.customersByErpId(
    tx,
    read.map(({ record }) => record.erpId),
  );
  const parents = await customers.customerParents(tx);
  const verdict = admitCustomers(read, {
    known: knownBy(known, ({ erpId }) => erpId),
    parents: new Map(parents.map(({ erpId, parentErpId }) => [erpId, parentErpId])),
  });

  const fresh = withIds(verdict.fresh);
  if (fresh.length > 0) await customers.insertCustomers(tx, rowsOf(fresh));
  if (verdict.changed.length > 0) {
    await customers.changeCustomers(tx, rowsOf(verdict.changed));
    await customers.detachCustomers(tx, movedFrom(verdict.changed));
  }
  for (const level of byLevel(verdict.placements)) await customers.placeCustomers(tx, level);
  await settle(tx, batch, { entity: "master.customers", fresh, verdict, rejected });
}

/** Takes products into the books. */
export async function promoteProducts(tx: Tx, batch: BatchAtWork, raws: readonly RawRecord[]) {
  const { read, rejected } = readRaw(ProductRecord, raws, batch);
  const known = await products.productsByErpId(
    tx,
    read.map(({ record }) => record.erpId),
  );
  const owners = await products.skuOwners(
    tx,
    read.map(({ record }) => record.sku),
  );
  const verdict = admitProducts(read, {
    known: knownBy(known, ({ erpId }) => erpId),
    skuOwners: new Map(owners.map(({ sku, erpId }) => [sku, erpId])),
  });

  const fresh = withIds(verdict.fresh);
  if (fresh.length > 0) await products.insertProducts(tx, rowsOf(fresh));
  if (verdict.changed.length > 0) await products.changeProducts(tx, rowsOf(verdict.changed));
  await settle(tx, batch, { entity: "master.products", fresh, verdict, rejected });
}

/** Takes accounts into the chart. */
export async function promoteAccounts(tx: Tx, batch: BatchAtWork, raws: readonly RawRecord[]) {
  const { read, rejected } = readRaw(AccountRecord, raws, batch);
  const chart = await accounts.chartOfAccounts(tx);
  const verdict = admitAccounts(read, {
    known: knownBy(chart, ({ code }) => code),
    roleOwners: new Map(chart.flatMap(({ role, code }) => (role === null ? [] : [[role, code]]))),
  });

  const fresh = withIds(verdict.fresh);
  if (verdict.changed.length > 0) {
    await accounts.releaseRoles(
      tx,
      verdict.changed.map(({ id }) => id),
    );
    await accounts.changeAccounts(tx, rowsOf(verdict.changed));
  }
  if (fresh.length > 0) await accounts.insertAccounts(tx, rowsOf(fresh));
  await settle(tx, batch, { entity: "master.chart_of_accounts", fresh, verdict, rejected });
}

/** Takes periods into the calendar. */
export async function promotePeriods(tx: Tx, batch: BatchAtWork, raws: readonly RawRecord[]) {
  const { read, rejected } = readRaw(PeriodRecord, raws, batch);
  const calendar = await periods.fiscalPeriods(tx);
  const known = calendar.map(({ id, ...record }) => [periodKey(record), { id, record }] as const);
  const verdict = admitPeriods(read, new Map(known));

  const fresh = withIds(verdict.fresh);
  if (verdict.changed.length > 0) {
    await periods.shrinkPeriods(tx, rowsOf(verdict.changed));
    await periods.changePeriods(tx, rowsOf(verdict.changed));
  }
  if (fresh.length > 0) await periods.insertPeriods(tx, rowsOf(fresh));
  await settle(tx, batch, { entity: "master.fiscal_periods", fresh, verdict, rejected });
}

async function settle<Content>(
  tx: Tx,
  batch: BatchAtWork,
  done: {
    entity: string;
    fresh: readonly Fresh<Content>[];
    verdict: ChangeVerdict<Content>;
    rejected: readonly Rejected[];
  },
): Promise<void> {
  const { entity, fresh, verdict, rejected } = done;
  const entry = (act: string, id: string): Pick<AuditEntry, "act" | "entity" | "entityId"> => ({
    act: `${entity.replace(/^master\.|s$/g, "")}.${act}`,
    entity,
    entityId: id,
  });
  await settleRecords(tx, batch, {
    promoted: {
      accepted: fresh.map(({ n, id }) => ({ n, entityId: id })),
      updated: verdict.changed.map(({ n, id }) => ({ n, entityId: id })),
      duplicates: verdict.duplicates,
      rejected: [...rejected, ...verdict.rejected],
    },
    audit: [
      ...fresh.map(({ id, record }) => ({ ...entry("received", id), after: record })),
      ...verdict.changed.map(({ id, record, before }) => ({
        ...entry("changed", id),
        before,
        after: record,
      })),
    ],
  });
}

function knownBy<Row extends { id: string }>(rows: readonly Row[], keyOf: (row: Row) => string) {
  return new Map(
    rows.map((row) => {
      const { id, ...record } = row;
      return [keyOf(row), { id, record }];
    }),
  );
}

function withIds<Content>(fresh: readonly Numbered<Content>[]): Fresh<Content>[] {
  const now = Date.now();
  return fresh.map((each) => ({ ...each, id: uuidV7(now, randomBytes(16)) }));
}

const rowsOf = <Content extends object>(records: readonly (Numbered<Content> & { id: string })[]) =>
  records.map(({ id, record }) => ({ ...record, id }));

const movedFrom = (changed: readonly Changed<CustomerRecord>[]) =>
  changed
    .filter(({ record, before }) => (record.parentErpId ?? null) !== before["parentErpId"])
    .map(({ record }) => record.erpId);

function byLevel(placements: readonly Placement[]): Placement[][] {
  const levels: Placement[][] = [];
  for (const placement of placements) {
    const level = levels[placement.level] ?? [];
    level.push(placement);
    levels[placement.level] = level;
  }
  return levels.filter((level) => level !== undefined);
}
