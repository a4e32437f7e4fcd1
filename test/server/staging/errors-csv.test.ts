import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { RejectedRow } from "../../../server/staging/batch.queries.ts";
import { errorLayout, errorLines, errorsHeader } from "../../../server/staging/errors-csv.ts";

const fault = (pointer: string, code: string) => ({ pointer, code, message: `${code} told` });
const rejected = (changes: Partial<RejectedRow>): RejectedRow => ({
  n: 1,
  raw: null,
  rawText: null,
  rawBytes: null,
  errors: [fault("/amount", "REQUIRED")],
  ...changes,
});

function csv(rows: RejectedRow[], columns: string[] | null, separator: string | null = ",") {
  const layout = errorLayout("deductions", { columns, separator });
  const text = errorsHeader(layout) + errorLines(rows, { layout, columns });
  return parse<Record<string, string>>(text, { columns: true, bom: true });
}

describe("a rejected record of a CSV", () => {
  const columns = ["erpRef", "amount", "invoiceNumber"];

  test("is one row, however much is wrong with it", () => {
    const errors = [fault("/amount", "REQUIRED"), fault("/erpRef", "TOO_LONG")];

    const rows = csv([rejected({ n: 7, raw: { erpRef: "1" }, errors })], columns);

    expect(rows).toEqual([
      {
        error_row: "7",
        error_field: "amount; erpRef",
        error_code: "REQUIRED; TOO_LONG",
        error_message: "REQUIRED told; TOO_LONG told",
        erpRef: "1",
        amount: "",
        invoiceNumber: "",
      },
    ]);
  });

  test("guards text that a spreadsheet would run, and leaves numbers alone", () => {
    const raw = { erpRef: "=1+1", amount: "-5.00", invoiceNumber: "'=2" };

    const [row] = csv([rejected({ raw })], columns);

    expect(row).toMatchObject({ erpRef: "'=1+1", amount: "-5.00", invoiceNumber: "'=2" });
  });

  test("that could not be cut shows its cells as far as they go and drops nothing", () => {
    const [row] = csv([rejected({ rawText: "1;2;a;b" })], columns, ";");

    expect(row).toMatchObject({ erpRef: "1", amount: "2", invoiceNumber: "a;b" });
  });

  test("in Windows' alphabet shows the letters that were meant", () => {
    const [row] = csv([rejected({ rawBytes: Buffer.from("1,2,café", "latin1") })], columns);

    expect(row).toMatchObject({ invoiceNumber: "café" });
  });

  test("with misplaced quotes is told as it was", () => {
    const [row] = csv([rejected({ rawText: '"1" x,2,3' })], columns);

    expect(row?.["error_message"]).toBe('REQUIRED told It was: "1" x,2,3');
  });

  test("of a mended file that still has our columns has them once", () => {
    const [row] = csv(
      [rejected({ n: 3, raw: { error_row: "9", erpRef: "1" } })],
      ["error_row", ...columns],
    );

    expect(row).toMatchObject({ error_row: "3", erpRef: "1" });
  });
});

describe("a rejected record of JSON", () => {
  test("is laid out by the fields of its feed", () => {
    const [row] = csv([rejected({ raw: { erpRef: "1", attributes: { a: 1 }, amount: 5 } })], null);

    expect(row).toMatchObject({ erpRef: "1", amount: "5", backupDocUrl: "" });
  });

  test("whose text starts with a guard of its own gets another one", () => {
    const [row] = csv([rejected({ raw: { invoiceNumber: "'=1" } })], null);

    expect(row).toMatchObject({ invoiceNumber: "''=1" });
  });
});
