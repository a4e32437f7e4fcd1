import { expect, test } from "vitest";
import { countingEdits } from "../../../../addin/taskpane/desk/count-edits.ts";
import type { TableName } from "../../../../addin/taskpane/ports.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aClaim, CLAIM_ID } from "../samples.ts";

const fields = { promotionId: "P-2026-014", settle: "10000.0000", dispute: "2000.0000" };
const inputs = { id: CLAIM_ID, fields };

function counted() {
  const memory = new MemoryWorkbook();
  memory.claims = [aClaim()];
  const numbers: number[] = [];
  return { memory, numbers, workbook: countingEdits(memory, (edited) => numbers.push(edited)) };
}

test("the count follows what we fill in and take back ourselves", async () => {
  const { workbook, numbers } = counted();

  await workbook.fill("deductions", [inputs]);
  await expect.poll(() => numbers).toEqual([1]);
  await workbook.discard("deductions", "all");

  await expect.poll(() => numbers).toEqual([1, 0]);
});

test("the count follows what the user types", async () => {
  const { memory, numbers } = counted();
  const typed: ((table: TableName) => void)[] = [];
  memory.onEdited = (listener) => {
    typed.push(listener);
    return Promise.resolve(() => undefined);
  };
  const { onEdited } = countingEdits(memory, (edited) => numbers.push(edited));
  await onEdited(() => undefined);

  memory.edits.set(CLAIM_ID, fields);
  for (const listener of typed) listener("deductions");

  await expect.poll(() => numbers).toEqual([1]);
});

test("while Excel is busy the old number stays", async () => {
  const { memory, numbers } = counted();
  memory.diff = () => Promise.reject(new Error("Excel is in cell-edit mode"));
  const workbook = countingEdits(memory, (edited) => numbers.push(edited));

  await workbook.fill("deductions", [inputs]);

  expect(numbers).toEqual([]);
});
