import { z } from "zod";
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
