import type { z } from "zod";
import { Money } from "../../shared/money.ts";
import type { FieldError } from "../../shared/refusal.ts";
import type { FieldProblem, Inputs } from "./sheet.ts";

/** The server's field errors as the sheet lists them: by the last word of their pointer. */
export const problemsOf = (errors: readonly FieldError[]): FieldProblem[] =>
  errors.map(({ pointer, message }) => ({
    field: pointer.slice(pointer.lastIndexOf("/") + 1),
    message,
  }));

/** What the server's own schema says of the changed inputs: lengths, decimals, ranges. */
export function shapeProblems(
  shape: z.ZodType,
  { inputs, changed }: { inputs: Inputs; changed: readonly string[] },
): FieldProblem[] {
  const given = changed.filter((field) => (inputs[field] ?? null) !== null);
  const checked = shape.safeParse(Object.fromEntries(given.map((field) => [field, inputs[field]])));
  if (checked.success) return [];
  return checked.error.issues.map((issue) => ({
    field: String(issue.path[0] ?? given[0] ?? ""),
    message: sentence(issue.message),
  }));
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}

/** One problem for each field is enough: the first says what to do next. */
export function firstOfEach(problems: readonly FieldProblem[]): FieldProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ field }) => !seen.has(field) && seen.add(field));
}

export const moneyOf = (wire: string | null | undefined): Money | null =>
  wire ? Money.of(wire) : null;
