import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, body } from "../../../server/http/answer.ts";
import type { AppEnv } from "../../../server/http/env.ts";
import { answerNotFound, answerProblem, refuseInvalid } from "../../../server/http/problem.ts";
import { Day } from "../../../shared/day.ts";
import { Problem } from "../../../shared/problem.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { BookedAmount } from "../../../shared/wire.ts";
import { openTestDatabase, type TestDatabase } from "../../support/database.ts";

const Shipment = z
  .object({
    postingDate: Day,
    note: z.string().optional(),
    lines: z.array(z.object({ amount: BookedAmount, kind: z.enum(["PROMO", "DISPUTE"]) }).strict()),
  })
  .strict();
const shipment = createRoute({
  method: "post",
  path: "/shipments",
  request: { body: body(Shipment) },
  responses: answers(z.object({}), "Shipped"),
});

let database: TestDatabase;
let act: () => Promise<unknown>;
let logged: [string, unknown][];
beforeAll(async () => {
  database = await openTestDatabase({ seed: "none" });
});
afterAll(() => database.close());

async function send(sent: RequestInit = {}) {
  logged = [];
  const keep = (facts: object, message: string) => {
    logged.push([message, facts]);
  };
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(async (c, next) => {
    c.set("requestId", "request-1");
    c.set("log", { debug: keep, info: keep, warn: keep, error: keep });
    await next();
  });
  app.openapi(shipment, async (c) => {
    await act();
    return c.json({}, 200);
  });
  const response = await app.request("/shipments", { method: "POST", ...sent });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    problem: Problem.parse(JSON.parse(text)),
  };
}

const json = (content: unknown) => ({
  headers: { "content-type": "application/json" },
  body: typeof content === "string" ? content : JSON.stringify(content),
});
const GOOD = json({ postingDate: "2026-11-23", lines: [] });

describe("a refusal", () => {
  it("is a problem with its code, status, sentence and fields", async () => {
    act = () => {
      throw new Refusal("PERIOD_CLOSED", "Period 2026-10 is closed.", [
        { pointer: "/postingDate", code: "closed", message: "choose a day of an open period" },
      ]);
    };

    const { headers, problem } = await send(GOOD);

    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(problem).toEqual({
      type: "/docs/errors#PERIOD_CLOSED",
      title: "Period closed",
      status: 409,
      detail: "Period 2026-10 is closed.",
      instance: "/shipments",
      code: "PERIOD_CLOSED",
      requestId: "request-1",
      errors: [
        { pointer: "/postingDate", code: "closed", message: "choose a day of an open period" },
      ],
    });
  });
});

describe("a fault", () => {
  it("answers 500 without a word of what it was, which is logged", async () => {
    act = () => {
      throw new Error("connect ECONNREFUSED postgres://owner:hunter2@10.0.0.7");
    };

    const { status, text, problem } = await send(GOOD);

    expect([status, problem.code, problem.requestId]).toEqual([500, "FAULT", "request-1"]);
    expect(text).not.toMatch(/hunter2|ECONNREFUSED|postgres/);
    expect(logged).toEqual([["fault", expect.objectContaining({ requestId: "request-1" })]]);
  });

  it("of the database says nothing of SQL, tables or values", async () => {
    act = () =>
      database.as((tx) => tx`select amount from finance.no_such_table where amount = ${"77"}`);

    const { status, text } = await send(GOOD);

    expect(status).toBe(500);
    expect(text).not.toMatch(/select|no_such_table|finance|relation|77/);
  });
});

describe("a constraint that refuses", () => {
  it("answers what it means to a person, not its name", async () => {
    act = () =>
      database.as(async (tx) => {
        await tx`insert into tenancy.counters (tenant_id, name, value) values (tenancy.current_tenant(), 'twice', 1)`;
        await tx`insert into tenancy.counters (tenant_id, name, value) values (tenancy.current_tenant(), 'twice', 1)`;
      });

    const { status, text, problem } = await send(GOOD);

    expect([status, problem.code]).toEqual([409, "DUPLICATE"]);
    expect(text).not.toMatch(/counters|pkey|tenant/);
  });
});

describe("input that cannot be accepted", () => {
  it.each(["a\0b", "a\ud83d", "\ude00b"])(
    "names the text %j, which no database holds",
    async (note) => {
      act = () => Promise.resolve();

      const { status, problem } = await send(json({ postingDate: "2026-11-23", note, lines: [] }));

      expect([status, problem.code]).toEqual([422, "INVALID"]);
      expect(problem.errors).toEqual([
        expect.objectContaining({ pointer: "/note", code: "control_character" }),
      ]);
    },
  );

  it("lets whole emoji, backslashes and line ends through", async () => {
    const note = "😀 \\u0000\n\tb";
    let acted = false;
    act = () => {
      acted = true;
      throw new Refusal("NOT_FOUND", "It was looked for.");
    };

    const { status } = await send(json({ postingDate: "2026-11-23", note, lines: [] }));

    expect([status, acted]).toEqual([404, true]);
  });

  it("names every field by pointer, with the rule and what would be allowed", async () => {
    const { status, problem } = await send(
      json({
        postingDate: "23.11.2026",
        lines: [{ amount: "10.005", kind: "GIFT", extra: 1 }, {}],
      }),
    );

    expect([status, problem.code]).toEqual([422, "INVALID"]);
    expect(problem.errors.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([
      "/postingDate Invalid ISO date",
      "/lines/0/amount an amount in the books has at most two decimals",
      "/lines/0/kind must be one of PROMO, DISPUTE",
      "/lines/0 extra: there is no such field here",
      "/lines/1/amount is required",
      "/lines/1/kind must be one of PROMO, DISPUTE",
    ]);
    expect(problem.errors[2]?.allowed).toEqual(["PROMO", "DISPUTE"]);
  });

  it("is refused as unreadable when it is not JSON", async () => {
    const { status, problem } = await send(json('{"postingDate":'));

    expect([status, problem.code]).toEqual([400, "UNREADABLE_BODY"]);
  });

  it("is refused as another medium when it says that it is", async () => {
    const { status, problem } = await send({
      headers: { "content-type": "text/xml" },
      body: "<a/>",
    });

    expect([status, problem.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  it("names at most a hundred fields, however many are wrong", async () => {
    const lines = Array.from({ length: 500 }, () => ({ amount: 1, kind: "PROMO" }));

    const { problem } = await send(json({ postingDate: "2026-11-23", lines }));

    expect(problem.errors).toHaveLength(100);
  });
});
