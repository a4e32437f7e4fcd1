import { expect, test } from "vitest";
import { z } from "zod";
import { NetworkDown, ServerFault } from "../../../addin/api/failures.ts";
import { HttpClient } from "../../../addin/api/http.ts";
import { MishapLog } from "../../../addin/api/mishaps.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { Amount } from "../../../shared/wire.ts";
import { json, offline, problem, type Sent, someServer } from "./some-server.ts";

const Answer = z.object({ amount: Amount });

function client(answer: Parameters<typeof someServer>[0]) {
  const server = someServer(answer);
  const mishaps = new MishapLog();
  const http = new HttpClient({ world: server.world, mishaps, client: "excel/0.1.0 (test)" });
  return { http, mishaps, ...server };
}

const get = { method: "GET", path: "/v1/claims/1?x=1", answer: Answer } as const;
const post = {
  method: "POST",
  path: "/v1/settlements/post",
  answer: Answer,
  body: { claims: [] },
  idempotencyKey: "key-1",
} as const;

test("an answer is parsed: an amount arrives as Money", async () => {
  const { http, sent } = client(() => json({ amount: "12000.0000" }));

  const { amount } = await http.ask(get);

  expect(amount.toDisplay()).toBe("12,000.00");
  expect(sent[0]?.headers.get("x-client")).toBe("excel/0.1.0 (test)");
});

test("a problem becomes a Refusal with its code, its sentence and its fields", async () => {
  const errors = [{ pointer: "/settle", code: "too_big", message: "Only 12,000.00 are open." }];
  const { http } = client(() =>
    problem({ status: 422, code: "DRAFT_EXCEEDS_OPEN", detail: "Too much.", errors }),
  );

  const refusal: unknown = await http.ask(get).catch((error: unknown) => error);

  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: "DRAFT_EXCEEDS_OPEN", message: "Too much.", errors });
});

test("a fault of the server is no Refusal, and its request id is kept for support", async () => {
  const { http, mishaps } = client(() => problem({ status: 500, code: "FAULT", detail: "boom" }));

  const fault: unknown = await http.ask(get).catch((error: unknown) => error);

  expect(fault).toBeInstanceOf(ServerFault);
  expect(fault).toMatchObject({ requestId: "req-7" });
  expect(mishaps.all()).toMatchObject([
    { request: "GET /v1/claims/1", outcome: "FAULT", requestId: "req-7" },
  ]);
});

test("an answer of another shape asks for a reload of the pane", async () => {
  const { http } = client(() => json({ amount: 12000 }));

  await expect(http.ask(get)).rejects.toThrow(/does not fit this version/);
});

test("a lost answer is asked for three more times under the same key", async () => {
  const { http, sent, waits } = client((_sent, count) =>
    count < 4 ? offline() : json({ amount: "1.00" }),
  );

  await http.ask(post);

  expect(sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual(
    Array.from({ length: 4 }, () => "key-1"),
  );
  expect(waits).toEqual([500, 1_000, 2_000]);
});

test("when the fourth attempt is lost too, the network is called down", async () => {
  const { http, sent } = client(offline);

  await expect(http.ask(post)).rejects.toBeInstanceOf(NetworkDown);
  expect(sent).toHaveLength(4);
});

test("a post without a key is never repeated", async () => {
  const { http, sent } = client(offline);
  const { idempotencyKey: _, ...unkeyed } = post;

  await expect(http.ask(unkeyed)).rejects.toBeInstanceOf(NetworkDown);
  expect(sent).toHaveLength(1);
});

test("a busy server is asked again when it says so", async () => {
  const { http, waits } = client((_sent, count) =>
    count === 1
      ? new Response(null, { status: 429, headers: { "retry-after": "7" } })
      : json({ amount: "1.00" }),
  );

  await http.ask(post);

  expect(waits).toEqual([7_000]);
});

test("a first attempt that still runs is waited for, and its answer taken", async () => {
  const { http, sent } = client((_sent, count) =>
    count === 1
      ? problem({ status: 409, code: "REQUEST_RUNNING", detail: "still running" })
      : json({ amount: "1.00" }),
  );

  await http.ask(post);

  expect(sent).toHaveLength(2);
});

test("any other conflict is final", async () => {
  const { http, sent } = client(() =>
    problem({ status: 409, code: "CLAIM_ALREADY_POSTED", detail: "Ada posted it." }),
  );

  await expect(http.ask(post)).rejects.toThrow("Ada posted it.");
  expect(sent).toHaveLength(1);
});

test("a cancelled question ends at once, without a retry", async () => {
  const cancel = new AbortController();
  const { http, sent } = client(() => {
    cancel.abort();
    return offline();
  });

  await expect(http.ask({ ...get, signal: cancel.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(sent).toHaveLength(1);
});

const takesOnlyTheNewToken = ({ headers }: Sent) =>
  headers.get("authorization") === "Bearer new"
    ? json({ amount: "1.00" })
    : problem({ status: 401, code: "TOKEN_INVALID", detail: "expired" });

test("a refused token is renewed once, and the question asked again with the new one", async () => {
  let token = "old";
  const server = someServer(takesOnlyTheNewToken);
  const bearer = {
    token: () => Promise.resolve(token),
    refused: () => {
      token = "new";
      return Promise.resolve(true);
    },
  };
  const http = new HttpClient({
    world: server.world,
    mishaps: new MishapLog(),
    client: "test",
    bearer,
  });

  await http.ask(get);

  expect(server.sent.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer old",
    "Bearer new",
  ]);
});

test("the log of mishaps holds fifty and no query values", async () => {
  const { http, mishaps } = client(() => problem({ status: 404, code: "NOT_FOUND", detail: "no" }));

  for (let index = 0; index < 60; index++) await http.ask(get).catch(() => null);

  expect(mishaps.all()).toHaveLength(50);
  expect(JSON.stringify(mishaps.all())).not.toContain("x=1");
});
