import { expect, test } from "vitest";
import { CustomerRecord } from "../../../shared/erp/customer.ts";
import { readRecord } from "../../../shared/erp/record.ts";

const store = { erpId: "C-1001", name: "Walmart Store 100", type: "Store", parentErpId: "C-1000" };

test("a customer's attributes are kept as they come", () => {
  const reading = readRecord(CustomerRecord, {
    ...store,
    attributes: { route: { stops: [1, 2] } },
  });

  expect(reading).toMatchObject({ record: { attributes: { route: { stops: [1, 2] } } } });
});

test("a customer of a type that nobody knows is told the eight that are", () => {
  const reading = readRecord(CustomerRecord, { ...store, type: "shop" });

  expect(reading).toMatchObject({
    faults: [
      {
        pointer: "/type",
        code: "NOT_ALLOWED",
        message:
          'type is "shop": allowed are HQ, Bill-to, Ship-to, Sold-to, Banner, Distributor, DC, Store, written exactly so',
      },
    ],
  });
});

test("a customer without a type is told that it is missing", () => {
  const reading = readRecord(CustomerRecord, { ...store, type: undefined });

  expect(reading).toMatchObject({ faults: [{ pointer: "/type", code: "REQUIRED" }] });
});

test.each([
  ["a list", [1]],
  ["text", "route 12"],
])("attributes that are %s are refused", (_, attributes) => {
  const reading = readRecord(CustomerRecord, { ...store, attributes });

  expect(reading).toMatchObject({ faults: [{ pointer: "/attributes", code: "WRONG_TYPE" }] });
});

test("attributes with a NUL, which no database text holds, are refused", () => {
  const reading = readRecord(CustomerRecord, { ...store, attributes: { note: "a\u0000" } });

  expect(reading).toMatchObject({ faults: [{ code: "CONTROL_CHARACTER" }] });
});
