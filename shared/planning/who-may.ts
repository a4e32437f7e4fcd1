import { Refusal } from "../refusal.ts";
import type { Caller, Role } from "../tenancy/identity.ts";

interface Owned {
  number: string;
  createdBy: string | null;
  createdByName: string | null;
  ownerId: string | null;
  ownerName: string | null;
}

/** Whether a promotion is a Planner's own: made by them, owned by them, or owned by nobody. */
export const isOwn = (
  { createdBy, ownerId }: Pick<Owned, "createdBy" | "ownerId">,
  { userId }: Pick<Caller, "userId">,
): boolean => ownerId === null || ownerId === userId || createdBy === userId;

/** Refuses a Planner's act on the promotion of somebody else, and names whom to ask. */
export function mustBeOwn(act: string, promotion: Owned, caller: Caller): void {
  if (isOwn(promotion, caller)) return;
  const owner = promotion.ownerName ?? promotion.createdByName ?? "its owner";
  throw new Refusal(
    "ROLE_MISSING",
    `${promotion.number} belongs to ${owner}, so ${caller.name} may not ${act} it: ask ${owner}, or have its owner changed.`,
  );
}

/** The refusal of a caller without any of these roles. */
export const roleMissing = (caller: Caller, what: string, roles: readonly Role[]): Refusal =>
  new Refusal(
    "ROLE_MISSING",
    `${caller.name} may not ${what}: it needs the role ${inWords(roles)}. An administrator can grant it.`,
  );

/** `A, B or C`, for a sentence. */
export function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
