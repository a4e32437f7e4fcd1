import { expect, test } from "vitest";
import { PeriodRecord } from "../../../shared/erp/period.ts";
import { readRecord } from "../../../shared/erp/record.ts";

const november = { code: "2026-11", start: "2026-11-01", end: "2026-11-30", status: "OPEN" };

test("a period belongs to the general ledger unless it says otherwise", () => {
  const reading = readRecord(PeriodRecord, november);

  expect(reading).toMatchObject({ kind: "READ", record: { ledger: "GL" } });
});

test("a period that ends before it starts is refused", () => {
  const reading = readRecord(PeriodRecord, { ...november, end: "2026-10-31" });

  expect(reading).toMatchObject({ faults: [{ pointer: "/end", code: "ENDS_BEFORE_START" }] });
});

test("a period's status is one of three words", () => {
  const reading = readRecord(PeriodRecord, { ...november, status: "LOCKED" });

  expect(reading).toMatchObject({ faults: [{ pointer: "/status", code: "NOT_ALLOWED" }] });
});
