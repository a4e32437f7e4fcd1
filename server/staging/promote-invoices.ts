import type { Changed } from "../../shared/erp/admit-changes.ts";
import {
  admitInvoices,
  type InvoiceBooks,
  type InvoiceLine,
  type KnownInvoiceLine,
  lineKey,
} from "../../shared/erp/admit-invoices.ts";
import { InvoiceRecord } from "../../shared/erp/invoice.ts";
import type { Numbered } from "../../shared/erp/verdict.ts";
import type { Tx } from "../db/pool.ts";
import { newId } from "../mint.ts";
import type { BatchAtWork, RawRecord } from "./batch.queries.ts";
import { currencyOfBooks, customersNamed } from "./deductions.queries.ts";
import * as queries from "./invoices.queries.ts";
import { type AuditEntry, readRaw, settleRecords } from "./promotion.ts";

/**
 * Takes a chunk of invoice lines into the books: the facts of what was shipped, and the invoices in the ERP's mirror. Then
 * every promotion that a new, changed or moved line falls into looks at what it accrues.
 */
export async function promoteInvoices(
  tx: Tx,
  batch: BatchAtWork,
  raws: readonly RawRecord[],
): Promise<void> {
  const { read, rejected } = readRaw(InvoiceRecord, raws, batch);
  await queries.holdInvoices(tx);
  const facts = await readFacts(tx, batch, read);
  const { fresh, changed, duplicates, ...verdict } = admitInvoices(read, facts.books);
  const moved = movedInvoices([...fresh, ...changed], facts.received);

  await writeLines(tx, batch, { fresh, changed, moved, facts });
  await mirrorInvoices(tx, batch, { written: [...fresh, ...changed], facts });
  await queries.enqueueAccruals(tx, touchedBy({ fresh, changed, moved, facts }));
  const invoiceOf = ({ n, record }: Numbered<InvoiceLine>) => ({
    n,
    entityId: facts.idOf(record.invoiceId),
  });
  await settleRecords(tx, batch, {
    promoted: {
      accepted: fresh.map(invoiceOf),
      updated: changed.map(invoiceOf),
      duplicates,
      rejected: [...rejected, ...verdict.rejected],
    },
    audit: [
      ...received(batch, fresh, facts),
      ...changed.map((line) => corrected(batch, line, facts)),
    ],
  });
}

/** What the books know of a chunk. */
interface Facts {
  books: InvoiceBooks;
  customerIds: ReadonlyMap<string, string>;
  productIds: ReadonlyMap<string, string>;
  /** All lines that the books have of the chunk's invoices. */
  received: readonly queries.ReceivedLine[];
  /** The id of an invoice in the mirror; one that is not there yet gets this one. */
  idOf: (invoiceId: string) => string;
}

async function readFacts(
  tx: Tx,
  batch: BatchAtWork,
  read: readonly Numbered<InvoiceRecord>[],
): Promise<Facts> {
  const all = (value: (record: InvoiceRecord) => string) => [
    ...new Set(read.map(({ record }) => value(record))),
  ];
  const [company] = await currencyOfBooks(tx);
  const [span] = await queries.spanOfFacts(tx);
  const customers = await customersNamed(
    tx,
    all(({ customerErpId }) => customerErpId),
  );
  const products = await queries.productsNamed(
    tx,
    all(({ productErpId }) => productErpId),
  );
  const lines = await queries.linesReceived(tx, namedInvoices(read));
  const idOf = idsOf(lines);
  return {
    books: {
      currency: company?.currency ?? "USD",
      customers: new Set(customers.map(({ erpId }) => erpId)),
      products: new Set(products.map(({ erpId }) => erpId)),
      known: new Map(lines.map((line) => [lineKey(line), knownLine(line, { batch, idOf })])),
      span: span ?? { from: "", to: "" },
    },
    customerIds: new Map(customers.map(({ erpId, id }) => [erpId, id])),
    productIds: new Map(products.map(({ erpId, id }) => [erpId, id])),
    received: lines,
    idOf,
  };
}

function namedInvoices(read: readonly Numbered<InvoiceRecord>[]) {
  const named = read.map(({ record: { invoiceId, invoiceDate } }) => ({ invoiceId, invoiceDate }));
  return [
    ...new Map(named.map((each) => [`${each.invoiceDate} ${each.invoiceId}`, each])).values(),
  ];
}

function idsOf(lines: readonly queries.ReceivedLine[]): Facts["idOf"] {
  const ids = new Map(lines.flatMap(({ invoiceId, id }) => (id ? [[invoiceId, id]] : [])));
  return (invoiceId) => {
    const id = ids.get(invoiceId) ?? newId();
    ids.set(invoiceId, id);
    return id;
  };
}

