import { expect, test } from "vitest";
import { ProductRecord } from "../../../shared/erp/product.ts";
import { readRecord } from "../../../shared/erp/record.ts";

const granola = {
  erpId: "P-1",
  sku: "GRN-12",
  name: "Granola 12 oz",
  brand: "Prairie",
  category: "Cereal",
  listPrice: "3.4925",
  cogsStandard: "1.1",
};

test("a list price keeps four decimals", () => {
  const reading = readRecord(ProductRecord, { ...granola, unitsPerCase: "12" });

  expect(reading.kind === "READ" && reading.record.listPrice.toString()).toBe("3.4925");
  expect(reading).toMatchObject({ record: { unitsPerCase: "12.0000" } });
});

test.each([
  ["a fifth decimal in the price", { listPrice: "3.49251" }, "TOO_MANY_DECIMALS"],
  ["a negative cost", { cogsStandard: "-1" }, "NEGATIVE"],
  ["a case of nothing", { unitsPerCase: "0" }, "AMOUNT_ZERO"],
  ["a GTIN of 15 digits", { gtin: "123456789012345" }, "TOO_LONG"],
  ["no brand", { brand: undefined }, "REQUIRED"],
])("a product is refused with %s", (_, changes, code) => {
  const reading = readRecord(ProductRecord, { ...granola, ...changes });

  const pointer = `/${Object.keys(changes)[0] ?? ""}`;
  expect(reading).toMatchObject({ kind: "FAULTY", faults: [{ pointer, code }] });
});
