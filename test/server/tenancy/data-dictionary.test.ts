import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataDictionary } from "../../../server/tenancy/data-dictionary.ts";
import { openTestDatabase, type TestDatabase } from "../../support/database.ts";

let db: TestDatabase;
let sheet: exceljs.Worksheet;
let names: string[];
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
  const file = await db.as(dataDictionary);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Uint8Array.from(file).buffer);
  names = workbook.worksheets.map(({ name }) => name);
  sheet = workbook.worksheets[0] as exceljs.Worksheet;
});
afterAll(() => db.close());

const row = (number: number) =>
  Array.from({ length: 7 }, (_, column) => sheet.getCell(number, column + 1).text);

const rowOf = (name: string) => {
  for (let number = 2; number <= sheet.rowCount; number++)
    if (row(number).slice(0, 3).join(".") === name) return row(number);
  return undefined;
};

describe("the data dictionary workbook, opened by a spreadsheet reader,", () => {
  test("has one sheet with the seven headings of the user's script", () => {
    expect(names).toEqual(["Data Dictionary"]);
    expect(row(1)).toEqual([
      "Schema",
      "Table",
      "Field Name",
      "Data Type",
      "Nullable",
      "Description",
      "Usage / Integration Logic",
    ]);
    expect(sheet.columnCount).toBe(7);
  });

  test("looks as the user's script makes it: headings bold on D3D3D3 with a border, columns 25 wide", () => {
    for (let column = 1; column <= 7; column++) {
      const cell = sheet.getCell(1, column);
      expect(cell.font.bold).toBe(true);
      expect(cell.fill).toMatchObject({
        type: "pattern",
        pattern: "solid",
        fgColor: { argb: "FFD3D3D3" },
      });
      for (const side of ["top", "bottom", "left", "right"] as const)
        expect(cell.border[side]?.style).toBe("thin");
      expect(sheet.getColumn(column).width).toBe(25);
    }
  });

  test("says of the user's own fields what the user said", () => {
    expect(rowOf("master.products.erp_id")).toEqual([
      "master",
      "products",
      "erp_id",
      "TEXT",
      "No",
      "ERP material code",
      "Join key for integration",
    ]);
    expect(rowOf("master.customers.hierarchy_path")?.slice(3, 6)).toEqual([
      "LTREE",
      "Yes",
      "Path enumeration",
    ]);
    expect(rowOf("intelligence.pos_facts.promo_price_detected")).toEqual([
      "intelligence",
      "pos_facts",
      "promo_price_detected",
      "NUMERIC(19,4)",
      "Yes",
      "Observed price",
      "Did the retailer execute the discount?",
    ]);
  });

  test("has a row for every field of the live catalogue, with no cell empty", async () => {
    const [catalogue] = await db.as(
      (tx) => tx<{ fields: number }[]>`select count(*) as fields from tenancy.data_dictionary`,
    );

    expect(sheet.rowCount - 1).toBe(catalogue?.fields);
    for (let number = 2; number <= sheet.rowCount; number++)
      for (const value of row(number)) expect(value).toEqual(expect.stringMatching(/./));
  });

  test("begins with the companies and keeps each table's fields in their order", () => {
    const schemas = Array.from({ length: sheet.rowCount - 1 }, (_, index) => row(index + 2)[0]);

    expect([...new Set(schemas)]).toEqual([
      "tenancy",
      "master",
      "planning",
      "finance",
      "intelligence",
      "staging",
      "analytics",
    ]);
    expect(rowOf("tenancy.tenants.id")?.[5]).toBe("Primary key");
  });

  test("shows a field that was added a moment ago", async () => {
    await db.owner`alter table master.products add column allergens text`;
    await db.owner`comment on column master.products.allergens is '=Allergens | Label check'`;

    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await db.as(dataDictionary)).buffer);

    sheet = workbook.worksheets[0] as exceljs.Worksheet;
    // Text that starts with = stays text.
    expect(rowOf("master.products.allergens")?.slice(3)).toEqual([
      "TEXT",
      "Yes",
      "=Allergens",
      "Label check",
    ]);
  });
});