function knownLine(
  { batchId, customerId: _customer, productId: _product, id: _id, ...record }: queries.ReceivedLine,
  { batch, idOf }: { batch: BatchAtWork; idOf: Facts["idOf"] },
): KnownInvoiceLine {
  return { id: idOf(record.invoiceId), record, isOfThisBatch: batchId === batch.id };
}

interface Move {
  invoiceId: string;
  from: string;
  to: string;
}

/** An invoice has one date, so a line with another one takes all lines of its invoice along. */
function movedInvoices(
  written: readonly Numbered<InvoiceLine>[],
  lines: readonly queries.ReceivedLine[],
): Move[] {
  const dates = new Map(written.map(({ record }) => [record.invoiceId, record.invoiceDate]));
  const moves = lines.flatMap(({ invoiceId, invoiceDate: from }) => {
    const to = dates.get(invoiceId);
    return to === undefined || to === from ? [] : [{ invoiceId, from, to }];
  });
  return [...new Map(moves.map((move) => [move.invoiceId, move])).values()];
}

interface Written {
  fresh: readonly Numbered<InvoiceLine>[];
  changed: readonly Changed<InvoiceLine>[];
  moved: readonly Move[];
  facts: Facts;
}

async function writeLines(
  tx: Tx,
  batch: BatchAtWork,
  { fresh, changed, moved, facts }: Written,
): Promise<void> {
  const days = [...fresh, ...changed].map(({ record }) => record.invoiceDate);
  if (days.length === 0) return;
  await queries.makeMonths(tx, [...new Set(days)]);
  if (moved.length > 0) await queries.moveInvoices(tx, moved);
  if (changed.length > 0) {
    const rows = changed.map(({ record }) => rowOf(record, facts));
    await queries.changeLines(tx, batch.id, rows);
  }
  const rows = fresh.map(({ record }) => rowOf(record, facts));
  if (rows.length > 0) await queries.insertLines(tx, batch.id, rows);
}

function rowOf(record: InvoiceLine, { customerIds, productIds }: Facts): queries.LineRow {
  const customerId = customerIds.get(record.customerErpId);
  const productId = productIds.get(record.productErpId);
  if (!customerId || !productId) throw new Error(`an admitted line of ${record.invoiceId} is lost`);
  return { ...record, customerId, productId };
}

async function mirrorInvoices(
  tx: Tx,
  batch: BatchAtWork,
  { written, facts }: { written: readonly Numbered<InvoiceLine>[]; facts: Facts },
): Promise<void> {
  const dates = new Map([
    ...facts.received.flatMap(({ id, invoiceId, invoiceDate }) =>
      id === null ? [[invoiceId, invoiceDate] as const] : [],
    ),
    ...written.map(({ record }) => [record.invoiceId, record.invoiceDate] as const),
  ]);
  const invoices = [...dates].map(([invoiceId, invoiceDate]) => ({
    id: facts.idOf(invoiceId),
    invoice_id: invoiceId,
    invoice_date: invoiceDate,
    batch_id: batch.id,
  }));
  if (invoices.length > 0) await queries.mirrorInvoices(tx, invoices);
}

/** Where shipments were and where they are now: what left a promotion counts as much as what came. */
function touchedBy({ fresh, changed, moved, facts }: Written): queries.Touched[] {
  const changedKeys = new Set(changed.map(({ record }) => lineKey(record)));
  const movedTo = new Map(moved.map(({ invoiceId, to }) => [invoiceId, to]));
  const now = [...fresh, ...changed].map(({ record }) => {
    const { customerId, productId, invoiceDate } = rowOf(record, facts);
    return { customerId, productId, day: invoiceDate };
  });
  const before = facts.received.flatMap((line) => {
    const to = movedTo.get(line.invoiceId);
    if (to === undefined && !changedKeys.has(lineKey(line))) return [];
    const { customerId, productId, invoiceDate } = line;
    return [invoiceDate, to ?? invoiceDate].map((day) => ({ customerId, productId, day }));
  });
  return [...now, ...before];
}

/** One entry for each invoice that lines were received of. */
function received(
  batch: BatchAtWork,
  fresh: readonly Numbered<InvoiceLine>[],
  { idOf }: Facts,
): AuditEntry[] {
  const invoices = new Map<string, InvoiceLine[]>();
  for (const { record } of fresh) {
    const lines = invoices.get(record.invoiceId) ?? [];
    lines.push(record);
    invoices.set(record.invoiceId, lines);
  }
  return [...invoices].map(([invoiceId, lines]) => ({
    act: "invoice.received",
    entity: "finance.gl_transactions",
    entityId: idOf(invoiceId),
    after: { invoiceId, lines, batchId: batch.id },
  }));
}

const corrected = (
  batch: BatchAtWork,
  { record, before }: Changed<InvoiceLine>,
  { idOf }: Facts,
): AuditEntry => ({
  act: "invoice.corrected",
  entity: "finance.gl_transactions",
  entityId: idOf(record.invoiceId),
  before,
  after: { ...record, batchId: batch.id },
});
