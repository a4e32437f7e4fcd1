import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FeedBatch, RecordError } from "../../../shared/erp/batch.ts";
import { csvLine } from "../../../shared/erp/csv.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { batch, claimCount, load, promote } from "./feeds.ts";

const HEADER =
  "erpRef,customerErpId,amount,postingDate,reasonCodeErp,invoiceNumber,checkNumber,currency,note";
const FORMULA = '=HYPERLINK("https://x.example")';

type Row = Record<string, string>;

const row = (n: number): Row => ({
  erpRef: `1400${String(n).padStart(6, "0")}`,
  customerErpId: n % 3 === 0 ? "KROGER" : "WALMART-EAST",
  amount: `${n}.50`,
  postingDate: "2026-11-16",
  reasonCodeErp: "005",
  invoiceNumber: n === 500 ? FORMULA : `90${n}`,
  checkNumber: "",
  currency: n % 2 === 0 ? "USD" : "",
  note: n === 501 ? "two\nlines, quoted" : "=1+1",
});

/** What is wrong with thirteen of the rows, which field says so, and how it is mended. */
const BAD: Readonly<
  Record<number, { wrong: Row; error: Omit<RecordError, "record" | "message"> }>
> = {
  12: {
    wrong: { postingDate: "16.11.2026" },
    error: { pointer: "/postingDate", code: "NOT_A_DAY" },
  },
  77: {
    wrong: { postingDate: "2026-02-30" },
    error: { pointer: "/postingDate", code: "NOT_A_DAY" },
  },
  100: {
    wrong: { customerErpId: "TARGET" },
    error: { pointer: "/customerErpId", code: "CUSTOMER_UNKNOWN" },
  },
  101: { wrong: { amount: "101.12345" }, error: { pointer: "/amount", code: "TOO_MANY_DECIMALS" } },
  102: { wrong: { amount: "" }, error: { pointer: "/amount", code: "REQUIRED" } },
  103: { wrong: { erpRef: "1400000001" }, error: { pointer: "/erpRef", code: "REFERENCE_TAKEN" } },
  104: {
    wrong: { reasonCodeErp: "x".repeat(51) },
    error: { pointer: "/reasonCodeErp", code: "TOO_LONG" },
  },
  105: {
    wrong: { invoiceNumber: "caf\u00e9" },
    error: { pointer: "/invoiceNumber", code: "WRONG_ENCODING" },
  },
  106: { wrong: { postingDate: "" }, error: { pointer: "/postingDate", code: "REQUIRED" } },
  107: { wrong: { amount: "twelve" }, error: { pointer: "/amount", code: "NOT_AN_AMOUNT" } },
  108: {
    wrong: { currency: "XYZ" },
    error: { pointer: "/currency", code: "CURRENCY_NOT_OF_BOOKS" },
  },
  999: { wrong: { amount: "1,200.00" }, error: { pointer: "/amount", code: "NOT_AN_AMOUNT" } },
  1000: { wrong: { erpRef: "" }, error: { pointer: "/erpRef", code: "REQUIRED" } },
};

const isBad = (n: number) => BAD[n] !== undefined;
const file = (): Buffer => {
  const lines = Array.from({ length: 1000 }, (_, at) => {
    const cells = { ...row(at + 1), ...BAD[at + 1]?.wrong };
    // One row was written by a program that knows only Windows' Western alphabet.
    return Buffer.from(`${csvLine(Object.values(cells))}\r\n`, at + 1 === 105 ? "latin1" : "utf8");
  });
  return Buffer.concat([Buffer.from(`${HEADER}\r\n`), ...lines]);
};

