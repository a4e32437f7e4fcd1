import { z } from "zod";
import { AccountRecord } from "./account.ts";
import type { Feed, RecordError } from "./batch.ts";
import { CustomerRecord } from "./customer.ts";
import { DeductionRecord } from "./deduction.ts";
import { shortened, shown } from "./field.ts";
import { InvoiceRecord } from "./invoice.ts";
import { PeriodRecord } from "./period.ts";
import { ProductRecord } from "./product.ts";

/** The shape of each feed's record. */
export const RECORDS = {
  customers: CustomerRecord,
  products: ProductRecord,
  accounts: AccountRecord,
  periods: PeriodRecord,
  deductions: DeductionRecord,
  invoices: InvoiceRecord,
} as const satisfies Record<Feed, z.ZodObject>;

/** One thing wrong with a record whose number in its batch the caller knows. */
export type FieldFault = Omit<RecordError, "record">;

const LONGEST_NAME = 100;

/** Either the record or everything that is wrong with it. */
export type Reading<Record> =
  | { kind: "READ"; record: Record }
  | { kind: "FAULTY"; faults: FieldFault[] };

/** The names of a record's fields, in the order in which they are written down. */
export function fieldNames(shape: z.ZodObject): string[] {
  return Object.keys(shape.shape);
}

/** The fields without which a record is refused. */
export function requiredFields(shape: z.ZodObject): string[] {
  return Object.entries(shape.shape)
    .filter(([, field]) => !z.safeParse(field, undefined).success)
    .map(([name]) => name);
}

/** Reads one raw record. A field that is null counts as left out; a field that the shape does not know is refused. */
export function readRecord<Shape extends z.ZodObject>(
  shape: Shape,
  raw: unknown,
): Reading<z.output<Shape>> {
  const result = shape.safeParse(withoutNulls(shape, raw));
  return result.success
    ? { kind: "READ", record: result.data }
    : { kind: "FAULTY", faults: result.error.issues.flatMap((issue) => faultsOf(shape, issue)) };
}

function withoutNulls(shape: z.ZodObject, raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(
    Object.entries(raw).filter(
      ([name, value]) => value !== null || !Object.hasOwn(shape.shape, name),
    ),
  );
}

function faultsOf(shape: z.ZodObject, issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerTo([key]),
      code: "UNKNOWN_FIELD",
      message: `${shown(key)} is not a known field: remove it or correct its name; known are ${fieldNames(shape).join(", ")}`,
    }));
  }
  if (issue.path.length === 0) {
    const example = `{${shown(fieldNames(shape)[0] ?? "name")}: "…"}`;
    const message = `the record is not an object: send names and values, such as ${example}`;
    return [{ pointer: "", code: "NOT_A_RECORD", message }];
  }
  return [{ pointer: pointerTo(issue.path), code: ruleOf(issue), message: issue.message }];
}

function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") return String(issue.params?.["rule"] ?? "INVALID");
  if (issue.message.includes(" is missing: ")) return "REQUIRED";
  return issue.code === "invalid_value" ? "NOT_ALLOWED" : "WRONG_TYPE";
}

/** RFC 6901: the two characters that a pointer gives a meaning are written as escapes. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path
    .map((step) => shortened(String(step), LONGEST_NAME))
    .map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
