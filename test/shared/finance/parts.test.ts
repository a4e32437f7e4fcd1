import { describe, expect, test } from "vitest";
import { approvalsNeeded, type Part, totalsOf } from "../../../shared/finance/parts.ts";
import { usd } from "./amounts.ts";

const limits = { settlement: usd("25,000"), writeOff: usd("1,000") };
const part = (kind: Part["kind"], amount: string): Part => ({ kind, amount: usd(amount) });
const needed = (parts: Part[], frozen: Part[] = []) =>
  approvalsNeeded({ parts, frozen, limits }).map(({ kind, role, amount }) => [
    kind,
    role,
    amount.toMinor(),
  ]);

test("totals by kind add up to the whole", () => {
  const totals = totalsOf([
    part("PROMO", "10,000"),
    part("TOLERANCE", "150"),
    part("DISPUTE", "2,000"),
    part("WRITE_OFF", "1"),
    part("NON_TRADE", "2"),
  ]);

  expect(totals).toMatchObject({ settled: usd("10,150"), total: usd("12,153") });
});

describe("approvals", () => {
  test("25,000.00 is posted without one", () => {
    expect(needed([part("PROMO", "24,900"), part("TOLERANCE", "100")])).toEqual([]);
  });

  test("25,000.01 waits for a FinanceApprover", () => {
    expect(needed([part("PROMO", "25,000.01")])).toEqual([
      ["SETTLEMENT", "FinanceApprover", "25000.01"],
    ]);
  });

  test("slices of one claim count together", () => {
    expect(needed([part("PROMO", "5,000.01")], [part("PROMO", "20,000")])).toEqual([
      ["SETTLEMENT", "FinanceApprover", "25000.01"],
    ]);
  });

  test("a write-off above 1,000 waits on its own", () => {
    expect(needed([part("PROMO", "10,000"), part("WRITE_OFF", "1,000.01")])).toEqual([
      ["WRITE_OFF", "FinanceApprover", "1000.01"],
    ]);
  });

  test("a dispute of any size gives nothing away and waits for nobody", () => {
    expect(needed([part("DISPUTE", "100,000")], [part("PROMO", "30,000")])).toEqual([]);
  });

  test("clearing 30,000 as non-trade counts as settled", () => {
    expect(needed([part("NON_TRADE", "30,000")])).toHaveLength(1);
  });
});
