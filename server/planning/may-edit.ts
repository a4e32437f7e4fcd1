import { changeStatus } from "../../shared/planning/life.ts";
import type { PromotionStatus } from "../../shared/planning/promotion.ts";
import { mustBeOwn } from "../../shared/planning/who-may.ts";
import { type FieldError, Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";

interface Editable {
  number: string;
  status: PromotionStatus;
  createdBy: string | null;
  createdByName: string | null;
  ownerId: string | null;
  ownerName: string | null;
}

/** Refuses a change of somebody else's promotion (ROLE_MISSING), and of one that runs or is over (MOVE_NOT_ALLOWED). */
export function refuseUnlessChangeable(promotion: Editable, caller: Caller): void {
  mustBeOwn("change", promotion, caller);
  if (changeStatus(promotion.status) !== null) return;
  throw new Refusal(
    "MOVE_NOT_ALLOWED",
    `${promotion.number} is ${promotion.status}: its fields and lines cannot be changed any more. Copy it to plan another one.`,
  );
}

/** The refusal of a change to what somebody else changed meanwhile. */
export const stale = (
  { number, version }: { number: string; version: number },
  seen: number | undefined,
): Refusal =>
  new Refusal(
    "VERSION_STALE",
    `${number} was changed since you saw it (version ${version}, not ${seen ?? "given"}). Compare and decide again.`,
  );

/** One refusal for all fields of a row; its sentence is that of the first. */
export function refusalOfFields(errors: FieldError[]): Refusal {
  const [first, ...others] = errors;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return new Refusal("INVALID", `${first?.message ?? "A field is wrong."}${more}`, errors);
}
