import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../shared/day.ts";
import type { Journal } from "../../shared/finance/journal.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import { FUND, openPlanner, type Planner } from "./planner.ts";

// The tenth of last month, whose books the demo company still has open: no test day is the last of its month.
const lastMonth = addDays(`${new Date().toISOString().slice(0, 7)}-01`, -1).slice(0, 7);
const today = `${lastMonth}-10`;
/** Noon in Chicago. */
const noon = (day: string) => `${day}T18:00:00Z`;

let planner: Planner;
beforeAll(async () => {
  planner = await openPlanner(noon(today));
});
afterAll(() => planner.close());

const FIELDS = {
  name: "Spring TPR, Crackers",
  customerErpId: "Kroger",
  fundId: "F-1002",
  tacticType: "TPR",
  sellInStart: addDays(today, 2),
  sellInEnd: addDays(today, 2),
};
const LINES = [
  { productErpId: "HE-SEA-09", discountPerUnit: "0.3000", forecastedBaseUnits: "9600" },
  {
    productErpId: "HE-ROS-09",
    discountPerUnit: "0.3333",
    forecastedBaseUnits: "1000",
    forecastedUpliftUnits: "1",
  },
  {
    productErpId: "Hearth Cheddar Crackers 8 oz",
    discountPerUnit: "0.5000",
    forecastedBaseUnits: "100",
    forecastedUpliftUnits: "20",
  },
];

const entries = (journals: readonly Journal[]) =>
  journals.flatMap((journal) =>
    journal.entries.map(({ tag, debitAccount, creditAccount, amount }) =>
      [
        journal.performancePeriod,
        journal.kind,
        tag,
        debitAccount,
        creditAccount,
        amount.toMinor(),
      ].join(" "),
    ),
  );
const facts = ({ status, accrualStatus, fundStatus, plannedSpend }: Promotion) =>
  [status, accrualStatus, fundStatus, plannedSpend.toMinor()].join(" ");

test("a promotion of three lines goes from draft to LIVE, and fund and books follow each step", async () => {
  const before = await planner.fund(FUND.kroger);
  const draft = await planner.plan(FIELDS, LINES);

  // 0.30 x 9,600 + 0.3333 x 1,001 (333.6333, to the cent once) + 0.50 x 120
  expect(facts(draft)).toBe("DRAFT NONE NONE 3273.63");
  expect(draft).toMatchObject({ customerErpId: "KROGER", fundNumber: "F-1002", editable: true });
  expect((await planner.fund(FUND.kroger)).available).toEqual(before.available);

  const submitted = await planner.act("planner", "submit", { promotion: draft });

  expect(facts(submitted)).toBe("PENDING_APPROVAL NONE RESERVED 3273.63");
  const reserved = await planner.fund(FUND.kroger);
  expect(reserved.available.toMinor()).toBe(
    before.available.minus(submitted.plannedSpend).toMinor(),
  );

  const approved = await planner.act("approver", "approve", { promotion: submitted });

  expect(facts(approved)).toBe("APPROVED QUEUED COMMITTED 3273.63");
  await planner.app.runJobs();
  const posted = await planner.promotion(draft.id);
  expect(facts(posted)).toBe("APPROVED POSTED COMMITTED 3273.63");
  const month = FIELDS.sellInStart.slice(0, 7);
  const journals = await planner.journals(draft.id);
  expect(entries(journals)).toEqual([`${month} ACCRUAL ACCRUAL 4100 2150 3273.63`]);
  expect(journals[0]).toMatchObject({ status: "POSTED", attempts: 1 });
  expect(journals[0]!.erpDocument).toBe(journals[0]!.reference);

  planner.app.setNow(noon(addDays(today, 2)));
  await planner.app.runChore("turn-promotions");
  expect((await planner.promotion(draft.id)).status).toBe("LIVE");

  planner.app.setNow(noon(addDays(today, 3)));
  await planner.app.runChore("turn-promotions");
  expect((await planner.promotion(draft.id)).status).toBe("COMPLETED");

  const completed = await planner.promotion(draft.id);
  const closed = await planner.act("controller", "close", { promotion: completed });
  await planner.app.runJobs();

  expect(closed.status).toBe("CLOSED");
  const all = await planner.journals(draft.id);
  expect(entries(all)).toContain(`${month} RELEASE RELEASE 2150 4100 3273.63`);
  expect(all.map(({ status }) => status)).toEqual(["POSTED", "POSTED"]);
  expect((await planner.fund(FUND.kroger)).available).toEqual(before.available);
  await planner.app.runChore("turn-promotions");
  expect((await planner.promotion(draft.id)).status).toBe("SETTLED");
});
