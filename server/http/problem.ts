import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { $ZodIssue } from "zod/v4/core";
import { isStorable } from "../../shared/erp/field.ts";
import { type Problem, problemOf } from "../../shared/problem.ts";
import { type FieldError, Refusal } from "../../shared/refusal.ts";
import * as constraint from "../db/constraint.ts";
import type { AppEnv } from "./env.ts";

/** Every error of every route ends here: a Refusal says its sentence, anything else is logged and answers 500. */
export function answerProblem(error: unknown, c: Context<AppEnv>): Response {
  const refusal = refusalOf(error);
  if (!refusal) c.var.log.error({ error, requestId: c.var.requestId, path: c.req.path }, "fault");
  const problem = refusal ? problemOf(refusal, c.var.requestId) : fault(c.var.requestId);
  return respond({ ...problem, instance: c.req.path });
}

/** No route of that path and method. */
export function answerNotFound(c: Context<AppEnv>): Response {
  const refusal = new Refusal("NOT_FOUND", `There is no ${c.req.method} ${c.req.path} here.`);
  return respond({ ...problemOf(refusal, c.var.requestId), instance: c.req.path });
}

/** What a route's validation found: which field, which rule, and what would be allowed. */
export function refuseInvalid(
  result:
    | { success: true; data: unknown }
    | { success: false; error: { issues: $ZodIssue[] }; target: string },
): undefined {
  if (result.success) return refuseUnstorable(result.data);
  throw new Refusal(
    "INVALID",
    result.target === "json"
      ? "Some fields of the request cannot be accepted; each is named below."
      : "Some parameters of the request cannot be accepted; each is named below.",
    fieldErrors(result.error.issues),
  );
}

/** No text of the database holds a NUL or half a surrogate pair, which a cell cut in the middle of an emoji gives. */
function refuseUnstorable(data: unknown): undefined {
  if (isStorable(data)) return undefined;
  const message = "has a character that cannot be stored: type the text again";
  const errors = unstorable(data, []).map((path) => ({
    pointer: pointerTo(path),
    code: "control_character",
    message,
  }));
  throw new Refusal("INVALID", "Some text of the request cannot be stored.", errors.slice(0, 100));
}

/** Where the innermost values, or names of fields, are that cannot be stored. */
function unstorable(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (isStorable(value)) return [];
  const inner =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, part]) => unstorable(part, [...path, key]))
      : [];
  return inner.length > 0 ? inner : [path];
}

/** zod's issues as the wire's field errors: JSON pointers, and the rule in words. */
const fieldErrors = (issues: readonly $ZodIssue[]): FieldError[] =>
  issues.slice(0, 100).map((issue) => ({
    pointer: pointerTo(issue.path),
    code: issue.code,
    message: sentence(issue),
    ...(issue.code === "invalid_value" && { allowed: issue.values.map(String) }),
  }));

const pointerTo = (path: readonly PropertyKey[]) =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function sentence(issue: $ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `${issue.keys.join(", ")}: there is no such field here`;
  }
  if (issue.code === "invalid_value")
    return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) {
    return "is required";
  }
  return issue.message;
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof HTTPException) return refusalOfHttp(error);
  return constraint.refusalOf(error) ?? null;
}

function refusalOfHttp({ status }: HTTPException): Refusal | null {
  if (status === 400) {
    return new Refusal(
      "UNREADABLE_BODY",
      "The body cannot be read: it is not the JSON it says it is.",
    );
  }
  if (status === 413) {
    return new Refusal("BODY_TOO_LARGE", "The body is larger than this route takes.");
  }
  if (status === 415) {
    return new Refusal(
      "UNSUPPORTED_MEDIA_TYPE",
      "The body's Content-Type is not one this route reads; the API reference lists them.",
    );
  }
  return null;
}

const fault = (requestId: string): Problem => ({
  type: "/docs/errors#FAULT",
  title: "Fault",
  status: 500,
  detail:
    "Something failed on our side and was logged; nothing was changed. Try again, and name the request id if it stays.",
  code: "FAULT",
  requestId,
  errors: [],
});

function respond(problem: Problem): Response {
  const answer = new Response(JSON.stringify(problem), { status: problem.status });
  answer.headers.set("content-type", "application/problem+json");
  if (problem.status === 401) answer.headers.set("www-authenticate", 'Bearer realm="tradebook"');
  return answer;
}
