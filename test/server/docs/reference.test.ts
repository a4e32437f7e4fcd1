import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleOf } from "../../../server/docs/example.ts";
import { html } from "../../../server/docs/html.ts";
import { kindOf } from "../../../server/docs/reference.ts";
import { REFUSALS } from "../../../shared/refusal.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "none" });
});
afterAll(() => app.close());

describe("the contract", () => {
  // After a change of routes or shapes: npx vitest run --config test/vitest.config.ts test/server/docs --update
  it("is committed as it is generated, so that a review shows every change of it", async () => {
    const { text } = await app.request(null, "GET /openapi.json");

    const written = `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
    await expect(written).toMatchFileSnapshot("../../../server/openapi.json");
  });

  it("describes an amount as decimal text", async () => {
    const { text } = await app.request(null, "GET /openapi.json");

    expect(text).toContain('"format":"decimal"');
    expect(text).not.toContain("/dev/token");
  });
});

describe("the reference", () => {
  it("shows every route with method, path, roles and shapes, without a script", async () => {
    const { status, text, headers } = await app.request(null, "GET /docs");

    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
    expect(text).toContain('<b class="get">GET</b> <code>/v1/me</code>');
    expect(text).toContain("Roles: Auditor, Controller, Admin");
    expect(text).toContain("<code>tolerance.percent</code>");
    expect(text).not.toContain("<script");
  });

  it("says of a route which refusals it can give by its nature", async () => {
    const { text } = await app.request(null, "GET /docs?q=settlements%2Fpost");

    const said = /Otherwise a .*? or one of its own act/s.exec(text)?.[0] ?? "";
    expect([...said.matchAll(/<code>(\w+)<\/code>/g)].map(([, code]) => code)).toEqual([
      "NOT_SIGNED_IN",
      "TOKEN_INVALID",
      "ROLE_MISSING",
      "INVALID",
      "UNREADABLE_BODY",
      "BODY_TOO_LARGE",
      "IDEMPOTENCY_KEY_MISSING",
      "IDEMPOTENCY_KEY_REUSED",
      "REQUEST_RUNNING",
    ]);
  });

  it("finds routes by every word of a search", async () => {
    const { text } = await app.request(null, "GET /docs?q=audit%20chain");

    expect(text).toContain("/v1/audit/verification");
    expect(text).not.toContain("<code>/v1/me</code>");
  });

  it("says so when nothing matches, and shows the search as text", async () => {
    const { text } = await app.request(null, "GET /docs?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E");

    expect(text).toContain("No route matches");
    expect(text).not.toContain("<script>alert");
  });

  it("explains every code that a problem can carry, at the address that the problem names", async () => {
    const { text } = await app.request(null, "GET /docs/errors");

    const missing = [...Object.keys(REFUSALS), "FAULT"].filter(
      (code) => !text.includes(`id="${code}"`),
    );
    expect(missing).toEqual([]);
  });
});

describe("a shape in words", () => {
  it.each([
    [{ type: "string", format: "decimal" }, "decimal text"],
    [{ type: "string", maxLength: 50 }, "text, up to 50 characters"],
    [{ enum: ["OPEN", "CLOSED"] }, "one of OPEN, CLOSED"],
    [{ type: "array", items: { type: "object", properties: {} } }, "list of objects"],
    [{ type: ["string", "null"], format: "date" }, "day or null"],
    [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "integer or null"],
  ])("%o is %s", (shape, words) => {
    expect(kindOf(shape)).toBe(words);
  });

  it("has an example that the shape would accept", () => {
    const shape = {
      type: "object",
      properties: {
        amount: { type: "string", format: "decimal", example: "12000.00" },
        day: { type: "string", format: "date" },
        kind: { enum: ["PROMO"] },
        lines: { type: "array", items: { type: "integer", minimum: 5 } },
      },
    };

    expect(exampleOf(shape)).toEqual({
      amount: "12000.00",
      day: "2026-11-23",
      kind: "PROMO",
      lines: [5],
    });
  });
});

describe("HTML", () => {
  it("escapes what is put into it, and keeps what is HTML already", () => {
    const note = html`<b title="${'"'}">${"<Walmart & Co's>"}</b>${html`<i>${1}</i>`}${[html`a`, html`b`]}${false}`;

    expect(note.html).toBe('<b title="&quot;">&lt;Walmart &amp; Co&#39;s&gt;</b><i>1</i>ab');
  });
});
