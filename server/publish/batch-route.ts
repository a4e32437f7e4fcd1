import { type ZodType, z } from "zod";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import type { Publisher } from "./table.ts";

const Asked = z.object({ validate: z.enum(["true", "false"]).optional() });

/** What every batch route takes and answers: rows of a table, and a result for each in their order. */
export const batchRoute = <Batch extends ZodType, Result extends ZodType>(
  batch: Batch,
  result: Result,
) => ({
  request: { query: Asked, body: body(batch) },
  responses: answers(result, "What became of each row, in the order of the request"),
});

/** Who publishes, as the request says it. */
export const publisherOf = (
  { caller, requestId, now }: AppEnv["Variables"],
  { validate }: z.infer<typeof Asked>,
): Publisher => ({ caller, requestId, validateOnly: validate === "true", now: now() });
