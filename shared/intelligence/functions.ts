import { z } from "zod";

/** The cell functions that the server answers; their arguments are described in addin/functions. */
export const FunctionName = z.enum(["FUND", "SPEND", "ACCRUAL", "PROMO", "OPENDEDUCTIONS", "ASOF"]);
export type FunctionName = z.infer<typeof FunctionName>;

/** An argument as a cell gives it, already text: a left-out one is null, a date cell its `YYYY-MM-DD`. */
const Argument = z.string().max(255).nullable();

/** `POST /v1/functions/batch`: at most 500 calls of cells, answered in their order by a few grouped statements. */
export const FunctionsRequest = z
  .object({
    calls: z
      .array(z.object({ name: z.string().min(1).max(40), args: z.array(Argument).max(8) }).strict())
      .min(1)
      .max(500),
  })
  .strict();
export type FunctionsRequest = z.infer<typeof FunctionsRequest>;

/**
 * What one call gives. `number` is decimal text that the cell turns into a double (an amount at most 4 decimals), `day` a date
 * that becomes a serial, `instant` RFC 3339. NOT_AVAILABLE becomes #N/A (no such record, nothing to say), VALUE becomes
 * #VALUE! (a wrong argument); both carry a sentence.
 */
export const FunctionResult = z.union([
  z.object({
    value: z.object({ kind: z.enum(["number", "text", "day", "instant"]), text: z.string() }),
  }),
  z.object({ error: z.object({ code: z.enum(["NOT_AVAILABLE", "VALUE"]), message: z.string() }) }),
]);
export type FunctionResult = z.infer<typeof FunctionResult>;

export const FunctionsAnswer = z.object({
  asOf: z.string(),
  dataVersion: z.string().meta({ description: "Changes whenever a result may have changed" }),
  results: z.array(FunctionResult),
});
export type FunctionsAnswer = z.infer<typeof FunctionsAnswer>;
