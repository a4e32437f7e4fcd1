import type { FunctionName } from "../../shared/intelligence/functions.ts";
import { readArguments } from "./arguments.ts";
import { type CellOutcome, cellOutcome } from "./cell-value.ts";
import type { FunctionQueue } from "./queue.ts";

/** A value, or a rejection with an error of Excel that carries a sentence. */
export type CellAnswer = Promise<string | number>;

/** What a formula shows while it is still being typed and nothing is known of it. */
const PLACEHOLDER = "…";

/**
 * Answers one cell. An empty required argument gives an empty text; while Excel only previews a formula, nothing is asked of
 * the server.
 */
export async function answerCell(
  queue: FunctionQueue,
  name: FunctionName,
  values: readonly unknown[],
): CellAnswer {
  const read = readArguments(name, values);
  if (read.kind === "empty") return "";
  if (read.kind === "wrong") return show({ kind: "error", code: "VALUE", message: read.message });
  const call = { name, args: read.args };
  const result = isPreview(values.at(-1)) ? queue.known(call) : await queue.value(call);
  if (result === null) return PLACEHOLDER;
  return show(cellOutcome(result, (instant) => instant.getTimezoneOffset()));
}

function show(outcome: CellOutcome): CellAnswer {
  if (outcome.kind === "value") return Promise.resolve(outcome.value);
  const { notAvailable, invalidValue } = CustomFunctions.ErrorCode;
  const code = outcome.code === "VALUE" ? invalidValue : notAvailable;
  // Excel shows the sentence of its own error class only, which is no Error of JavaScript.
  return Promise.reject(new CustomFunctions.Error(code, outcome.message));
}

const isPreview = (invocation: unknown): boolean =>
  typeof invocation === "object" &&
  invocation !== null &&
  "isInValuePreview" in invocation &&
  Boolean(invocation.isInValuePreview);
