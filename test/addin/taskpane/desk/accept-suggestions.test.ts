import { expect, test } from "vitest";
import {
  acceptCandidate,
  acceptSuggestions,
} from "../../../../addin/taskpane/desk/accept-suggestions.ts";
import { Money } from "../../../../shared/money.ts";
import { memoryApi } from "../memory-api.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aCandidate, aClaim, aMe } from "../samples.ts";

const me = aMe();
const rule = me.tolerance;

function deskWith(...claims: ReturnType<typeof aClaim>[]) {
  const workbook = new MemoryWorkbook();
  workbook.claims = claims;
  workbook.selectedIds = claims.map(({ id }) => id);
  return { api: memoryApi(), workbook };
}

test("12,000 against 10,000 fills Settle with 10,000 and Dispute with 2,000", async () => {
  const desk = deskWith(aClaim());

  const acceptance = await acceptSuggestions(desk, me);

  const [inputs] = desk.workbook.edits.values();
  expect(inputs?.["promotionId"]).toBe("P-2026-014");
  expect(inputs?.["settle"]).toBe("10000.0000");
  expect(inputs?.["dispute"]).toBe("2000.0000");
  expect(acceptance).toEqual({ filled: ["D-1001 · Walmart US"], skipped: [] });
});

test("10,200 is within 2 % of 10,000 and settles whole; a cent more disputes the excess", async () => {
  const within = aClaim({ id: "within", open: Money.of("10200.00") });
  const above = aClaim({ id: "above", open: Money.of("10200.01") });
  const desk = deskWith(within, above);

  await acceptSuggestions(desk, me);

  expect(desk.workbook.edits.get("within")?.["settle"]).toBe("10200.0000");
  expect(desk.workbook.edits.get("within")?.["dispute"]).toBe("0.0000");
  expect(desk.workbook.edits.get("above")?.["settle"]).toBe("10000.0000");
  expect(desk.workbook.edits.get("above")?.["dispute"]).toBe("200.0100");
});

test("rows that cannot be filled are named with the reason, and the others are filled", async () => {
  const desk = deskWith(
    aClaim({ id: "ready" }),
    aClaim({ id: "posted", number: "D-1", editable: false }),
    aClaim({ id: "settled", number: "D-2", open: Money.zero }),
    aClaim({ id: "strange", number: "D-3", suggestedPromotionNumber: null }),
  );

  const { filled, skipped } = await acceptSuggestions(desk, me);

  expect(filled).toHaveLength(1);
  expect([...desk.workbook.edits.keys()]).toEqual(["ready"]);
  expect(skipped.map(({ label, why }) => `${label}: ${why}`)).toEqual([
    expect.stringMatching(/^D-1 .*cannot be edited/),
    expect.stringMatching(/^D-2 .*nothing is open/),
    expect.stringMatching(/^D-3 .*no promotion was found/),
  ]);
});

test("a promotion that the user picks is judged by what it still expects", async () => {
  const desk = deskWith(aClaim());
  const candidate = aCandidate({ number: "P-7", remainingExpected: Money.of("11900") });

  await acceptCandidate(desk, { claim: aClaim(), candidate, rule });

  const [inputs] = desk.workbook.edits.values();
  expect(inputs?.["promotionId"]).toBe("P-7");
  expect(inputs?.["settle"]).toBe("12000.0000");
});

test("somebody who may not settle is told which role that takes", async () => {
  const desk = deskWith(aClaim({ editable: false }));

  const { skipped } = await acceptSuggestions(desk, aMe({ roles: ["Planner"] }));

  expect(skipped).toEqual([
    {
      label: "D-1001 · Walmart US",
      why: "settling deductions takes the role Finance, which you do not have",
    },
  ]);
});
