import { rolesOf } from "../../../shared/planning/life.ts";
import { moveFrom, PromotionAct } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import type { Role } from "../../../shared/tenancy/identity.ts";

/** What each act's buttons say. */
export const ACT_WORDS: Record<PromotionAct, string> = {
  submit: "Submit",
  approve: "Approve",
  reject: "Reject",
  cancel: "Cancel",
  close: "Close",
  reopen: "Reopen",
  copy: "Copy",
};

/** Acts whose reason somebody else has to read. */
export const NEEDS_REASON: readonly PromotionAct[] = ["reject", "cancel", "reopen"];

/** Whether this promotion, as it stands, and this person's roles allow the act; the server judges the rest. */
export function isAllowed(
  act: PromotionAct,
  { status }: Pick<Promotion, "status">,
  roles: readonly Role[],
): boolean {
  const allowed =
    act === "copy"
      ? rolesOf("copy")
      : waitsForApproval(act, status)
        ? rolesOf(act)
        : (moveFrom(act, status)?.by ?? []);
  return allowed.some((role) => roles.includes(role));
}

/** Closing above the limit, and reopening what is closed, wait for approval without another status. */
const waitsForApproval = (act: PromotionAct, status: Promotion["status"]): boolean =>
  (act === "approve" || act === "reject") && (status === "COMPLETED" || status === "CLOSED");

/** The acts that at least one of these promotions allows. */
export const actsFor = (
  promotions: readonly Pick<Promotion, "status">[],
  roles: readonly Role[],
): PromotionAct[] =>
  PromotionAct.options.filter((act) =>
    promotions.some((promotion) => isAllowed(act, promotion, roles)),
  );

/** Why nothing can be done here, in a sentence that says who could. */
export const roleSentence = (act: PromotionAct): string =>
  `${ACT_WORDS[act]} takes the role ${rolesOf(act).join(" or ")}, and a promotion in the right status.`;
