import { z } from "zod";
import { PeriodStatus } from "../master/lists.ts";
import { codeField, dayField, wordField } from "./field.ts";

/** The ledgers that open and close their periods on their own; GL when a record names none (domain.md 4.5). */
const PeriodLedger = z.enum(["GL", "AR", "AP"]);

/** A fiscal period, first and last day included. Periods of one ledger do not overlap. */
export const PeriodRecord = z
  .strictObject({
    code: codeField("code", 20),
    start: dayField("start"),
    end: dayField("end"),
    status: wordField("status", PeriodStatus),
    ledger: wordField("ledger", PeriodLedger).default("GL"),
  })
  .superRefine(({ start, end }, context) => {
    if (start <= end) return;
    context.addIssue({
      code: "custom",
      path: ["end"],
      message: `end ${end} is before start ${start}: swap them or correct one`,
      params: { rule: "ENDS_BEFORE_START" },
    });
  });
export type PeriodRecord = z.infer<typeof PeriodRecord>;
