import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant, openPool } from "../../../server/db/pool.ts";
import { answerFunctions } from "../../../server/intelligence/answer-functions.ts";
import { DEMO, openTestDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ seed: "demo" });
});
afterAll(() => database.close());

const NUMBERS = Array.from({ length: 12 }, (_, at) => `P-10${String(at + 1).padStart(2, "0")}`);

/** As many calls as a batch holds, of every kind, all different from one another. */
const calls = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const number = NUMBERS[at % NUMBERS.length] ?? "";
    const day = `20${String(10 + (at % 40)).padStart(2, "0")}-0${(at % 9) + 1}-11`;
    return [
      { name: "FUND", args: ["F-1001", "actual", day] },
      { name: "ACCRUAL", args: [number, "balance", day] },
      { name: "PROMO", args: [number, "name"] },
      {
        name: "SPEND",
        args: ["KROGER", at % 2 === 0 ? "*" : "Meadow", `20${10 + (at % 40)}`, "planned", "latest"],
      },
      { name: "OPENDEDUCTIONS", args: ["WALMART", "amount", null, String(at)] },
      { name: "ASOF", args: ["gl"] },
    ][at % 6]!;
  });

/** How many statements Postgres was sent for a batch of so many calls. */
async function statementsFor(count: number): Promise<number> {
  const pool = openPool(database.url, { max: 1 });
  let sent = 0;
  try {
    await asTenant(pool, { tenantId: DEMO }, async (tx) => {
      const counting = new Proxy(tx, {
        apply: (target, self, args: unknown[]) => {
          sent += 1;
          return Reflect.apply(target, self, args) as unknown;
        },
      });
      const { results } = await answerFunctions(counting, { calls: calls(count), now: new Date() });
      expect(results).toHaveLength(count);
    });
  } finally {
    await pool.end();
  }
  return sent;
}

test("500 calls of every kind take the same few statements as six", async () => {
  const few = await statementsFor(6);
  const many = await statementsFor(500);

  expect(many).toBe(few);
  expect(many).toBeLessThanOrEqual(12);
});
