import { Money } from "../money.ts";
import { admitChanges, type ChangeVerdict, type Known } from "./admit-changes.ts";
import { shown } from "./field.ts";
import type { InvoiceRecord } from "./invoice.ts";
import type { FieldFault } from "./record.ts";
import type { Numbered } from "./verdict.ts";

/** A line that the books have already, with the id of its invoice, and whether this very batch brought it. */
export interface KnownInvoiceLine extends Known {
  isOfThisBatch: boolean;
}

/** What the books know of the customers, products and lines that a chunk of invoices names. */
export interface InvoiceBooks {
  /** The currency the books are kept in; no other is taken yet. */
  currency: string;
  customers: ReadonlySet<string>;
  products: ReadonlySet<string>;
  /** By `lineKey`. */
  known: ReadonlyMap<string, KnownInvoiceLine>;
  /** Facts are kept by month, for months in this span. */
  span: { from: string; to: string };
}

/** A line with everything that may be left out filled in, so that it can be compared and written. */
export type InvoiceLine = Omit<InvoiceRecord, "offInvoiceAmount" | "currency"> & {
  offInvoiceAmount: Money;
  currency: string;
};

/** Names a line within the company. */
export const lineKey = ({ invoiceId, line }: { invoiceId: string; line: number }): string =>
  `${line} ${invoiceId}`;

/**
 * Decides what becomes of each line of an invoice. A line states the whole of itself: it is new, it replaces what the books
 * say (the ERP corrected it), or it says what is known already. Twice in one file with other content, the first counts. All
 * lines of an invoice that one file brings have one date, which is then the date of the whole invoice.
 */
export function admitInvoices(
  records: readonly Numbered<InvoiceRecord>[],
  books: InvoiceBooks,
): ChangeVerdict<InvoiceLine> {
  const lines = records.map(({ n, record }) => ({ n, record: filledIn(record, books) }));
  // Of several with one key a Map keeps the last: backwards, that is the first of the file.
  const first = new Map(lines.toReversed().map((line) => [line.record.invoiceId, line] as const));
  return admitChanges(lines, {
    keyField: "invoiceId",
    keyOf: lineKey,
    known: books.known,
    objectionsTo: (record) => [
      ...faultsInBooks(record, books),
      ...faultsInFile(record, { first: first.get(record.invoiceId), books }),
    ],
  });
}

const filledIn = (record: InvoiceRecord, { currency }: InvoiceBooks): InvoiceLine => ({
  ...record,
  offInvoiceAmount: record.offInvoiceAmount ?? Money.zero,
  currency: record.currency ?? currency,
});

function faultsInBooks(record: InvoiceLine, books: InvoiceBooks): FieldFault[] {
  const { customerErpId, productErpId, currency, invoiceDate } = record;
  const faults: FieldFault[] = [];
  if (!books.customers.has(customerErpId)) {
    const message = `customerErpId ${shown(customerErpId)} is no customer here: send the customer through the customers feed and retry this batch, or correct the number`;
    faults.push({ pointer: "/customerErpId", code: "CUSTOMER_UNKNOWN", message });
  }
  if (!books.products.has(productErpId)) {
    const message = `productErpId ${shown(productErpId)} is no product here: send the product through the products feed and retry this batch, or correct the number`;
    faults.push({ pointer: "/productErpId", code: "PRODUCT_UNKNOWN", message });
  }
  if (currency !== books.currency) {
    const message = `currency is ${shown(currency)}, but the books are kept in ${books.currency}: send the amounts in ${books.currency} as the ERP booked them`;
    faults.push({ pointer: "/currency", code: "CURRENCY_NOT_OF_BOOKS", message });
  }
  if (invoiceDate < books.span.from || invoiceDate > books.span.to) {
    const message = `invoiceDate ${invoiceDate} is not between ${books.span.from} and ${books.span.to}: correct the date`;
    faults.push({ pointer: "/invoiceDate", code: "DATE_OUT_OF_SPAN", message });
  }
  return faults;
}

function faultsInFile(
  record: InvoiceLine,
  { first, books }: { first: Numbered<InvoiceLine> | undefined; books: InvoiceBooks },
): FieldFault[] {
  if (first && first.record.invoiceDate !== record.invoiceDate) {
    const message = `invoiceDate is ${record.invoiceDate}, but record ${first.n} of this file gives invoice ${shown(record.invoiceId)} the date ${first.record.invoiceDate}: an invoice has one date, so correct one of the two`;
    return [{ pointer: "/invoiceDate", code: "INVOICE_HAS_TWO_DATES", message }];
  }
  if (!books.known.get(lineKey(record))?.isOfThisBatch) return [];
  const message = `line ${record.line} of invoice ${shown(record.invoiceId)} is also an earlier record of this file with other content: keep one of the two`;
  return [{ pointer: "/line", code: "SENT_TWICE", message }];
}
