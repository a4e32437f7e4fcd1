import { expect, test } from "vitest";
import { buildCatalogue } from "../../../../addin/preview/host/catalogue.mjs";

test("classes, properties and requirement sets are read from the installed packages", async () => {
  const { types, requirements } = await buildCatalogue();

  expect(types["Worksheet"]).toMatchObject({
    collection: false,
    scalars: expect.arrayContaining(["id", "name", "visibility"]) as unknown,
    navigations: expect.arrayContaining(["tables", "names"]) as unknown,
  });
  expect(types["TableCollection"]?.collection).toBe(true);
  expect(requirements).toMatchObject({
    "Range.dataValidation": "ExcelApi 1.8",
    "Table.resize": "ExcelApi 1.13",
  });
  expect(requirements["Range.values"]).toBe("ExcelApi 1.1");
});
