import { Problem } from "../../shared/problem.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;

/** Answers that mean "not now": overload or a restart. */
const PASSING = new Set([425, 429, 502, 503, 504]);

/** Whether asking again under the same key can help: the server is busy, or our own first attempt still runs. */
export async function isWorthRetrying(response: Response): Promise<boolean> {
  if (response.status !== 409) return PASSING.has(response.status);
  const problem = Problem.safeParse(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  return problem.success && problem.data.code === "REQUEST_RUNNING";
}

/** How long to wait after the given attempt: doubling, or what the server asks for (Retry-After in seconds). */
export function backoff(attempt: number, response: Response | null): number {
  const asked = Number(response?.headers.get("retry-after") ?? Number.NaN);
  const wait = Number.isFinite(asked) ? asked * 1_000 : FIRST_WAIT_MS * 2 ** (attempt - 1);
  return Math.min(wait, LONGEST_WAIT_MS);
}
