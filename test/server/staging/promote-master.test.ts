import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { load } from "./feeds.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "none" });
});
afterAll(() => app.close());

const customer = (erpId: string, parentErpId?: string, changes: Record<string, unknown> = {}) => ({
  erpId,
  name: `Customer ${erpId}`,
  type: "Bill-to",
  ...(parentErpId === undefined ? {} : { parentErpId }),
  ...changes,
});
const customers = (...records: object[]) =>
  load(app, "customers", { body: JSON.stringify(records) });
const products = (...records: object[]) => load(app, "products", { body: JSON.stringify(records) });
const accounts = (...records: object[]) => load(app, "accounts", { body: JSON.stringify(records) });
const periods = (...records: object[]) => load(app, "periods", { body: JSON.stringify(records) });

const parents = () =>
  app.database.as(
    (tx) => tx<{ erpId: string; parent: string | null; depth: number }[]>`
      select customer.erp_id, parent.erp_id as parent, nlevel(customer.hierarchy_path) as depth
      from master.customers customer
      left join master.customers parent on parent.tenant_id = customer.tenant_id and parent.id = customer.parent_id
      order by customer.erp_id
    `,
  );
const parentOf = async (erpId: string) => (await parents()).find((each) => each.erpId === erpId);

describe("customers", () => {
  test("come in any order, children before their parents", async () => {
    const done = await customers(
      customer("A-3", "A-2"),
      customer("A-2", "A-1"),
      customer("A-1", undefined, { type: "HQ", attributes: { route: "12" } }),
    );

    expect(done).toMatchObject({ accepted: 3, rejected: 0 });
    expect(await parentOf("A-3")).toMatchObject({ parent: "A-2", depth: 3 });
  });

  test("sent again change nothing, changed they are updated", async () => {
    const hq = customer("A-1", undefined, { type: "HQ", attributes: { route: "12" } });

    const again = await customers(hq, customer("A-2", "A-1"));
    const renamed = await customers({ ...hq, name: "Walmart" });

    expect(again).toMatchObject({ accepted: 0, updated: 0, duplicates: 2 });
    expect(renamed).toMatchObject({ accepted: 0, updated: 1, duplicates: 0 });
  });

  test("that would be their own ancestors are refused, each by its row", async () => {
    const done = await customers(
      customer("B-1", "B-3"),
      customer("B-2", "B-1"),
      customer("B-3", "B-2"),
      customer("B-4", "B-1"),
      customer("B-5", "B-5"),
      customer("B-6"),
    );

    expect(done).toMatchObject({ accepted: 1, rejected: 5 });
    expect(done.errors.map(({ record, code }) => [record, code])).toEqual([
      [1, "CUSTOMER_CYCLE"],
      [2, "CUSTOMER_CYCLE"],
      [3, "CUSTOMER_CYCLE"],
      [4, "PARENT_UNKNOWN"],
      [5, "CUSTOMER_CYCLE"],
    ]);
  });

  test("close no circle through those who were there before", async () => {
    const done = await customers(
      customer("A-1", "A-3", { type: "HQ", attributes: { route: "12" } }),
    );

    expect(done.errors).toMatchObject([{ record: 1, code: "CUSTOMER_CYCLE" }]);
    expect(await parentOf("A-1")).toMatchObject({ parent: null });
  });

  test("may turn their hierarchy upside down in one file", async () => {
    await customers(customer("C-1"), customer("C-2", "C-1"), customer("C-3", "C-2"));

    const done = await customers(customer("C-1", "C-2"), customer("C-2", "C-3"), customer("C-3"));

    expect(done).toMatchObject({ updated: 3, rejected: 0 });
    expect(await parentOf("C-1")).toMatchObject({ parent: "C-2", depth: 3 });
    expect(await parentOf("C-3")).toMatchObject({ parent: null, depth: 1 });
  });

  test("named twice with other content: the first counts", async () => {
    const done = await customers(customer("D-1"), customer("D-1"), customer("D-1", "C-1"));

    expect(done).toMatchObject({ accepted: 1, duplicates: 1, rejected: 1 });
    expect(done.errors).toMatchObject([{ record: 3, pointer: "/erpId", code: "SENT_TWICE" }]);
  });

  test("a change is kept with what was there before", async () => {
    await customers(customer("E-1"));
    await customers(customer("E-1", undefined, { paymentTerms: "Net 60" }));

    const entries = await app.database.as(
      (tx) => tx<{ act: string; before: unknown; after: unknown }[]>`
        select entry.act, entry.before -> 'paymentTerms' as before, entry.after -> 'paymentTerms' as after
        from tenancy.audit_log entry
        join master.customers customer on customer.id = entry.entity_id
        where customer.erp_id = 'E-1'
        order by entry.seq
      `,
    );

    expect(entries).toEqual([
      { act: "customer.received", before: null, after: null },
      { act: "customer.changed", before: null, after: "Net 60" },
    ]);
  });
});

