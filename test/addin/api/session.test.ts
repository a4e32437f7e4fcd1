import { expect, test } from "vitest";
import { serverApi } from "../../../addin/api/api.ts";
import { MishapLog } from "../../../addin/api/mishaps.ts";
import { json, problem, type Sent, someServer } from "./some-server.ts";

const MINUTE = 60_000;
const ME = {
  userId: "0190d000-0000-7000-8000-000000000b01",
  name: "Finn Finance",
  email: null,
  roles: ["Finance"],
  tenant: { id: "0190d000-0000-7000-8000-000000000001", name: "Prairie Pantry", currency: "USD" },
  environment: "DEV",
  tolerance: { percent: "2", cap: "500.00", floor: "0.00" },
  limits: { settlement: "25000.00", writeOff: "1000.00" },
};

/** A development server whose tokens live fifteen minutes; `other` answers everything else. */
function development(other: (sent: Sent) => Response = () => json(ME)) {
  let tokens = 0;
  let ended = 0;
  const server = someServer((sent) => {
    if (sent.path !== "/dev/token") return other(sent);
    tokens += 1;
    const expiresAt = new Date(server.world.now() + 15 * MINUTE).toISOString();
    return json({ accessToken: `token-${tokens}`, expiresAt });
  });
  const api = serverApi({
    world: server.world,
    mishaps: new MishapLog(),
    client: "test",
    sessionEnded: () => {
      ended += 1;
    },
  });
  return { ...server, api, tokens: () => tokens, ended: () => ended };
}

const bearerOf = ({ headers }: Sent) => headers.get("authorization");

test("signing in as a persona fetches a token and says who that is", async () => {
  const { api, sent } = development();

  const me = await api.signIn({ tenant: "demo", persona: "finance" });

  expect(me.name).toBe("Finn Finance");
  expect(sent[0]).toMatchObject({
    path: "/dev/token",
    body: { tenant: "demo", persona: "finance" },
  });
  expect(sent[1] && bearerOf(sent[1])).toBe("Bearer token-1");
});

test("a token is renewed silently before it expires", async () => {
  const { api, sent, pass, tokens } = development();
  await api.signIn({ tenant: "demo", persona: "finance" });

  pass(14.5 * MINUTE);
  await api.me();

  expect(tokens()).toBe(2);
  expect(sent.at(-1) && bearerOf(sent.at(-1)!)).toBe("Bearer token-2");
});

test("questions asked at the same time share one renewal", async () => {
  const { api, pass, tokens } = development();
  await api.signIn({ tenant: "demo", persona: "finance" });

  pass(14.5 * MINUTE);
  await Promise.all([api.me(), api.me(), api.me()]);

  expect(tokens()).toBe(2);
});

test("after signing out no token is sent", async () => {
  const { api, sent } = development();
  await api.signIn({ tenant: "demo", persona: "finance" });

  api.signOut();
  await api.me();

  expect(sent.at(-1) && bearerOf(sent.at(-1)!)).toBeNull();
});

test("when nobody renews the token any more, the session ends once and says so", async () => {
  let isOpen = true;
  const server = someServer(({ path }) => {
    if (!isOpen) return problem({ status: 401, code: "TOKEN_INVALID", detail: "Sign in again." });
    return path === "/dev/token"
      ? json({ accessToken: "token", expiresAt: "2026-11-23T10:00:00.000Z" })
      : json(ME);
  });
  let ended = 0;
  const api = serverApi({
    world: server.world,
    mishaps: new MishapLog(),
    client: "test",
    sessionEnded: () => {
      ended += 1;
    },
  });
  await api.signIn({ tenant: "demo", persona: "finance" });

  isOpen = false;
  const refusal: unknown = await api.me().catch((error: unknown) => error);

  expect(refusal).toMatchObject({ code: "TOKEN_INVALID", message: "Sign in again." });
  expect(ended).toBe(1);
});

test("a server that describes a development issuer offers personas; any other does not", async () => {
  const developing = development(() => json({ issuer: "https://localhost/.dev-idp/x/v2.0" }));
  const production = development(() =>
    problem({ status: 404, code: "NOT_FOUND", detail: "There is nothing here." }),
  );

  expect(await developing.api.offersDevIdentities()).toBe(true);
  expect(await production.api.offersDevIdentities()).toBe(false);
});
