import { expect, test } from "vitest";
import { followAccruals } from "../../../../addin/taskpane/desk/follow-accruals.ts";
import type { Moved } from "../../../../addin/taskpane/desk/moves.ts";
import type { Promotion } from "../../../../shared/planning/promotion.ts";
import { memoryApi } from "../memory-api.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aPromotion } from "../planning-samples.ts";

const approved = (accrualStatus: Promotion["accrualStatus"]): Moved => {
  const row = aPromotion({ status: "APPROVED", accrualStatus });
  return { id: row.id, label: row.number, isDone: true, message: "", row };
};

/** A server whose promotion goes through these states, one per question. */
function deskSeeing(...states: Promotion["accrualStatus"][]) {
  const workbook = new MemoryWorkbook();
  workbook.promotions = [aPromotion()];
  let asked = 0;
  const row = () => {
    const accrualStatus = states[Math.min(asked, states.length - 1)] ?? "NONE";
    asked += 1;
    return Promise.resolve(aPromotion({ accrualStatus }) as never);
  };
  return { desk: { api: memoryApi({ row }), workbook }, workbook, asked: () => asked };
}

const noWait = () => Promise.resolve();

test("a queued accrual is followed until it is posted, and the row says so", async () => {
  const { desk, workbook, asked } = deskSeeing("QUEUED", "QUEUED", "POSTED");

  await followAccruals(desk, [approved("QUEUED")], noWait);

  expect(asked()).toBe(3);
  expect(workbook.promotions[0]?.accrualStatus).toBe("POSTED");
  expect(workbook.shown.at(-1)).toMatchObject({ table: "promotions", state: "current" });
});

test("nobody is asked about a promotion that accrues nothing now", async () => {
  const { desk, asked } = deskSeeing("NONE");

  await followAccruals(desk, [approved("NONE")], noWait);

  expect(asked()).toBe(0);
});

test("an ERP that does not answer is given up on", async () => {
  const { desk, asked } = deskSeeing("QUEUED");

  await followAccruals(desk, [approved("QUEUED")], noWait);

  expect(asked()).toBe(8);
});
