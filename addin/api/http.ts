import type { z } from "zod";
import { Problem } from "../../shared/problem.ts";
import { REFUSALS, Refusal, type RefusalCode } from "../../shared/refusal.ts";
import { NetworkDown, ServerFault } from "./failures.ts";
import type { MishapLog } from "./mishaps.ts";
import { backoff, isWorthRetrying } from "./retry.ts";

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 4;

/** One question to the server. `idempotencyKey` names the act, so that asking again cannot do it twice. */
export interface Question<Shape extends z.ZodType> {
  method: "GET" | "POST";
  /** Path and query on our own origin; nothing in a workbook can point elsewhere. */
  path: string;
  answer: Shape;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** What the outside world gives to the client; tests give their own. */
export interface World {
  fetch: typeof fetch;
  wait: (ms: number) => Promise<void>;
  now: () => number;
}

/** Where the bearer token comes from, and what to do when the server no longer takes it. */
export interface Bearer {
  token(): Promise<string | null>;
  refused(): Promise<boolean>;
}

type Attempt = { response: Response; down: null } | { response: null; down: NetworkDown };

interface HttpClientParts {
  world: World;
  mishaps: MishapLog;
  client: string;
  bearer?: Bearer;
}

/**
 * Asks the server and parses the answer. A lost or overloaded attempt is repeated three times under the same key, when
 * repeating is safe; a refused token is renewed once.
 */
export class HttpClient {
  private readonly parts: HttpClientParts;

  constructor(parts: HttpClientParts) {
    this.parts = parts;
  }

  async ask<Shape extends z.ZodType>(question: Question<Shape>): Promise<z.output<Shape>> {
    const response = await this.authorised(question);
    if (!response.ok) throw await this.failureOf(question, response);

    const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
    const parsed = question.answer.safeParse(body);
    if (parsed.success) return parsed.data;
    this.note(question, { outcome: `unreadable answer (${response.status})`, response });
    throw new ServerFault(
      "The server's answer does not fit this version of the pane. Reload the pane; if that does not help, copy Diagnostics.",
      response.headers.get("x-request-id"),
    );
  }

  private async authorised(question: Question<z.ZodType>): Promise<Response> {
    const response = await this.persistent(question);
    if (response.status !== 401 || !(await this.parts.bearer?.refused())) return response;
    return this.persistent(question);
  }

  private async persistent(question: Question<z.ZodType>): Promise<Response> {
    const isSafe = question.method === "GET" || question.idempotencyKey !== undefined;
    for (let attempt = 1; ; attempt++) {
      const { response, down } = await this.once(question);
      const isPassing = response === null || (await isWorthRetrying(response));
      if (isSafe && isPassing && attempt < ATTEMPTS) {
        await this.parts.world.wait(backoff(attempt, response));
        continue;
      }
      if (response === null) throw down;
      return response;
    }
  }

  /** One attempt: the response whatever its status, or why there was none. A cancelled question throws at once. */
  private async once(question: Question<z.ZodType>): Promise<Attempt> {
    question.signal?.throwIfAborted();
    const token = (await this.parts.bearer?.token()) ?? null;
    const attempt = new AbortController();
    const cancel = () => attempt.abort(question.signal?.reason);
    const timer = setTimeout(() => attempt.abort(), TIMEOUT_MS);
    question.signal?.addEventListener("abort", cancel);
    try {
      const init = { ...this.init(question, token), signal: attempt.signal };
      return { response: await this.parts.world.fetch(question.path, init), down: null };
    } catch (cause) {
      question.signal?.throwIfAborted();
      this.note(question, { outcome: "no answer", response: null });
      return { response: null, down: new NetworkDown({ cause }) };
    } finally {
      clearTimeout(timer);
      question.signal?.removeEventListener("abort", cancel);
    }
  }

  private init(question: Question<z.ZodType>, token: string | null): RequestInit {
    return {
      method: question.method,
      headers: {
        accept: "application/json",
        "x-client": this.parts.client,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(question.idempotencyKey ? { "idempotency-key": question.idempotencyKey } : {}),
        ...(question.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
      credentials: "omit",
      cache: "no-store",
    };
  }

  private async failureOf(question: Question<z.ZodType>, response: Response): Promise<Error> {
    const problem = Problem.safeParse(await response.json().catch(() => null));
    const code = problem.success ? problem.data.code : `HTTP ${response.status}`;
    this.note(question, { outcome: code, response });
    if (problem.success && isRefusalCode(problem.data.code))
      return new Refusal(
        problem.data.code,
        problem.data.detail,
        problem.data.errors.map(fieldError),
      );
    return new ServerFault(
      "The server could not do this. Nothing is lost; try again, and if it stays, copy Diagnostics for support.",
      response.headers.get("x-request-id"),
    );
  }

  private note(
    question: Question<z.ZodType>,
    { outcome, response }: { outcome: string; response: Response | null },
  ): void {
    this.parts.mishaps.add({
      at: new Date(this.parts.world.now()).toISOString(),
      request: `${question.method} ${question.path.split("?")[0] ?? ""}`,
      outcome,
      requestId: response?.headers.get("x-request-id") ?? null,
    });
  }
}

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);

const fieldError = ({ allowed, ...error }: Problem["errors"][number]) =>
  allowed === undefined ? error : { ...error, allowed };
