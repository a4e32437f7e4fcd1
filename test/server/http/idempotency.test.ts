import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { asTenant } from "../../../server/db/pool.ts";
import { answers, body } from "../../../server/http/answer.ts";
import type { AppEnv } from "../../../server/http/env.ts";
import { requiresOnce } from "../../../server/http/idempotency.ts";
import { answerProblem, refuseInvalid } from "../../../server/http/problem.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { DEMO, openTestDatabase, SECOND, type TestDatabase } from "../../support/database.ts";

const Payment = z.object({ amount: z.string() });
const payment = createRoute({
  method: "post",
  path: "/payments",
  ...requiresOnce("Finance"),
  request: { body: body(Payment) },
  responses: answers(z.object({ amount: z.string(), count: z.int() }), "Paid"),
});

let database: TestDatabase;
let paid: string[];
let whilePaying: () => Promise<void>;
beforeAll(async () => {
  database = await openTestDatabase({ seed: "none" });
});
afterAll(() => database.close());
beforeEach(() => {
  paid = [];
  whilePaying = () => Promise.resolve();
});

/** One route that counts how often it really ran. */
function openPayments(tenantId = DEMO) {
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
  app.onError(answerProblem);
  app.use(async (c, next) => {
    c.set("requestId", "test");
    c.set("caller", { tenantId, userId: DEMO, name: "Frank Osei", roles: ["Finance"] });
    c.set("asTenant", (work) => asTenant(database.pool, { tenantId }, work));
    await next();
  });
  return app.openapi(payment, async (c) => {
    const { amount } = c.req.valid("json");
    await whilePaying();
    if (amount === "refused") throw new Refusal("CLAIM_NOT_OPEN", "not now");
    paid.push(amount);
    return c.json({ amount, count: paid.length }, 200);
  });
}

const pay = async (key: string | undefined, amount: string, app = openPayments()) => {
  const response = await app.request("/payments", {
    method: "POST",
    headers: { "content-type": "application/json", ...(key && { "idempotency-key": key }) },
    body: JSON.stringify({ amount }),
  });
  const answer = z.looseObject({ code: z.string().optional() }).parse(await response.json());
  return { status: response.status, answer, replayed: response.headers.get("idempotent-replayed") };
};

describe("an act that must not happen twice", () => {
  it("needs a key", async () => {
    const { status, answer } = await pay(undefined, "12000.00");

    expect([status, answer.code, paid]).toEqual([400, "IDEMPOTENCY_KEY_MISSING", []]);
  });

  it("needs a key of at most 200 visible characters", async () => {
    const tooLong = await pay("x".repeat(201), "12000.00");
    const withSpace = await pay("two words", "12000.00");

    expect([tooLong.status, withSpace.status, paid]).toEqual([400, 400, []]);
  });

  it("answers the same again without happening again", async () => {
    const first = await pay("replay", "12000.00");
    const second = await pay("replay", "12000.00");

    expect([first.replayed, second.replayed, paid]).toEqual([null, "true", ["12000.00"]]);
    expect([second.status, second.answer]).toEqual([first.status, first.answer]);
  });

  it("is refused when its key named an act with other content", async () => {
    await pay("reused", "12000.00");

    const { status, answer } = await pay("reused", "99.00");

    expect([status, answer.code, paid]).toEqual([422, "IDEMPOTENCY_KEY_REUSED", ["12000.00"]]);
  });

  it("is refused while the first one runs", async () => {
    let second: Awaited<ReturnType<typeof pay>> | undefined;
    whilePaying = async () => {
      second ??= await pay("running", "12000.00");
    };

    const first = await pay("running", "12000.00");

    expect([first.status, second?.status, second?.answer.code]).toEqual([
      200,
      409,
      "REQUEST_RUNNING",
    ]);
    expect(paid).toEqual(["12000.00"]);
  });

  it("happens once when the same request arrives ten times at once", async () => {
    const answered = await Promise.all(Array.from({ length: 10 }, () => pay("race", "12000.00")));

    expect(paid).toEqual(["12000.00"]);
    expect(answered.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
  });

  it("may be tried again with its key after a refusal, which did nothing", async () => {
    const refused = await pay("refused", "refused");
    const again = await pay("refused", "refused");

    expect([refused.status, again.status, again.replayed]).toEqual([409, 409, null]);
  });

  it("may be taken up again two minutes after its process died", async () => {
    await database.as(
      (tx) => tx`
        insert into tenancy.idempotency_keys (tenant_id, route, key, request_hash, created_at)
        values (tenancy.current_tenant(), 'POST /payments', 'dead',
          encode(sha256('{"amount":"12000.00"}'), 'hex'), now() - interval '3 minutes')
      `,
    );

    const { status } = await pay("dead", "12000.00");

    expect([status, paid]).toEqual([200, ["12000.00"]]);
  });

  it("is forgotten after 72 hours, when its key is free again", async () => {
    await pay("old", "12000.00");
    await database.as(
      (tx) =>
        tx`update tenancy.idempotency_keys set expires_at = now() - interval '1 second' where key = 'old'`,
    );

    const { status } = await pay("old", "99.00");

    expect([status, paid]).toEqual([200, ["12000.00", "99.00"]]);
  });

  it("is another act in another company", async () => {
    await pay("shared", "12000.00");

    const { replayed } = await pay("shared", "12000.00", openPayments(SECOND));

    expect([replayed, paid]).toEqual([null, ["12000.00", "12000.00"]]);
  });

  it("whose content is invalid leaves its key free", async () => {
    const app = openPayments();
    const invalid = await app.request("/payments", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": "mended" },
      body: "{}",
    });

    const { status } = await pay("mended", "12000.00");

    expect([invalid.status, status]).toEqual([422, 200]);
  });
});
