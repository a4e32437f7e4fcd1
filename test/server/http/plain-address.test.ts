import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "demo" });
});
afterAll(() => app.close());

test("an address with a NUL character is refused in words", async () => {
  const answer = await app.request("finance", "GET /v1/claims?customer=a%00b");

  expect([answer.status, answer.problem().code]).toEqual([422, "INVALID"]);
});

test("an age that no deduction can have is refused by field", async () => {
  const answer = await app.request("finance", "GET /v1/claims?minAge=99999999999999");

  expect(answer.status).toBe(422);
  expect(JSON.stringify(answer.problem().errors)).toContain("minAge");
});
