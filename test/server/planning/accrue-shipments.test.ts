import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accrueShipmentsJob } from "../../../server/planning/accrue-shipments.ts";
import { load } from "../staging/feeds.ts";
import { type Scratch, TODAY } from "./accrual-books.ts";
import { type AccrualDesk, openAccrualDesk } from "./accrual-desk.ts";

let desk: AccrualDesk;
let customers: { retailer: string; west: string };
beforeAll(async () => {
  desk = await openAccrualDesk();
});
beforeEach(async () => {
  desk.answer = null;
  desk.app.setNow(`${TODAY}T18:00:00Z`);
  customers = await desk.retailer();
});
afterAll(() => desk.close());

let invoices = 0;
const line = (changes: Record<string, unknown> = {}) => ({
  invoiceId: `INV-${++invoices}`,
  line: 1,
  invoiceDate: "2026-01-19",
  customerErpId: customers.west,
  productErpId: "A",
  units: "400",
  grossSales: "4000.00",
  netInvoiced: "4000.00",
  ...changes,
});

async function ship(...lines: object[]) {
  const batch = await load(desk.app, "invoices", { body: JSON.stringify(lines) });
  await desk.app.runJobs();
  return batch;
}

/** A bill-back of one dollar for each unit of A, fifty cents for each of B, for all of January and February. */
const billBack = (changes: Scratch = {}) =>
  desk.promote({
    method: "PER_SHIPMENT",
    tactic: "BILL_BACK",
    status: "LIVE",
    customer: customers.retailer,
    sellIn: ["2026-01-01", "2026-02-28"],
    lines: [
      { product: "A", rate: "1.0000", units: "800" },
      { product: "B", rate: "0.5000", units: "400" },
    ],
    ...changes,
  });

describe("a promotion that accrues by shipment", () => {
  test("accrues units times discount for each product, in the month of the invoice", async () => {
    const id = await billBack();

    await ship(
      line({ invoiceDate: "2025-12-31" }),
      line(),
      line({ productErpId: "B", units: "3" }),
      line({ invoiceDate: "2026-02-02", units: "10" }),
      line({ customerErpId: "STRANGER" }),
    );

    expect(await desk.journals(id)).toEqual([
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 401.50",
      "ACCRUAL POSTED 2026-01-20 2026-02 ACCRUAL 4100>2150 10.00",
    ]);
    expect(await desk.movements(id)).toEqual([
      "ACCRUE 2026-01 2026-01 A 400.00",
      "ACCRUE 2026-01 2026-01 B 1.50",
      "ACCRUE 2026-01 2026-02 A 10.00",
    ]);
    expect(await desk.state(id)).toMatchObject({ status: "PARTIAL", balance: "411.50" });
  });

  test("counts what its distributor bought, and rounds once for each product and day", async () => {
    const id = await billBack({
      through: "DISTRIBUTOR",
      lines: [{ product: "A", rate: "0.0050", units: "1000" }],
    });

    await ship(
      line({ customerErpId: "DISTRIBUTOR", units: "1" }),
      line({ units: "1" }),
      line({ units: "1", invoiceDate: "2026-01-18" }),
    );

    expect(await desk.movements(id)).toEqual(["ACCRUE 2026-01 2026-01 A 0.02"]);
  });

  test("accrues nothing twice: the same file again, and a file that was cut in two", async () => {
    const id = await billBack();
    const [one, two] = [line(), line({ units: "100" })];

    await ship(one);
    const again = await ship(one);
    await ship(one, two);

    expect(again).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await desk.journals(id)).toEqual([
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 400.00",
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 100.00",
    ]);
  });

  test("follows a line that the ERP corrected, also into another month, product or customer", async () => {
    const id = await billBack();
    const first = line();
    const second = line();
    await ship(first, second);

    const corrected = await ship(
      { ...first, units: "300" },
      { ...second, productErpId: "B", invoiceDate: "2026-02-03" },
    );
    await ship({ ...first, units: "300", customerErpId: "STRANGER" });

    expect(corrected).toMatchObject({ accepted: 0, updated: 2, rejected: 0 });
    expect(await desk.journals(id)).toEqual([
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 800.00",
      "TRUE_UP POSTED 2026-01-20 2026-01 TRUE_UP 2150>4100 500.00",
      "ACCRUAL POSTED 2026-01-20 2026-02 ACCRUAL 4100>2150 200.00",
      "TRUE_UP POSTED 2026-01-20 2026-01 TRUE_UP 2150>4100 300.00",
    ]);
    expect((await desk.state(id)).balance).toBe("200.00");
  });

  test("gives back for returns, and never below nothing", async () => {
    const id = await billBack();
    await ship(line());
    await ship(line({ units: "-150", grossSales: "-1500.00", netInvoiced: "-1500.00" }));
    const afterOne = (await desk.state(id)).balance;

    await ship(line({ units: "-900", grossSales: "-9000.00", netInvoiced: "-9000.00" }));
    const afterBoth = (await desk.state(id)).balance;
    await ship(line({ units: "700" }));

    expect([afterOne, afterBoth]).toEqual(["250.00", "0.00"]);
    expect((await desk.state(id)).balance).toBe("50.00");
  });

  test("gives back no more than settlements have left", async () => {
    const id = await billBack();
    await ship(line());
    await desk.settle(id, "350.00");

    await ship(line({ units: "-100" }));

    expect((await desk.state(id)).balance).toBe("0.00");
    expect((await desk.journals(id)).at(-1)).toBe(
      "TRUE_UP POSTED 2026-01-20 2026-01 TRUE_UP 2150>4100 50.00",
    );
  });

  test("accrues what had been shipped before it was approved", async () => {
    const id = await billBack({ status: "PENDING_APPROVAL" });
    await ship(line());
    const before = await desk.journals(id);
    await desk.change(id, { status: "APPROVED" });

    await desk.approve(id);
    await desk.app.runJobs();

    expect(before).toEqual([]);
    expect((await desk.state(id)).balance).toBe("400.00");
  });

  test("loses and doubles nothing while the ERP is down", async () => {
    const id = await billBack();
    desk.answer = "DOWN";
    await ship(line());
    await ship(line({ units: "100" }));
    const down = await desk.state(id);
    desk.answer = null;

    await desk.deliver(id);
    await ship(line({ units: "1" }));

    expect(down).toMatchObject({ status: "QUEUED", balance: "500.00" });
    expect(await desk.journals(id)).toEqual([
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 400.00",
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 100.00",
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 1.00",
    ]);
    expect(new Set(desk.documents.values())).toEqual(new Set([1]));
  });

  test("accrues once when two workers look at it at the same time", async () => {
    const id = await billBack();
    await load(desk.app, "invoices", { body: JSON.stringify([line()]) });
    const context = { asTenant: desk.app.database.as, now: desk.app.now };

    await Promise.all([1, 2, 3].map(() => accrueShipmentsJob(context, { promotionId: id })));
    await desk.app.runJobs();

    expect(await desk.journals(id)).toEqual([
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 400.00",
    ]);
  });

  test("accrues no longer once it is closed", async () => {
    const id = await billBack({ status: "CLOSED" });

    await ship(line());

    expect(await desk.journals(id)).toEqual([]);
  });

  test("counts a plan that was accrued before against what is shipped", async () => {
    const id = await billBack({ method: "PLAN_AT_APPROVAL", planned: "500.00" });
    await desk.approve(id);
    await desk.app.runJobs();
    await desk.change(id, { accrualMethod: "PER_SHIPMENT" });
    await desk.approve(id);
    await desk.app.runJobs();
    const nothingShipped = (await desk.state(id)).balance;

    await ship(line({ units: "600" }));

    expect(nothingShipped).toBe("0.00");
    expect((await desk.state(id)).balance).toBe("600.00");
  });
});

