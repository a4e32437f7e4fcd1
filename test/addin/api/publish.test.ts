import { expect, test } from "vitest";
import { HttpClient } from "../../../addin/api/http.ts";
import { MishapLog } from "../../../addin/api/mishaps.ts";
import { publishInChunks } from "../../../addin/api/publish.ts";
import { json, offline, problem, type Sent, someServer } from "./some-server.ts";

const BATCH = "0190d000-0000-7000-8000-00000000ba7c";
const idOf = (index: number) => `0190d000-0000-7000-8000-${String(index).padStart(12, "0")}`;

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: idOf(index),
    op: "update" as const,
    id: idOf(index),
    version: 1,
    changes: { settle: "10000.0000" },
  }));

interface Body {
  batchId: string;
  message?: string;
  rows: { key: string; op: string }[];
}

const saved = (keys: string[]) =>
  json({
    batchId: BATCH,
    summary: { saved: keys.length },
    results: keys.map((key) => ({
      key,
      outcome: "saved",
      id: key,
      version: 2,
      row: null,
      problem: null,
    })),
  });

const savedAll = ({ body }: Sent) => saved((body as Body).rows.map(({ key }) => key));

function publisher(answer: Parameters<typeof someServer>[0]) {
  const server = someServer(answer);
  const http = new HttpClient({ world: server.world, mishaps: new MishapLog(), client: "test" });
  return { ...server, http };
}

test("250 rows go out in chunks of 100 under one batch, each with its own key", async () => {
  const { http, sent } = publisher(savedAll);
  const progress: number[] = [];

  const answer = await publishInChunks(http, "deductions", {
    batchId: BATCH,
    rows: rowsOf(250),
    onProgress: ({ done }) => progress.push(done),
  });

  expect(answer).toMatchObject({ stopped: null });
  expect(answer.results).toHaveLength(250);
  expect(progress).toEqual([100, 200, 250]);
  expect(sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual([
    `${BATCH}:1`,
    `${BATCH}:2`,
    `${BATCH}:3`,
  ]);
  expect(sent.map(({ body }) => (body as Body).rows.length)).toEqual([100, 100, 50]);
  expect(new Set(sent.map(({ body }) => (body as Body).batchId))).toEqual(new Set([BATCH]));
});

test("a row says that it updates, and the message for the audit log goes along", async () => {
  const { http, sent } = publisher(savedAll);

  await publishInChunks(http, "deductions", {
    batchId: BATCH,
    rows: rowsOf(1),
    message: "week 47",
  });

  expect(sent[0]?.body).toMatchObject({ message: "week 47", rows: [{ op: "update" }] });
});

test("a lost answer in the second chunk is repeated under the same key, and nothing is lost", async () => {
  const { http, sent } = publisher((request, count) =>
    count === 2 ? offline() : savedAll(request),
  );

  const answer = await publishInChunks(http, "deductions", { batchId: BATCH, rows: rowsOf(150) });

  expect(answer.results).toHaveLength(150);
  expect(sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual([
    `${BATCH}:1`,
    `${BATCH}:2`,
    `${BATCH}:2`,
  ]);
});

test("when the answer stays lost, the server is asked what it saved of the batch", async () => {
  const { http, sent } = publisher((request) => {
    if (request.method === "GET")
      return saved([...rowsOf(150)].map(({ key }) => key).slice(0, 130));
    return (request.body as Body).rows.length === 100 ? savedAll(request) : offline();
  });

  const answer = await publishInChunks(http, "deductions", { batchId: BATCH, rows: rowsOf(150) });

  expect(sent.at(-1)?.path).toBe(`/v1/publishes/${BATCH}`);
  expect(answer.results).toHaveLength(130);
  expect(answer.stopped).toBe(
    "The connection was lost. Tradebook answered for 130 of 150 rows before that; whether the other 20 arrived is not known. Retry when the connection is back: nothing is saved twice.",
  );
});

test("when the server stays out of reach, the unanswered rows have no result", async () => {
  const { http } = publisher(offline);

  const answer = await publishInChunks(http, "deductions", { batchId: BATCH, rows: rowsOf(3) });

  expect(answer.results).toEqual([]);
  expect(answer.stopped).toMatch(/cannot be reached/);
});

test("a publish that is refused outright is a refusal, with nothing saved", async () => {
  const { http } = publisher(() =>
    problem({ status: 403, code: "ROLE_MISSING", detail: "Only Finance may publish deductions." }),
  );

  await expect(
    publishInChunks(http, "deductions", { batchId: BATCH, rows: rowsOf(3) }),
  ).rejects.toThrow("Only Finance may publish deductions.");
});

test("a refusal after a saved chunk keeps what was saved and says why it stopped", async () => {
  const { http } = publisher((request, count) =>
    count === 1
      ? savedAll(request)
      : problem({ status: 403, code: "USER_DISABLED", detail: "This user was disabled." }),
  );

  const answer = await publishInChunks(http, "deductions", { batchId: BATCH, rows: rowsOf(150) });

  expect(answer.results).toHaveLength(100);
  expect(answer.stopped).toBe("This user was disabled.");
});

test("a connection that comes back is used at once, and the chunk goes out again under its key", async () => {
  let posts = 0;
  const { http, sent } = publisher((request) => {
    if (request.method === "GET") return problem({ status: 404, code: "NOT_FOUND", detail: "no" });
    posts += 1;
    return posts <= 4 ? offline() : savedAll(request);
  });

  const answer = await publishInChunks(http, "deductions", { batchId: BATCH, rows: rowsOf(3) });

  expect(answer).toMatchObject({ stopped: null });
  expect(answer.results).toHaveLength(3);
  const keys = sent.filter(({ method }) => method === "POST").map((each) => each.headers);
  expect(new Set(keys.map((headers) => headers.get("idempotency-key")))).toEqual(
    new Set([`${BATCH}:1`]),
  );
});

test("validating asks the same address and says that nothing is to be saved", async () => {
  const { http, sent } = publisher(savedAll);

  await publishInChunks(http, "promoLines", { batchId: BATCH, validate: true, rows: rowsOf(1) });

  expect(sent.map(({ path }) => path)).toEqual(["/v1/promotion-lines/batch?validate=true"]);
});