describe("products", () => {
  const granola = {
    erpId: "P-1",
    sku: "GRN-12",
    name: "Granola 12 oz",
    brand: "Prairie",
    category: "Cereal",
    listPrice: "3.4925",
    cogsStandard: "1.1",
  };

  test("are made, known and changed", async () => {
    const made = await products({ ...granola, unitsPerCase: "12", attributes: { a: 1, b: 2 } });
    const same = await products({
      ...granola,
      cogsStandard: "1.1000",
      unitsPerCase: "12.0",
      attributes: { b: 2, a: 1 },
    });
    const dearer = await products({ ...granola, listPrice: "3.50" });

    expect(made.accepted).toBe(1);
    expect(same.duplicates).toBe(1);
    expect(dearer.updated).toBe(1);
  });

  test("cannot take another product's SKU", async () => {
    const done = await products(
      { ...granola, erpId: "P-2" },
      { ...granola, erpId: "P-3", sku: "N-1" },
    );

    expect(done).toMatchObject({ accepted: 1, rejected: 1 });
    expect(done.errors).toMatchObject([{ record: 1, pointer: "/sku", code: "SKU_TAKEN" }]);
  });
});

describe("accounts", () => {
  const clearing = { code: "1150", name: "Clearing", kind: "ASSET", role: "DEDUCTION_CLEARING" };

  test("hold a role each, which moves when its owner gives it up first", async () => {
    await accounts(clearing);
    const { role: _, ...given } = clearing;

    const taken = await accounts({ ...clearing, code: "1151" });
    const moved = await accounts(given, { ...clearing, code: "1151" });

    expect(taken.errors).toMatchObject([{ pointer: "/role", code: "ROLE_TAKEN" }]);
    expect(moved).toMatchObject({ accepted: 1, updated: 1, rejected: 0 });
  });

  test("may swap their roles in three records of one file", async () => {
    const [ar, ap] = [
      { code: "1100", name: "AR", kind: "ASSET", role: "AR" },
      { code: "2100", name: "AP", kind: "LIABILITY", role: "AP" },
    ];
    await accounts(ar, ap);

    const done = await accounts({ ...ar, role: "FX" }, { ...ap, role: "AR" });

    expect(done).toMatchObject({ updated: 2, rejected: 0 });
  });
});

describe("periods", () => {
  const october = { code: "2026-10", start: "2026-10-01", end: "2026-10-31", status: "CLOSED" };
  const november = { code: "2026-11", start: "2026-11-01", end: "2026-11-30", status: "OPEN" };

  test("may give days to each other, whichever comes first in the statement", async () => {
    await periods(october, november);

    const done = await periods(
      { ...october, end: "2026-10-25" },
      { ...november, start: "2026-10-26" },
    );

    expect(done).toMatchObject({ updated: 2, rejected: 0 });
  });

  test("of one ledger never overlap, of two they may", async () => {
    const done = await periods(
      { ...november, code: "2026-11b" },
      { ...november, code: "2026-11", ledger: "AR" },
    );

    expect(done).toMatchObject({ accepted: 1, rejected: 1 });
    expect(done.errors).toMatchObject([{ record: 1, code: "PERIOD_OVERLAP" }]);
  });

  test("close by being sent as closed", async () => {
    const done = await periods({ ...november, start: "2026-10-26", status: "CLOSED" });

    expect(done).toMatchObject({ updated: 1 });
  });

  test("keep their time: a code never moves to days it has nothing to do with", async () => {
    const done = await periods({ ...october, start: "2027-10-01", end: "2027-10-31" });

    expect(done.errors).toMatchObject([{ record: 1, code: "PERIOD_MOVED" }]);
  });
});