/** The same, accrued at approval. */
const sellIn = (changes: Scratch = {}) =>
  billBack({ method: "PLAN_AT_APPROVAL", planned: "1000.00", status: "APPROVED", ...changes });

describe("a plan accrued at approval for what is sold in", () => {
  test("1,000 planned at a dollar, 1,100 shipped: the liability is 1,100, and after 500 are deducted 600", async () => {
    const id = await sellIn({ sellIn: ["2026-01-01", "2026-01-31"] });
    await desk.approve(id);
    await desk.app.runJobs();

    await ship(line({ units: "1100" }));
    const liability = (await desk.state(id)).balance;
    await desk.settle(id, "500.00");

    expect(liability).toBe("1100.00");
    expect((await desk.journals(id)).slice(0, 2)).toEqual([
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 1000.00",
      "TRUE_UP POSTED 2026-01-20 2026-01 TRUE_UP 4100>2150 100.00",
    ]);
    expect(await desk.state(id)).toMatchObject({ status: "POSTED", balance: "600.00" });
  });

  test("goes up only, and once: a return leaves it where it is", async () => {
    const id = await sellIn();
    await desk.approve(id);
    await desk.app.runJobs();

    await ship(line({ units: "1100" }));
    await ship(line({ units: "-600" }));
    await ship(line({ units: "500" }));

    expect((await desk.state(id)).balance).toBe("1100.00");
  });

  test("does not follow shipments when it is paid by scan", async () => {
    const id = await sellIn({ tactic: "SCAN_BACK" });
    await desk.approve(id);

    await ship(line({ units: "5000" }));

    expect((await desk.state(id)).balance).toBe("1000.00");
  });
});

test("off-invoice accrues nothing: what came off the invoice is spent from the fund", async () => {
  const id = await billBack({ method: "NONE", tactic: "OFF_INVOICE", planned: "1000.00" });
  const fund = await desk.fund(id);

  await ship(
    line({ offInvoiceAmount: "120.00", netInvoiced: "3880.00" }),
    line({ offInvoiceAmount: "30.00", netInvoiced: "3970.00", invoiceDate: "2025-12-31" }),
  );
  const spent = await desk.fundBalance(fund);
  await ship(line({ offInvoiceAmount: "980.00", netInvoiced: "3020.00" }));

  expect(spent).toMatchObject({ committed: "880.00", actual: "120.00", available: "4000.00" });
  expect(await desk.fundBalance(fund)).toMatchObject({
    committed: "0.00",
    actual: "1100.00",
    available: "3900.00",
  });
  expect(await desk.journals(id)).toEqual([]);
});

test("the books are in order after all shipments", async () => {
  expect(await desk.broken()).toEqual([]);
});
