import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { asTenant, openPool } from "../../../server/db/pool.ts";
import { answerFunctions } from "../../../server/intelligence/answer-functions.ts";
import { DEMO } from "../../support/database.ts";
import { type FunctionDesk, openFunctionDesk, textOf } from "./function-desk.ts";

let desk: FunctionDesk;
beforeAll(async () => {
  desk = await openFunctionDesk();
});
afterAll(() => desk.app.close());

const Problem = z.object({ code: z.string(), message: z.string() });
const EMPTY = { value: { kind: "text", text: "" } };

describe("TPM.ASOF", () => {
  test("tells how fresh each source is", async () => {
    const [tpm, gl, shipments, pos] = await desk.results(
      ["ASOF"],
      ["ASOF", "gl"],
      ["ASOF", "shipments"],
      ["ASOF", "POS"],
    );

    expect(tpm).toMatchObject({ value: { kind: "instant" } });
    expect(gl).toMatchObject({ value: { kind: "instant" } });
    expect(shipments).toMatchObject({ value: { kind: "day" } });
    expect(pos).toMatchObject({ value: { kind: "day" } });
  });
});

describe("a batch of calls", () => {
  test("answers each call in its place, wrong ones with a sentence and empty ones with nothing", async () => {
    const answered = await desk.problems(
      ["FUND", "F-9999"],
      ["ACCRUAL", "P-9999"],
      ["PROMO", "P-1001", "colour"],
      ["FUND", "F-1001", "everything"],
      ["SPEND", "NOBODY", "*", "2026"],
      ["SPEND", "*", "NOTHING", "2026"],
      ["OPENDEDUCTIONS", "NOBODY"],
      ["NOPE", "x"],
      ["FUND", ""],
      ["PROMO", "P-1001", null],
    );

    const codes = answered.map((each) => Problem.safeParse(each).data?.code ?? "value");
    const words = answered.map((each) => Problem.safeParse(each).data?.message ?? "");
    expect(codes).toEqual([
      "NOT_AVAILABLE",
      "NOT_AVAILABLE",
      "VALUE",
      "VALUE",
      "NOT_AVAILABLE",
      "NOT_AVAILABLE",
      "NOT_AVAILABLE",
      "VALUE",
      "value",
      "value",
    ]);
    expect(words[0]).toContain("no fund F-9999");
    expect(words[1]).toContain("no promotion P-9999");
    expect(words[2]).toContain("accrual status");
    expect(words[3]).toBe(
      '"everything" is not allowed here. Use remaining, budget, committed, reserved, actual, accrued, settled.',
    );
    expect(words[4]).toContain("no one customer NOBODY");
    expect(words[5]).toContain("no product NOTHING");
    expect(words[6]).toContain("no one customer NOBODY");
    expect(words[7]).toBe("There is no function TPM.NOPE.");
    expect(answered.slice(8)).toEqual([EMPTY, EMPTY]);
  });

  test("shows nothing of another company", async () => {
    const second = { tenant: "second", persona: "planner" } as const;
    const { results: own } = await desk.ask(
      [
        ["FUND", "F-1001"],
        ["PROMO", "P-1001", "name"],
      ],
      second,
    );

    expect(own.map(textOf)).not.toContain("Fall Scan-Back, Oat Rings");
    expect(own[0]).not.toEqual((await desk.results(["FUND", "F-1001"]))[0]);
  });

  test("is refused to a feed, to nobody, and above 500 calls", async () => {
    const body = { calls: [{ name: "FUND", args: ["F-1001"] }] };
    const many = { calls: Array.from({ length: 501 }, () => body.calls[0]) };
    const statuses = await Promise.all([
      desk.app.request("integration", "POST /v1/functions/batch", { body }),
      desk.app.request(null, "POST /v1/functions/batch", { body }),
      desk.app.request("planner", "POST /v1/functions/batch", { body: many }),
    ]);

    expect(statuses.map(({ status }) => status)).toEqual([403, 401, 422]);
  });

  test("keeps its data version until something changes", async () => {
    const before = await desk.ask([["FUND", "F-1001"]]);
    const again = await desk.ask([["FUND", "F-1002"]]);
    await desk.app.database.as(
      (tx) => tx`select tenancy.record_act('[{"act": "test.changed", "entity": "funds"}]'::jsonb)`,
    );
    const after = await desk.ask([["FUND", "F-1001"]]);

    expect(again.dataVersion).toBe(before.dataVersion);
    expect(after.dataVersion).not.toBe(before.dataVersion);
  });
});

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
  const pool = openPool(desk.app.database.url, { max: 1 });
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
