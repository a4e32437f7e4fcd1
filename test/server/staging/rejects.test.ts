import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { load, newDeduction, type Sent, send } from "./feeds.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "demo" });
});
afterAll(() => app.close());

const json = (...records: unknown[]) => JSON.stringify(records);

describe("a whole upload is refused, and nothing of it kept,", () => {
  test.each<
    [string, Partial<Sent> & { feed?: string; body?: string | Uint8Array }, [number, string]]
  >([
    ["of an unknown feed", { feed: "vouchers" }, [404, "UNKNOWN_FEED"]],
    ["that does not say what it is", { type: "text/plain" }, [415, "UNSUPPORTED_MEDIA_TYPE"]],
    ["in another alphabet", { type: "text/csv; charset=latin1" }, [415, "UNSUPPORTED_MEDIA_TYPE"]],
    [
      "packed otherwise",
      { headers: { "content-encoding": "br" } },
      [415, "UNSUPPORTED_MEDIA_TYPE"],
    ],
    [
      "that is not packed as it says",
      { headers: { "content-encoding": "gzip" } },
      [400, "UNREADABLE_BODY"],
    ],
    ["that is no array", { body: "{}" }, [400, "UNREADABLE_BODY"]],
    ["that is cut short", { body: '[{"erpRef":"1"},' }, [400, "UNREADABLE_BODY"]],
    ["with a comma too many", { body: '[{"erpRef":"1"},]' }, [400, "UNREADABLE_BODY"]],
    ["with something after it", { body: "[] []" }, [400, "UNREADABLE_BODY"]],
    ["that is an empty CSV", { body: "", type: "text/csv" }, [400, "UNREADABLE_BODY"]],
    ["whose CSV lacks a column", { body: "erpRef\n1\n", type: "text/csv" }, [422, "INVALID"]],
    [
      "whose CSV names a column twice",
      { body: "erpRef,erpRef\n1,1\n", type: "text/csv" },
      [400, "UNREADABLE_BODY"],
    ],
    [
      "in UTF-16",
      { body: Buffer.from("\ufefferpRef\n1\n", "utf16le"), type: "text/csv" },
      [400, "UNREADABLE_BODY"],
    ],
    [
      "with a record of 70 KB",
      { body: json({ note: "x".repeat(70_000) }) },
      [413, "BODY_TOO_LARGE"],
    ],
    [
      "that unpacks to a thousand times its size",
      { body: gzipSync("\n".repeat(4_000_000)), headers: { "content-encoding": "gzip" } },
      [413, "BODY_TOO_LARGE"],
    ],
  ])("%s", async (_, { feed = "deductions", body = "[]", ...sent }, [status, code]) => {
    const answer = await send(app, feed, { body, key: "refused", ...sent });

    expect(answer.status).toBe(status);
    expect(answer.problem().code).toBe(code);
  });
});

describe("a bad record never blocks a good one:", () => {
  test("an unknown field is refused in JSON", async () => {
    const done = await load(app, "deductions", {
      body: json(newDeduction({ note: "=1+1" }), newDeduction()),
    });

    expect(done).toMatchObject({ accepted: 1, rejected: 1 });
    expect(done.errors).toMatchObject([{ record: 1, pointer: "/note", code: "UNKNOWN_FIELD" }]);
  });

  test.each([
    ["a line that is no JSON", "{'erpRef': 1}", "UNREADABLE"],
    ["a null", "null", "NOT_A_RECORD"],
    ["a list", "[1]", "NOT_A_RECORD"],
    ["a NUL, written as JSON may", '{"erpRef":"a\\u0000b"}', "CONTROL_CHARACTER"],
    ["a NUL in a name", '{"a\\u0000b":1}', "CONTROL_CHARACTER"],
    ["half a surrogate pair", '{"erpRef":"\\ud83d"}', "CONTROL_CHARACTER"],
    [
      "a field of 17,000 characters",
      JSON.stringify({ erpRef: "x".repeat(17_000) }),
      "FIELD_TOO_LARGE",
    ],
    ["an endless nesting", `{"attributes":${"[".repeat(5000)}${"]".repeat(5000)}}`, "TOO_DEEP"],
  ])("%s", async (_, line, code) => {
    const body = `${line}\n${JSON.stringify(newDeduction())}\n`;

    const done = await load(app, "deductions", { body, type: "application/x-ndjson" });

    expect(done).toMatchObject({ received: 2, accepted: 1, rejected: 1 });
    expect(done.errors[0]).toMatchObject({ record: 1, code });
  });

  test.each([
    ["a cell too many", "1,WALMART,1.00,2026-11-16,x\n", "CELL_COUNT"],
    ["a cell too few", "1,WALMART,1.00\n", "CELL_COUNT"],
    ["quotes that do not fit", '"1" x,WALMART,1.00,2026-11-16\n', "UNREADABLE"],
  ])("%s", async (_, line, code) => {
    const good = Object.values(newDeduction()).slice(0, 4).join(",");
    const body = `erpRef,customerErpId,amount,postingDate\n${line}${good}\n`;

    const done = await load(app, "deductions", { body, type: "text/csv" });

    expect(done).toMatchObject({ received: 2, accepted: 1, rejected: 1 });
    expect(done.errors[0]).toMatchObject({ record: 1, code });
  });

  test("an emoji of two escapes is one good character", async () => {
    const body = JSON.stringify([newDeduction({ invoiceNumber: "🧾" })]).replace(
      "🧾",
      "\\ud83e\\uddfe",
    );

    const done = await load(app, "deductions", { body });

    expect(done).toMatchObject({ accepted: 1, rejected: 0 });
  });
});
