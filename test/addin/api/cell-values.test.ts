import { expect, test } from "vitest";
import { serverApi } from "../../../addin/api/api.ts";
import { MishapLog } from "../../../addin/api/mishaps.ts";
import { json, offline, problem, type Sent, someServer } from "./some-server.ts";

const CALLS = [{ name: "FUND", args: ["F-1001", null] }];
const ANSWER = {
  asOf: "2026-11-23T09:00:00.000Z",
  dataVersion: "7",
  results: [{ value: { kind: "number", text: "76500.0000" } }],
};
const ME = {
  userId: "0190d000-0000-7000-8000-000000000b01",
  name: "Paula Reyes",
  email: null,
  roles: ["Planner"],
  tenant: { id: "0190d000-0000-7000-8000-000000000001", name: "Prairie Pantry", currency: "USD" },
  environment: "DEV",
  tolerance: { percent: "2", cap: "500.00", floor: "0.00" },
  limits: { settlement: "25000.00", writeOff: "1000.00" },
};

function pantry(batch: (sent: Sent) => Response | Error) {
  const server = someServer((sent) => {
    if (sent.path === "/v1/functions/batch") return batch(sent);
    if (sent.path !== "/dev/token") return json(ME);
    const expiresAt = new Date(server.world.now() + 900_000).toISOString();
    return json({ accessToken: "token", expiresAt });
  });
  const api = serverApi({
    world: server.world,
    mishaps: new MishapLog(),
    client: "test",
    sessionEnded: () => undefined,
  });
  const ask = () => api.cellValues(CALLS, new AbortController().signal);
  const asked = () => server.sent.filter(({ path }) => path === "/v1/functions/batch");
  return { api, ask, asked, sent: server.sent };
}

test("cells ask with the session's token, and are answered in order", async () => {
  const { api, ask, asked } = pantry(() => json(ANSWER));
  await api.signIn({ tenant: "demo", persona: "planner" });

  const answer = await ask();

  expect(answer).toEqual(ANSWER);
  expect(asked()[0]?.headers.get("authorization")).toBe("Bearer token");
  expect(asked()[0]?.body).toEqual({ calls: CALLS });
});

test("cells of nobody ask nobody", async () => {
  const { ask, sent } = pantry(() => json(ANSWER));

  await expect(ask()).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });

  expect(sent).toEqual([]);
});

test("a refused token is renewed once, and then the cells are told to sign in", async () => {
  const { api, ask, asked } = pantry(() =>
    problem({ status: 401, code: "NOT_SIGNED_IN", detail: "The token is not valid." }),
  );
  await api.signIn({ tenant: "demo", persona: "planner" });

  await expect(ask()).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });

  expect(asked()).toHaveLength(2);
});

test("a lost question of the cells is not repeated here, since their queue does", async () => {
  const { api, ask, asked } = pantry(offline);
  await api.signIn({ tenant: "demo", persona: "planner" });

  await expect(ask()).rejects.toThrow("Tradebook cannot be reached");

  expect(asked()).toHaveLength(1);
});
