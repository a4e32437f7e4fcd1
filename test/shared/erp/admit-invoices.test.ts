import { expect, test } from "vitest";
import { admitInvoices, type InvoiceBooks, lineKey } from "../../../shared/erp/admit-invoices.ts";
import { InvoiceRecord } from "../../../shared/erp/invoice.ts";
import { readRecord } from "../../../shared/erp/record.ts";

const raw = {
  invoiceId: "INV-1",
  line: 1,
  invoiceDate: "2026-01-19",
  customerErpId: "R",
  productErpId: "A",
  units: "10",
  grossSales: "100.00",
  netInvoiced: "100.00",
};
const record = (changes: Record<string, unknown> = {}) =>
  InvoiceRecord.parse({ ...raw, ...changes });
const books = (changes: Partial<InvoiceBooks> = {}): InvoiceBooks => ({
  currency: "USD",
  customers: new Set(["R"]),
  products: new Set(["A", "B"]),
  known: new Map(),
  span: { from: "2006-01-01", to: "2027-01-31" },
  ...changes,
});
const numbered = (...records: InvoiceRecord[]) =>
  records.map((each, at) => ({ n: at + 1, record: each }));
const known = (said: InvoiceRecord, isOfThisBatch = false) =>
  new Map([
    [
      lineKey(said),
      {
        id: "gl-1",
        record: { ...said, offInvoiceAmount: "0.0000", currency: "USD" },
        isOfThisBatch,
      },
    ],
  ]);

test("a new line is taken with what it leaves out filled in", () => {
  const { fresh } = admitInvoices(numbered(record()), books());

  expect(fresh).toMatchObject([{ n: 1, record: { currency: "USD", units: "10.0000", line: 1 } }]);
  expect(fresh[0]?.record.offInvoiceAmount.isZero()).toBe(true);
});

test("a line that the books have is a duplicate, and a change of it when it says something else", () => {
  const same = admitInvoices(numbered(record()), books({ known: known(record()) }));
  const other = admitInvoices(numbered(record({ units: "9" })), books({ known: known(record()) }));

  expect(same.duplicates).toEqual([{ n: 1, entityId: "gl-1" }]);
  expect(other.changed).toMatchObject([{ n: 1, id: "gl-1", record: { units: "9.0000" } }]);
});

test("the first of a file counts, also when its copy comes in a later chunk", () => {
  const here = admitInvoices(numbered(record(), record({ units: "9" })), books());
  const later = admitInvoices(
    numbered(record({ units: "9" })),
    books({ known: known(record(), true) }),
  );

  expect(here.rejected.map(({ faults }) => faults[0]?.code)).toEqual(["SENT_TWICE"]);
  expect(later.rejected.map(({ faults }) => faults[0]?.code)).toEqual(["SENT_TWICE"]);
});

test("an invoice has one date in a file", () => {
  const { fresh, rejected } = admitInvoices(
    numbered(record(), record({ line: 2, invoiceDate: "2026-01-20" })),
    books(),
  );

  expect(fresh).toHaveLength(1);
  expect(rejected[0]?.faults).toMatchObject([
    { pointer: "/invoiceDate", code: "INVOICE_HAS_TWO_DATES" },
  ]);
});

test("everything that the books lack is told at once", () => {
  const strange = record({
    customerErpId: "X",
    productErpId: "Y",
    currency: "CAD",
    invoiceDate: "1999-01-01",
  });

  const { rejected } = admitInvoices(numbered(strange), books());

  expect(rejected[0]?.faults.map(({ code }) => code)).toEqual([
    "CUSTOMER_UNKNOWN",
    "PRODUCT_UNKNOWN",
    "CURRENCY_NOT_OF_BOOKS",
    "DATE_OUT_OF_SPAN",
  ]);
});

test.each([
  ["text", "007", 7],
  ["a number", 7, 7],
])("a line may be %s", (_kind, written, line) => {
  const reading = readRecord(InvoiceRecord, { ...raw, line: written });

  expect(reading).toMatchObject({ kind: "READ", record: { line } });
});

test.each(["0", "1.5", "-1", "one", ""])("%j is no line", (written) => {
  const reading = readRecord(InvoiceRecord, { ...raw, line: written });

  expect(reading).toMatchObject({
    kind: "FAULTY",
    faults: [{ pointer: "/line", code: "NOT_A_LINE" }],
  });
});

test("a line that is missing is required", () => {
  const { line: _left, ...without } = raw;

  expect(readRecord(InvoiceRecord, without)).toMatchObject({
    kind: "FAULTY",
    faults: [{ pointer: "/line", code: "REQUIRED" }],
  });
});

test("a line of a billion units is refused, and one below it is not", () => {
  const most = InvoiceRecord.safeParse({ ...raw, units: "999999999" });
  const more = InvoiceRecord.safeParse({ ...raw, units: "-1000000000" });

  expect(most.success).toBe(true);
  expect(more.error?.issues[0]?.message).toContain("more than 9 digits before the point");
});
