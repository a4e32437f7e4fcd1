import { expect, test } from "vitest";
import { countingEdits } from "../../../../addin/taskpane/desk/count-edits.ts";
import { Money } from "../../../../shared/money.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aClaim, CLAIM_ID } from "../samples.ts";

const inputs = {
  id: CLAIM_ID,
  promotionNumber: "P-2026-014",
  settle: Money.of("10000"),
  dispute: Money.of("2000"),
};

function counted() {
  const memory = new MemoryWorkbook();
  memory.claims = [aClaim()];
  const numbers: number[] = [];
  return { memory, numbers, workbook: countingEdits(memory, (edited) => numbers.push(edited)) };
}

test("the count follows what we fill in and take back ourselves", async () => {
  const { workbook, numbers } = counted();

  await workbook.fillInputs([inputs]);
  await expect.poll(() => numbers).toEqual([1]);
  await workbook.discard("all");

  await expect.poll(() => numbers).toEqual([1, 0]);
});

test("the count follows what the user types", async () => {
  const { memory, numbers } = counted();
  const typed: (() => void)[] = [];
  memory.onEdited = (listener: () => void) => {
    typed.push(listener);
    return Promise.resolve(() => undefined);
  };
  const { onEdited } = countingEdits(memory, (edited) => numbers.push(edited));
  await onEdited(() => undefined);

  memory.edits.set(CLAIM_ID, inputs);
  for (const listener of typed) listener();

  await expect.poll(() => numbers).toEqual([1]);
});

test("while Excel is busy the old number stays", async () => {
  const { memory, numbers } = counted();
  memory.diffDeductions = () => Promise.reject(new Error("Excel is in cell-edit mode"));
  const workbook = countingEdits(memory, (edited) => numbers.push(edited));

  await workbook.fillInputs([inputs]);

  expect(numbers).toEqual([]);
});
