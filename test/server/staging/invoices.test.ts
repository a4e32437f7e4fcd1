import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { load, promote } from "./feeds.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

let made = 0;
const newInvoice = () => `9-${++made}`;
/** Ten cases of oat rings that Walmart West bought. */
const line = (changes: Record<string, unknown> = {}) => ({
  invoiceId: newInvoice(),
  line: 1,
  invoiceDate: "2026-01-19",
  customerErpId: "WALMART-WEST",
  productErpId: "400001",
  units: "120",
  grossSales: "384.00",
  offInvoiceAmount: "4.00",
  netInvoiced: "380.00",
  ...changes,
});
const bring = (...lines: object[]) => load(app, "invoices", { body: JSON.stringify(lines) });

const facts = (invoiceId: string) =>
  app.database.as(async (tx) => {
    const rows = await tx<{ told: string }[]>`
      select concat_ws(' ', fact.line, fact.invoice_date, customer.erp_id, product.erp_id, fact.units_shipped::numeric(19,1),
        fact.gross_sales::numeric(19,2), fact.off_invoice_amount::numeric(19,2), fact.net_invoiced::numeric(19,2)) as told
      from intelligence.shipment_facts fact
      join master.customers customer on customer.id = fact.customer_id
      join master.products product on product.id = fact.product_id
      where fact.invoice_id = ${invoiceId}
      order by fact.line
    `;
    return rows.map(({ told }) => told);
  });

const mirrored = (invoiceId: string) =>
  app.database.as(
    (tx) => tx<{ sourceType: string; amount: string; day: string; customer: string }[]>`
      select gl.source_type, gl.amount::numeric(19,2)::text as amount, gl.posting_date::text as day,
        customer.erp_id as customer
      from finance.gl_transactions gl
      join master.customers customer on customer.id = gl.customer_id
      where gl.source = 'invoices' and gl.erp_ref_id = ${invoiceId}
    `,
  );

describe("an invoice", () => {
  test("becomes a fact for each line and one document in the ERP's mirror", async () => {
    const one = line();
    const two = line({
      ...one,
      line: 2,
      productErpId: "400002",
      units: "12.5",
      netInvoiced: "40.00",
    });

    const batch = await bring(one, two);

    expect(batch).toMatchObject({ status: "DONE", received: 2, accepted: 2, rejected: 0 });
    expect(await facts(one.invoiceId)).toEqual([
      "1 2026-01-19 WALMART-WEST 400001 120.0 384.00 4.00 380.00",
      "2 2026-01-19 WALMART-WEST 400002 12.5 384.00 4.00 40.00",
    ]);
    expect(await mirrored(one.invoiceId)).toEqual([
      { sourceType: "INVOICE", amount: "420.00", day: "2026-01-19", customer: "WALMART-WEST" },
    ]);
  });

  test("comes as CSV and as lines of JSON too, with what may be left out left out", async () => {
    const [csv, json] = [newInvoice(), newInvoice()];
    const header =
      "invoiceId,line,invoiceDate,customerErpId,productErpId,units,grossSales,offInvoiceAmount,netInvoiced";

    const asCsv = await load(app, "invoices", {
      type: "text/csv",
      body: `${header}\r\n${csv},01,2026-01-19,WALMART-WEST,400001,120,384.00,,384.00\r\n`,
    });
    const { offInvoiceAmount: _none, ...record } = line({ invoiceId: json, line: "1" });
    const asLines = await load(app, "invoices", {
      type: "application/x-ndjson",
      body: `${JSON.stringify(record)}\n`,
    });

    expect([asCsv.accepted, asLines.accepted]).toEqual([1, 1]);
    expect(await facts(csv)).toEqual(["1 2026-01-19 WALMART-WEST 400001 120.0 384.00 0.00 384.00"]);
    expect(await facts(json)).toHaveLength(1);
  });

  test("sent again is a duplicate; what is left of a file that was cut in two joins it", async () => {
    const one = line();
    const two = { ...one, line: 2 };
    await bring(one);

    const again = await bring(one, two);
    const third = await bring(one, two);

    expect(again).toMatchObject({ accepted: 1, updated: 0, duplicates: 1 });
    expect(third).toMatchObject({ accepted: 0, updated: 0, duplicates: 2 });
    expect(await mirrored(one.invoiceId)).toMatchObject([{ amount: "760.00" }]);
  });

  test("corrected by the ERP replaces what was there, in the mirror as well", async () => {
    const one = line();
    const two = { ...one, line: 2 };
    await bring(one, two);

    const batch = await bring({ ...two, units: "60", grossSales: "192.00", netInvoiced: "190.00" });

    expect(batch).toMatchObject({ accepted: 0, updated: 1, duplicates: 0, rejected: 0 });
    expect((await facts(one.invoiceId))[1]).toBe(
      "2 2026-01-19 WALMART-WEST 400001 60.0 192.00 4.00 190.00",
    );
    expect(await mirrored(one.invoiceId)).toMatchObject([{ amount: "570.00" }]);
    const [entry] = await app.database.as(
      (tx) => tx<{ act: string; before: { units: string } }[]>`
        select entry.act, entry.before from tenancy.audit_log entry order by entry.seq desc limit 1
      `,
    );
    expect(entry).toMatchObject({ act: "invoice.corrected", before: { units: "120.0000" } });
  });

  test("has one date: a line that brings another takes all its lines along", async () => {
    const one = line();
    await bring(one, { ...one, line: 2 });

    await bring({ ...one, invoiceDate: "2026-03-02" });

    expect((await facts(one.invoiceId)).map((told) => told.slice(0, 12))).toEqual([
      "1 2026-03-02",
      "2 2026-03-02",
    ]);
    expect(await mirrored(one.invoiceId)).toMatchObject([{ day: "2026-03-02", amount: "760.00" }]);
  });

  test("that the books were loaded with is known as it is", async () => {
    const [loaded] = await app.database.as(
      (tx) => tx<Record<string, string>[]>`
        select fact.invoice_id, fact.line::text, fact.invoice_date::text, customer.erp_id as customer_erp_id,
          product.erp_id as product_erp_id, fact.units_shipped::text as units,
          fact.gross_sales::numeric(19,2)::text as gross_sales, fact.net_invoiced::numeric(19,2)::text as net_invoiced
        from intelligence.shipment_facts fact
        join master.customers customer on customer.id = fact.customer_id
        join master.products product on product.id = fact.product_id
        where fact.batch_id is null
        order by fact.invoice_date, fact.invoice_id, fact.line
        limit 1
      `,
    );

    expect(await bring({ ...loaded })).toMatchObject({ accepted: 0, duplicates: 1, rejected: 0 });
  });

  test("of years ago is taken in, though nobody made room for its month", async () => {
    const old = line({ invoiceDate: "2015-02-28" });

    expect(await bring(old)).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await facts(old.invoiceId)).toHaveLength(1);
  });

  test("is another company's business when it is another company's", async () => {
    const mine = line();
    await bring(mine);

    const theirs = await app.database.as(
      (tx) => tx`select from intelligence.shipment_facts where invoice_id = ${mine.invoiceId}`,
      { tenantId: "0190d000-0000-7000-8000-000000000002" },
    );

    expect(theirs).toHaveLength(0);
  });
});

