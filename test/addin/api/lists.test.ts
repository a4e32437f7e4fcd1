import { expect, test } from "vitest";
import { z } from "zod";
import { HttpClient } from "../../../addin/api/http.ts";
import { wholeList } from "../../../addin/api/lists.ts";
import { MishapLog } from "../../../addin/api/mishaps.ts";
import { pageOf } from "../../../shared/page.ts";
import { json, someServer } from "./some-server.ts";

const list = {
  path: "/v1/claims",
  filter: { customer: "WM-US", reason: undefined, open: "true" },
  page: pageOf(z.object({ id: z.string() })),
};

test("a list is read to its end, page after page, and progress is told", async () => {
  const pages = [
    { rows: [{ id: "a" }, { id: "b" }], nextPageToken: "next", asOf: "2026-11-23T09:00:00.000Z" },
    { rows: [{ id: "c" }], nextPageToken: null, asOf: "2026-11-23T09:00:01.000Z" },
  ];
  const { world, sent } = someServer((_sent, count) => json(pages[count - 1]));
  const http = new HttpClient({ world, mishaps: new MishapLog(), client: "test" });
  const progress: unknown[] = [];

  const { rows, asOf } = await wholeList(http, list, { onProgress: (step) => progress.push(step) });

  expect(rows.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(asOf).toBe("2026-11-23T09:00:01.000Z");
  expect(sent.map(({ path }) => path)).toEqual([
    "/v1/claims?customer=WM-US&open=true&pageSize=2000",
    "/v1/claims?customer=WM-US&open=true&pageSize=2000&pageToken=next",
  ]);
  expect(progress).toEqual([{ done: 2 }, { done: 3, total: 3 }]);
});

test("cancelling between two pages stops the reading", async () => {
  const cancel = new AbortController();
  const { world, sent } = someServer(() => {
    cancel.abort();
    return json({ rows: [], nextPageToken: "next", asOf: "2026-11-23T09:00:00.000Z" });
  });
  const http = new HttpClient({ world, mishaps: new MishapLog(), client: "test" });

  await expect(wholeList(http, list, { signal: cancel.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(sent).toHaveLength(1);
});
