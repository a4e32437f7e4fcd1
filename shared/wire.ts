import { z } from "zod";
import { Money } from "./money.ts";

/** Up to 15 digits before the point and 4 after it: what NUMERIC(19,4) holds. */
const AMOUNT_PATTERN = /^-?\d{1,15}(\.\d{1,4})?$/;

/** An amount on the wire: a decimal string, never a number. Parses to Money. */
export const Amount = z
  .string()
  .regex(AMOUNT_PATTERN, "an amount is written like 12000.00, with at most four decimals")
  .transform((text) => Money.of(text))
  .meta({ type: "string", format: "decimal", example: "12000.0000" });

/** An amount of the books: refused, never rounded, when it has a fraction of a cent. */
export const BookedAmount = z
  .string()
  .regex(AMOUNT_PATTERN, "an amount is written like 12000.00")
  .regex(/^-?\d+(\.\d{1,2}0{0,2})?$/, "an amount in the books has at most two decimals")
  .transform((text) => Money.of(text))
  .meta({ type: "string", format: "decimal", example: "12000.00" });

/** A row's version: raised by every change, sent back with the next one. */
export const Version = z.int().min(1);
