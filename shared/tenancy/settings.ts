import { z } from "zod";
import { type FieldError, Refusal } from "../refusal.ts";
import { Version } from "../wire.ts";
import { AuthorityLimits, ToleranceRule } from "./identity.ts";

/** A company's own rules, as `tenancy.tenants.settings` keeps them and `GET|PUT /v1/settings` shows them. */
export const Settings = z
  .object({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "a currency is three capital letters, such as USD")
      .meta({ description: "The functional currency, ISO 4217", example: "USD" }),
    tolerance: ToleranceRule,
    limits: AuthorityLimits,
    fiscalYearStart: z
      .int()
      .min(1)
      .max(12)
      .meta({ description: "The month in which the fiscal year starts, 1 = January" }),
    erpType: z.enum(["file"]).meta({ description: "The connector that posts journals" }),
    erpAck: z.enum(["none", "file"]).meta({
      description:
        "file connector: none = POSTED once written, file = SENT until the ERP's answer file arrives",
    }),
    timeZone: z
      .string()
      .min(1)
      .max(60)
      .meta({ description: "IANA name; decides which day is today", example: "America/Chicago" }),
  })
  .strict();
export type Settings = z.infer<typeof Settings>;

/** `GET /v1/settings`. */
export const SettingsAnswer = z.object({ settings: Settings, version: Version });
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/** `PUT /v1/settings`: all of them, with the version that was read. */
export const SettingsChange = z
  .object({ settings: Settings, version: Version, reason: z.string().min(3).max(500) })
  .strict();
export type SettingsChange = z.infer<typeof SettingsChange>;

const PERCENT = /^\d{1,2}(\.\d{1,2})?$/;

/** Refuses rules that no books could follow, each with its field: what a shape alone cannot say. */
export function checkSettings({ from, to }: { from: Settings; to: Settings }): void {
  const errors = [
    !PERCENT.test(to.tolerance.percent) &&
      wrong("/settings/tolerance/percent", "a percentage is written like 2 or 2.5, below 100"),
    to.tolerance.floor.isMoreThan(to.tolerance.cap) &&
      wrong("/settings/tolerance/floor", "the floor is above the cap"),
    ...amounts(to).map(
      ([pointer, amount]) =>
        (amount.isNegative() || !amount.isInMinorUnits()) &&
        wrong(pointer, "an amount of at least 0.00, with at most two decimals"),
    ),
    to.currency !== from.currency &&
      wrong("/settings/currency", "the books are kept in one currency, which cannot be changed"),
    !isTimeZone(to.timeZone) && wrong("/settings/timeZone", "not a time zone of the IANA list"),
  ].filter((error) => error !== false);
  if (errors.length > 0) {
    throw new Refusal("INVALID", "Some settings cannot be accepted; each is named below.", errors);
  }
}

const amounts = ({ tolerance, limits }: Settings) =>
  [
    ["/settings/tolerance/cap", tolerance.cap],
    ["/settings/tolerance/floor", tolerance.floor],
    ["/settings/limits/settlement", limits.settlement],
    ["/settings/limits/writeOff", limits.writeOff],
  ] as const;

const wrong = (pointer: string, message: string): FieldError => ({
  pointer,
  code: "not_allowed",
  message,
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    // Intl knows no other way to say that it does not know the name.
    return false;
  }
}
