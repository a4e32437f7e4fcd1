import { z } from "zod";
import { Money } from "./money.ts";

/** Up to 15 digits before the point and 4 after it: what NUMERIC(19,4) holds. */
export const AMOUNT_PATTERN = /^-?\d{1,15}(\.\d{1,4})?$/;

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

/** A quantity in the product's unit of measure: a decimal string with at most four decimals. */
export const Units = z
  .string()
  .regex(AMOUNT_PATTERN, "a quantity has at most four decimals")
  .meta({ format: "decimal", example: "480" });

/** An instant, RFC 3339 in UTC. */
export const Instant = z.iso
  .datetime({ offset: true })
  .meta({ example: "2026-11-23T09:14:07.000Z" });

/** A code is text: `"05"` is not `"005"`, and nothing pads or trims it. */
export const Code = z.string().min(1).max(50);

/** A row's version: raised by every change, sent back with the next one. */
export const Version = z.int().min(1);