describe("a CSV of 1,000 deductions with 13 bad rows", () => {
  let app: TestApp;
  let done: FeedBatch;
  let claimsBefore: number;

  beforeAll(async () => {
    app = await openTestApp({ seed: "demo" });
    claimsBefore = await claimCount(app);
    done = await load(app, "deductions", { body: file(), type: "text/csv" });
  });
  afterAll(() => app.close());

  const rejects = async () => {
    const answer = await app.request("finance", `GET /v1/feeds/batches/${done.batchId}/errors.csv`);
    return parse<Row>(answer.text, { columns: true, bom: true });
  };

  test("loads 987 and rejects 13", async () => {
    expect(done).toMatchObject({
      status: "DONE",
      received: 1000,
      accepted: 987,
      updated: 0,
      duplicates: 0,
      rejected: 13,
    });
    expect(await claimCount(app)).toBe(claimsBefore + 987);
  });

  test("names the 13 by row, field and rule", () => {
    const named = done.errors.map(({ record, pointer, code }) => ({ record, pointer, code }));

    const expected = Object.entries(BAD).map(([n, { error }]) => ({ record: Number(n), ...error }));
    expect(named).toEqual(expected);
  });

  test("says what is wrong and how to mend it", () => {
    const messages = new Map(done.errors.map(({ record, message }) => [record, message]));

    expect(messages.get(12)).toMatch(/"16.11.2026".*Write year-month-day, such as 2026-11-23/);
    expect(messages.get(101)).toMatch(/5 decimals: "101.12345".*send the exact amount/);
    expect(messages.get(100)).toMatch(/"TARGET" is no customer here: send the customer/);
    expect(messages.get(103)).toMatch(
      /also record 1 of this file with other content: .*amount is 1.5000 there and 103.5000 here/,
    );
    expect(messages.get(105)).toMatch(/save the file as UTF-8/);
    expect(messages.get(1000)).toMatch(/erpRef is missing: fill it in/);
  });

  test("keeps text that starts with = as text, and a quoted line break as it was", async () => {
    const claims = await app.database.as(
      (tx) => tx<{ erpRef: string; invoiceRef: string; checkRef: string | null }[]>`
        select claim.erp_ref, claim.invoice_ref, claim.check_ref
        from finance.claims claim
        where claim.erp_ref in ('1400000500', '1400000002')
        order by claim.erp_ref
      `,
    );

    expect(claims).toEqual([
      { erpRef: "1400000002", invoiceRef: "902", checkRef: null },
      { erpRef: "1400000500", invoiceRef: FORMULA, checkRef: null },
    ]);
  });

  test("warns once of the column that no feed knows", () => {
    expect(done.warnings).toEqual([expect.stringMatching(/^The column "note" was ignored/)]);
  });

  test("makes a claim that waits, with its number, reason and both sides of the books", async () => {
    const [claim] = await app.database.as(
      (tx) => tx`
        select claim.claim_no, claim.status, claim.reason_code_erp, claim.posting_date, gl.amount = gl.open_balance as is_open,
          gl.source_type, payer.erp_id as payer
        from finance.claims claim
        join finance.gl_transactions gl on gl.tenant_id = claim.tenant_id and gl.id = claim.gl_transaction_id
        join master.customers payer on payer.tenant_id = claim.tenant_id and payer.id = claim.payer_id
        where claim.erp_ref = '1400000002'
      `,
    );

    expect(claim).toMatchObject({
      claimNo: expect.stringMatching(/^D-[1-9]\d*$/) as unknown,
      status: "PENDING",
      reasonCodeErp: "005",
      postingDate: "2026-11-16",
      isOpen: true,
      sourceType: "DEDUCTION",
      payer: "WALMART-EAST",
    });
  });

  test("asks once for each of the 987 to be matched", async () => {
    const [jobs] = await app.database.asOwner(
      (tx) => tx<{ count: number; claims: number }[]>`
        select count(*)::int as count, count(distinct record.entity_id)::int as claims
        from graphile_worker._private_jobs job
        join staging.records record on record.entity_id::text = job.payload ->> 'claimId'
        where record.batch_id = ${done.batchId} and job.key like '%:match-claim:%'
      `,
    );

    expect(jobs).toEqual({ count: 987, claims: 987 });
  });

  test("hands the 13 out as a CSV with their own columns, risky text guarded", async () => {
    const rows = await rejects();

    expect(rows.map((each) => Number(each["error_row"]))).toEqual(Object.keys(BAD).map(Number));
    expect(rows[0]).toMatchObject({
      error_field: "postingDate",
      error_code: "NOT_A_DAY",
      erpRef: "1400000012",
      amount: "12.50",
      note: "'=1+1",
    });
    expect(rows.find((each) => each["error_row"] === "105")?.["invoiceNumber"]).toBe("café");
  });

  test("takes the unknown customer's deduction in when the customer is there and the batch is retried", async () => {
    const target = { erpId: "TARGET", name: "Target", retailer: "Target", type: "HQ" };
    await load(app, "customers", { body: JSON.stringify([target]) });

    const answer = await app.request(
      "integration",
      `POST /v1/feeds/batches/${done.batchId}/actions/retry`,
      { headers: { "idempotency-key": "retry-1" } },
    );
    await promote(app, done.batchId);

    expect(answer.status).toBe(202);
    expect(await batch(app, done.batchId)).toMatchObject({
      status: "DONE",
      received: 1000,
      accepted: 988,
      rejected: 12,
    });
  });

  test("takes the mended rejects in as a new file, until all 1,000 are there", async () => {
    const mended = (await rejects()).map((each) => {
      const n = Number(each["error_row"]);
      return { ...each, ...row(n), note: each["note"] ?? "" };
    });
    const header = csvLine(Object.keys(mended[0] ?? {}));
    const body = [header, ...mended.map((each) => csvLine(Object.values(each)))].join("\n");

    const second = await load(app, "deductions", { body, type: "text/csv" });

    expect(second).toMatchObject({ received: 12, accepted: 12, rejected: 0 });
    expect(second.warnings).toEqual([expect.stringMatching(/^The column "note" was ignored/)]);
    expect(await claimCount(app)).toBe(claimsBefore + 1000);
  });

  test("makes no second claim when the same file comes again under a new key", async () => {
    const again = await load(app, "deductions", { body: file(), type: "text/csv" });

    expect(again).toMatchObject({ received: 1000, accepted: 0, duplicates: 988, rejected: 12 });
    expect(await claimCount(app)).toBe(claimsBefore + 1000);
  });

  test("leaves the books whole", async () => {
    const broken = await app.database.as((tx) => tx`select * from finance.broken_invariants`);
    const audit = await app.database.as((tx) => tx`select * from tenancy.verify_audit()`);

    expect(broken).toEqual([]);
    expect(audit).toEqual([]);
  });

  test("has exactly the bad rows that the story counts", () => {
    const bad = Array.from({ length: 1000 }, (_, at) => at + 1).filter(isBad);

    expect(bad).toHaveLength(13);
  });
});
