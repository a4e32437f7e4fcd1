import type { World } from "../../../addin/api/http.ts";

/** One request as it left the pane. */
export interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

type Answer = Response | Error;

/** A network in memory: `answer` is asked for each request, and time passes only when somebody waits. */
export function someServer(answer: (sent: Sent, count: number) => Answer | Promise<Answer>) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  let now = Date.parse("2026-11-23T09:00:00.000Z");
  const world: World = {
    now: () => now,
    wait: (ms) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
    fetch: async (input, init) => {
      const request: Sent = {
        method: init?.method ?? "GET",
        path: typeof input === "string" ? input : "",
        headers: new Headers(init?.headers),
        body: typeof init?.body === "string" ? JSON.parse(init.body) : null,
      };
      sent.push(request);
      const given = await answer(request, sent.length);
      if (given instanceof Error) throw given;
      return given;
    },
  };
  return {
    world,
    sent,
    waits,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

export const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);

/** An RFC 9457 answer as our server writes it. */
export const problem = (
  given: { status: number; code: string; detail: string; errors?: unknown[] },
  headers: Record<string, string> = {},
) =>
  Response.json(
    {
      type: `/docs/errors#${given.code}`,
      title: given.code,
      requestId: "req-7",
      errors: [],
      ...given,
    },
    {
      status: given.status,
      headers: { "content-type": "application/problem+json", "x-request-id": "req-7", ...headers },
    },
  );

/** What a lost connection looks like to fetch. */
export const offline = () => new TypeError("Failed to fetch");
