import { expect, test } from "vitest";
import { withNamedShapes } from "../../../server/http/shape-names.ts";
import { openTestApp } from "../../support/app.ts";

const REFERENCE = /"\$ref":"#\/components\/schemas\/([A-Za-z]+)"/g;

test("every name that the contract refers to is described in it, and none is described in vain", async () => {
  const app = await openTestApp({ seed: "none" });
  const contract = await app.request(null, "GET /openapi.json");
  await app.close();

  const { components } = JSON.parse(contract.text) as {
    components: { schemas: Record<string, object> };
  };
  const referred = new Set([...contract.text.matchAll(REFERENCE)].map(([, name]) => name));

  expect(referred).toEqual(new Set(Object.keys(components.schemas)));
});

test("a shape that may be null is its name or null", () => {
  const claim = (withNamedShapes({}) as { components: { schemas: { Account: object } } }).components
    .schemas.Account;

  const named = withNamedShapes({ components: { row: { ...claim, type: ["object", "null"] } } });

  expect(named).toMatchObject({
    components: {
      row: { anyOf: [{ $ref: "#/components/schemas/Account" }, { type: "null" }] },
    },
  });
});
