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

/** A rate or price of one unit: never negative, at most four decimals. */
export const UnitPrice = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,4})?$/, "a price per unit is written like 1.2500 and is not negative")
  .transform((text) => Money.of(text))
  .meta({ type: "string", format: "decimal", example: "1.2500" });

/** A number of units as decimal text; may be negative (returns) and has at most four decimals. */
export const Units = z
  .string()
  .regex(AMOUNT_PATTERN, "units are written like 1200")
  .meta({ format: "decimal", example: "1200" });

/** Units that a person forecasts: whole. */
export const WholeUnits = z
  .string()
  .regex(/^-?\d{1,12}(\.0{1,4})?$/, "units are whole: write 1200")
  .meta({ format: "decimal", example: "1200" });

/** Percent points with at most two decimals, from -100 to 999.99: "12.5" is 12.5 %. */
export const Percent = z
  .string()
  .regex(
    /^(-100(\.0{1,2})?|-?\d{1,2}(\.\d{1,2})?|\d{3}(\.\d{1,2})?)$/,
    "a percentage lies between -100 and 999.99",
  )
  .meta({ format: "decimal", example: "12.50" });