describe("a line that cannot be taken", () => {
  test.each<[string, Record<string, unknown>, [string, string]]>([
    ["an unknown customer", { customerErpId: "NOBODY" }, ["/customerErpId", "CUSTOMER_UNKNOWN"]],
    ["an unknown product", { productErpId: "NOTHING" }, ["/productErpId", "PRODUCT_UNKNOWN"]],
    ["another currency", { currency: "CAD" }, ["/currency", "CURRENCY_NOT_OF_BOOKS"]],
    ["a year that cannot be", { invoiceDate: "1962-01-19" }, ["/invoiceDate", "DATE_OUT_OF_SPAN"]],
    ["half a cent", { netInvoiced: "380.005" }, ["/netInvoiced", "TOO_MANY_DECIMALS"]],
    ["no units", { units: "0" }, ["/units", "AMOUNT_ZERO"]],
    ["line zero", { line: 0 }, ["/line", "NOT_A_LINE"]],
    ["a field nobody knows", { freight: "1.00" }, ["/freight", "UNKNOWN_FIELD"]],
  ])(
    "for %s is told with its field, and its neighbour is taken",
    async (_why, changes, [pointer, code]) => {
      const batch = await bring(line(changes), line());

      expect(batch).toMatchObject({ accepted: 1, rejected: 1 });
      expect(batch.errors).toMatchObject([{ record: 1, pointer, code }]);
    },
  );

  test("because the file says it twice, or gives an invoice two dates, names the other record", async () => {
    const one = line();

    const batch = await bring(
      one,
      one,
      { ...one, units: "5" },
      { ...one, line: 2, invoiceDate: "2026-01-20" },
    );

    expect(batch).toMatchObject({ accepted: 1, duplicates: 1, rejected: 2 });
    expect(batch.errors.map(({ record, code }) => [record, code])).toEqual([
      [3, "SENT_TWICE"],
      [4, "INVOICE_HAS_TWO_DATES"],
    ]);
  });

  test("is taken by a retry once its customer is there", async () => {
    const early = line({ customerErpId: "WALMART-NORTH" });
    const { batchId } = await bring(early);
    const body = JSON.stringify([
      { erpId: "WALMART-NORTH", name: "Walmart North", type: "Bill-to" },
    ]);
    await load(app, "customers", { body });

    await app.request("integration", `POST /v1/feeds/batches/${batchId}/actions/retry`, {
      headers: { "idempotency-key": crypto.randomUUID() },
    });
    await promote(app, batchId);

    expect(await facts(early.invoiceId)).toHaveLength(1);
  });
});

test("a free line and a return are lines like others", async () => {
  const free = line({ netInvoiced: "0.00", grossSales: "0", offInvoiceAmount: "0" });
  const back = line({
    units: "-12",
    grossSales: "-38.40",
    offInvoiceAmount: "0",
    netInvoiced: "-38.40",
  });

  const batch = await bring(free, back);

  expect(batch).toMatchObject({ accepted: 2, rejected: 0 });
  expect(await mirrored(back.invoiceId)).toMatchObject([{ amount: "-38.40" }]);
});

test("10,000 lines are taken in whole statements, and their promotions are asked once", async () => {
  const invoices = Array.from({ length: 1000 }, newInvoice);
  const today = new Date().toISOString().slice(0, 10);
  const lines = invoices.flatMap((invoiceId) =>
    Array.from({ length: 10 }, (_, at) =>
      line({
        invoiceId,
        line: at + 1,
        invoiceDate: today,
        customerErpId: "KROGER-ATL",
        productErpId: `4000${String(at + 1).padStart(2, "0")}`,
      }),
    ),
  );
  await app.database.asOwner((tx) => tx`delete from graphile_worker._private_jobs`);

  const batch = await load(app, "invoices", { body: JSON.stringify(lines) });

  const asked = await app.database.asOwner(
    (tx) => tx<{ jobs: number }[]>`
      select count(*)::integer as jobs
      from graphile_worker.jobs job
      where job.task_identifier = 'accrue-shipments' and job.key like '%0000001611'
    `,
  );
  expect(batch).toMatchObject({ received: 10_000, accepted: 10_000, rejected: 0 });
  expect(asked).toEqual([{ jobs: 1 }]);
});
