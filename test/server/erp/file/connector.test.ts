import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FedPeriod, fileConnector } from "../../../../server/erp/file/connector.ts";
import type { ErpJournal } from "../../../../server/erp/gateway.ts";

const TENANT = "0190d000-0000-7000-8000-00000000000a";
const REFERENCE = "7H5K2M9QX3WTB8EN";
let home = "";
let ack: "none" | "file" = "none";
let periods: FedPeriod[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "erp-"));
  ack = "none";
  periods = [{ code: "2026-11", ledger: "GL", status: "OPEN" }];
});
afterEach(() => rm(home, { recursive: true, force: true }));

const connector = () =>
  fileConnector({
    home,
    company: {
      periodsOn: async () => ({ fed: true, periods }),
      ack: async () => ack,
    },
  });
const journal = (changes: Partial<ErpJournal> = {}): ErpJournal => ({
  tenantId: TENANT,
  reference: REFERENCE,
  journalId: "0190d000-0000-7000-8000-00000000000b",
  version: 1,
  kind: "SETTLEMENT",
  postingDate: "2026-11-23",
  accountingPeriod: "2026-11",
  performancePeriod: "2026-10",
  currency: "USD",
  customerErpId: "WMT",
  claimNumber: "CLM-1001",
  deductionRef: "DED-1",
  promotions: [{ id: "0190d000-0000-7000-8000-00000000000c", number: "PR-1001" }],
  entries: [
    {
      n: 1,
      tag: "DEBIT_MEMO",
      debitAccount: "1160",
      creditAccount: "1150",
      amount: "2000.00",
      promotionNumber: null,
    },
  ],
  ...changes,
});
const written = async () =>
  JSON.parse(await readFile(join(home, "erp", "out", `${REFERENCE}.json`), "utf8")) as unknown;
const answer = async (content: unknown) => {
  await mkdir(join(home, "erp", "ack"), { recursive: true });
  const text = typeof content === "string" ? content : JSON.stringify(content);
  await writeFile(join(home, "erp", "ack", `${REFERENCE}.json`), text);
};

describe("without answer files", () => {
  test("a journal is one file, posted once it is in place", async () => {
    const outcome = await connector().post(journal());

    expect(outcome).toEqual({ kind: "POSTED", document: REFERENCE });
    expect(await readdir(join(home, "erp", "out"))).toEqual([`${REFERENCE}.json`]);
    const { tenantId: _ours, ...content } = journal();
    expect(await written()).toEqual(content);
  });

  test("the same reference is never written twice", async () => {
    await connector().post(journal());

    const again = await connector().post(journal({ version: 2, postingDate: "2026-11-24" }));

    expect(again).toEqual({ kind: "POSTED", document: REFERENCE });
    expect(await written()).toMatchObject({ version: 1, postingDate: "2026-11-23" });
  });

  test("a look-up finds what was written and nothing else", async () => {
    expect(await connector().lookup(journal())).toEqual({ kind: "ABSENT" });

    await connector().post(journal());

    expect(await connector().lookup(journal())).toMatchObject({ kind: "POSTED" });
  });
});

describe("periods", () => {
  test("a closed period is refused in its own words, and nothing is written", async () => {
    periods = [{ code: "2026-09", ledger: "GL", status: "CLOSED" }];

    const outcome = await connector().post(journal({ postingDate: "2026-09-15" }));

    expect(outcome).toEqual({
      kind: "FAILED",
      code: "PERIOD_CLOSED",
      message: "Period 2026-09 is closed in ledger GL",
    });
    expect(await connector().lookup(journal())).toEqual({ kind: "ABSENT" });
  });

  test("a day outside of all fed periods is refused", async () => {
    periods = [];

    expect(await connector().post(journal())).toMatchObject({ kind: "FAILED", code: "NO_PERIOD" });
  });

  test("a soft period is open to finance", async () => {
    periods = [{ code: "2026-10", ledger: "GL", status: "SOFT" }];

    expect(await connector().post(journal())).toMatchObject({ kind: "POSTED" });
  });
});

describe("with answer files", () => {
  beforeEach(() => {
    ack = "file";
  });

  test("a journal is sent until its answer arrives", async () => {
    expect(await connector().post(journal())).toEqual({ kind: "SENT" });
    expect(await connector().lookup(journal())).toEqual({ kind: "SENT" });

    await answer({ status: "POSTED", document: "JE-4711" });

    expect(await connector().lookup(journal())).toEqual({ kind: "POSTED", document: "JE-4711" });
  });

  test("half an answer is no answer yet", async () => {
    await connector().post(journal());

    await answer('{"status":"POS');

    expect(await connector().lookup(journal())).toEqual({ kind: "SENT" });
  });

  test("a refusal carries the ERP's words; a re-dated journal takes the refused one's place", async () => {
    await connector().post(journal());
    await answer({ status: "FAILED", code: "X12", message: "Account 1160 is blocked" });

    expect(await connector().lookup(journal())).toEqual({
      kind: "FAILED",
      code: "X12",
      message: "Account 1160 is blocked",
    });
    expect(await connector().post(journal({ version: 2 }))).toEqual({ kind: "SENT" });
    expect(await written()).toMatchObject({ version: 2 });
    expect(await connector().lookup(journal({ version: 2 }))).toEqual({ kind: "SENT" });
  });
});

test.each(["../../etc/passwd", "7H5K2M9QX3WTB8E", "7h5k2m9qx3wtb8en", "7H5K2M9QX3WTB8E/"])(
  "%j is no reference and no path",
  async (reference) => {
    expect(await connector().post(journal({ reference }))).toMatchObject({ code: "BAD_REFERENCE" });
    expect(await connector().lookup(journal({ reference }))).toEqual({ kind: "ABSENT" });
    expect(await readdir(home)).toEqual([]);
  },
);
