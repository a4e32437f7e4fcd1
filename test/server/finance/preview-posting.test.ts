import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { type Desk, monthsAgo, openDesk } from "../../scenarios/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe("a preview", () => {
  test("ties out to the cent and warns of a closed period", async () => {
    const { id } = await desk.deduct({ amount: "500" });
    const draft = await desk.draft(id, { promotionId: "P-1007", settle: "300", dispute: "100" });

    const { claims, totals } = await desk.preview([draft], monthsAgo(4));

    const [shown] = claims;
    expect(shown?.period.status).toBe("CLOSED");
    expect(shown?.period.message).toContain("is closed in ledger GL");
    const { openBefore, openAfter, ...parts } = shown!.tieOut;
    expect(Money.sum([openAfter, ...Object.values(parts)])).toEqual(openBefore);
    expect(Money.sum(totals.map(({ debit }) => debit))).toEqual(
      Money.sum(totals.map(({ credit }) => credit)),
    );
  });

  test("is exactly what is posted", async () => {
    const { id } = await desk.deduct({ amount: "600" });
    const draft = await desk.draft(id, { promotionId: "P-1007", settle: "600" });
    const preview = await desk.preview([draft]);

    const { claims } = await desk.post([draft]);

    const { entries } = await desk.journal(claims[0]?.journalId ?? "");
    expect(entries).toEqual(preview.claims[0]?.entries);
  });
});
