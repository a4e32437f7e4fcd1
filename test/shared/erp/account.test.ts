import { expect, test } from "vitest";
import { AccountRecord } from "../../../shared/erp/account.ts";
import { readRecord } from "../../../shared/erp/record.ts";

test("an account names what journals use it for by a role", () => {
  const reading = readRecord(AccountRecord, {
    code: "1150",
    name: "Deductions in clearing",
    kind: "ASSET",
    role: "DEDUCTION_CLEARING",
  });

  expect(reading).toMatchObject({ kind: "READ", record: { role: "DEDUCTION_CLEARING" } });
});

test.each([
  ["an unknown role", { role: "CLEARING" }, "NOT_ALLOWED"],
  ["a kind in small letters", { kind: "asset" }, "NOT_ALLOWED"],
  ["a code of 21", { code: "1".repeat(21) }, "TOO_LONG"],
])("an account is refused with %s", (_, changes, code) => {
  const reading = readRecord(AccountRecord, {
    code: "1150",
    name: "Deductions in clearing",
    kind: "ASSET",
    ...changes,
  });

  const pointer = `/${Object.keys(changes)[0] ?? ""}`;
  expect(reading).toMatchObject({ kind: "FAULTY", faults: [{ pointer, code }] });
});
