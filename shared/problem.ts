import { z } from "zod";

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
