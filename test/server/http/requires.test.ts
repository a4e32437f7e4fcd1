import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Me } from "../../../shared/tenancy/identity.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "none" });
});
afterAll(() => app.close());

describe("who is signed in", () => {
  it("the finance persona of the demo company is Frank Osei with the role Finance", async () => {
    const answer = await app.request("finance", "GET /v1/me");

    const me = answer.as(Me);
    expect([me.name, me.roles, me.tenant.name]).toEqual([
      "Frank Osei",
      ["Finance"],
      "Prairie Pantry",
    ]);
  });
});
