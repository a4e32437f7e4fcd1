import { z } from "zod";
import { REFUSALS, type Refusal, type RefusalCode } from "./refusal.ts";

/** RFC 9457 `application/problem+json`: what every refused or failed request answers. */
export const Problem = z.object({
  type: z.string().meta({ description: "A stable URL of the code's page in the API reference" }),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: "What happened and what to do, for a person" }),
  instance: z.string().optional(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(
    z.object({
      pointer: z.string(),
      code: z.string(),
      message: z.string(),
      allowed: z.array(z.string()).optional(),
    }),
  ),
});
export type Problem = z.infer<typeof Problem>;

/** `CLAIM_NOT_OPEN` as a person reads it: "Claim not open". */
export function titleOf(code: RefusalCode): string {
  const words = code.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A refusal as the wire shows it: of a whole request, or of one row of a batch. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  return {
    type: `/docs/errors#${refusal.code}`,
    title: titleOf(refusal.code),
    status: REFUSALS[refusal.code],
    detail: refusal.message,
    code: refusal.code,
    requestId,
    errors: refusal.errors,
  };
}
