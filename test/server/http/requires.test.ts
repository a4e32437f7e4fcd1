import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { Me, Persona, type Role } from "../../../shared/tenancy/identity.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { SECOND } from "../../support/database.ts";

type Route = `${"GET" | "POST" | "PUT" | "DELETE" | "PATCH"} ${string}`;

const ROLES_OF: Readonly<Record<Persona, readonly Role[]>> = {
  planner: ["Planner"],
  finance: ["Finance"],
  approver: ["SalesApprover", "FinanceApprover"],
  controller: ["Controller"],
  admin: ["Admin"],
  auditor: ["Auditor"],
  integration: ["Integration"],
};
const WITHOUT_ROLES = { tenant: "second", persona: "planner" } as const;
const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ "x-roles": z.array(z.string()).default([]) })),
  ),
});

let app: TestApp;
let routes: { route: Route; roles: string[] }[];
beforeAll(async () => {
  app = await openTestApp({ seed: "none" });
  await app.database.as((tx) => tx`delete from tenancy.role_grants where role = 'Planner'`, {
    tenantId: SECOND,
  });
  const { paths } = (await app.request(null, "GET /openapi.json")).as(Document);
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { "x-roles": roles }]) => ({
      // Roles are checked before anything is read, so any id will do.
      route:
        `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "0190d000-0000-7000-8000-0000000000ff")}` as Route,
      roles,
    })),
  );
});
afterAll(() => app.close());

describe("every route under /v1", () => {
  it("is there to be checked", () => {
    expect(routes.length).toBeGreaterThanOrEqual(6);
    expect(routes.filter(({ route }) => !/^[A-Z]+ \/v1\//.test(route))).toEqual([]);
  });

  it("names the roles that may call it", () => {
    expect(routes.filter(({ roles }) => roles.length === 0)).toEqual([]);
  });

  it("answers 401 to whoever is not signed in", async () => {
    const answers = await Promise.all(
      routes.map(async ({ route }) => [route, (await app.request(null, route)).status]),
    );

    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });

  it("answers 403 ROLE_MISSING to a user without any role", async () => {
    const answers = await Promise.all(
      routes.map(async ({ route }) => {
        const answer = await app.request(WITHOUT_ROLES, route);
        return [route, answer.status, answer.problem().code];
      }),
    );

    expect(answers.filter(([, status, code]) => status !== 403 || code !== "ROLE_MISSING")).toEqual(
      [],
    );
  });

  it("answers 403 to every persona whose role it does not name", async () => {
    const asked = routes.flatMap(({ route, roles }) =>
      Persona.options
        .filter((persona) => !ROLES_OF[persona].some((role) => roles.includes(role)))
        .map((persona) => ({ route, persona })),
    );

    const answers = await Promise.all(
      asked.map(async ({ route, persona }) => [
        persona,
        route,
        (await app.request(persona, route)).status,
      ]),
    );

    expect(answers.length).toBeGreaterThan(10);
    expect(answers.filter(([, , status]) => status !== 403)).toEqual([]);
  });
});

describe("who is signed in", () => {
  it.each(Persona.options)(
    "the %s persona has the roles that the decisions give it",
    async (persona) => {
      const me = (await app.request(persona, "GET /v1/me")).as(Me);

      expect(me.roles.toSorted()).toEqual([...ROLES_OF[persona]].toSorted());
    },
  );

  it("is told apart by company: finance of the second one is Fiona Marsh of Harbor Snacks", async () => {
    const me = (await app.request({ tenant: "second", persona: "finance" }, "GET /v1/me")).as(Me);

    expect([me.name, me.tenant.name, me.tolerance.percent]).toEqual([
      "Fiona Marsh",
      "Harbor Snacks",
      "3",
    ]);
  });
});
