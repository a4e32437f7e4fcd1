import {
  Promotion,
  PromotionInputs,
  type PromotionStatus,
} from "../../shared/planning/promotion.ts";
import { type FundOfPromotion, promotionErrors } from "../../shared/planning/promotion-rules.ts";
import { entryOf } from "../grid/lookup.ts";
import { firstOfEach, moneyOf, problemsOf, shapeProblems } from "./checks.ts";
import { costBasisOf } from "./cost-basis.ts";
import { promotionColumns } from "./promotion-columns.ts";
import type { Draft, FieldProblem, GridLists, Sheet } from "./sheet.ts";
import { STATES } from "./states.ts";

/** The Promotions table: one row per promotion, its inputs and what the server makes of them. */
export const promotionsSheet: Sheet<Promotion> = {
  name: "Promotions",
  table: "tblPromotions",
  nouns: "promotions",
  columns: promotionColumns,
  hasOwnRows: true,
  id: (promotion) => promotion.id,
  version: (promotion) => promotion.version,
  label: (promotion) => `${promotion.number} · ${promotion.name}`,
  labelNew: ({ name }) => `New promotion${name ? ` · ${name}` : ""}`,
  outcome: outcomeAfterRefresh,
  whyFixed: (promotion) => (promotion.editable ? null : whyReadOnly(promotion)),
  parse: (json) => {
    const parsed = Promotion.safeParse(json);
    return parsed.success ? parsed.data : null;
  },
  check: checkDraft,
};

function outcomeAfterRefresh(promotion: Promotion): { state: string; message: string } {
  if (promotion.accrualStatus === "FAILED") {
    const words = promotion.accrualMessage ?? "The ERP refused it.";
    return { state: STATES.failed, message: `The accrual is not posted. ${words}` };
  }
  if (!promotion.editable) return { state: STATES.readOnly, message: whyReadOnly(promotion) };
  return {
    state: STATES.clean,
    message: [fundWarning(promotion), lastWords(promotion)].filter(Boolean).join(" "),
  };
}

/** A draft takes nothing from its fund yet: being short of it is a warning, and a refusal only when it is submitted. */
function fundWarning({ status, fundAvailable, fundNumber, plannedSpend }: Promotion): string {
  const isPlan = status === "DRAFT" || status === "REJECTED";
  if (!isPlan || fundAvailable === null || !plannedSpend.isMoreThan(fundAvailable)) return "";
  return `Fund ${fundNumber ?? ""} has ${fundAvailable.toDisplay()} left; this promotion needs ${plannedSpend.toDisplay()}.`;
}

const lastWords = ({ status, lastWords: words }: Promotion) =>
  status === "REJECTED" && words !== null ? `Rejected: ${words}` : "";

const READ_ONLY: Record<PromotionStatus, string | null> = {
  DRAFT: null,
  REJECTED: null,
  PENDING_APPROVAL: null,
  APPROVED: null,
  LIVE: "It is live: its fields are fixed while it runs.",
  COMPLETED: "It is over and waits to be closed.",
  CLOSED: "It is closed. Reopen it first.",
  SETTLED: "It is settled.",
  CANCELLED: "It is cancelled. Reopen it first.",
};

function whyReadOnly({ status, ownerName, createdByName }: Promotion): string {
  const owner = ownerName ?? createdByName;
  return (
    READ_ONLY[status] ??
    `Only ${owner === null ? "a planner" : `${owner}, who owns it,`} may change it.`
  );
}

function checkDraft(draft: Draft<Promotion>): FieldProblem[] {
  const { inputs, lists } = draft;
  const errors = promotionErrors(
    {
      name: inputs["name"] ?? null,
      customerErpId: inputs["customerErpId"] ?? null,
      tacticType: inputs["tacticType"] ?? null,
      fundId: inputs["fundId"] ?? null,
      sellInStart: inputs["sellInStart"] ?? null,
      sellInEnd: inputs["sellInEnd"] ?? null,
      scanStart: inputs["scanStart"] ?? null,
      scanEnd: inputs["scanEnd"] ?? null,
      fixedCost: moneyOf(inputs["fixedCost"]),
    },
    {
      customerChain: chainOf(lists, inputs["customerErpId"]),
      fund: fundOf(lists, inputs["fundId"]),
      costBasis: costBasisOf(lists, inputs["tacticType"]),
    },
  );
  return firstOfEach([...shapeProblems(PromotionInputs.partial(), draft), ...problemsOf(errors)]);
}

/** The customer and everybody above; not known when the list lacks the customer. */
function chainOf({ customers }: GridLists, code: string | null | undefined): string[] | undefined {
  const chain: string[] = [];
  let entry = entryOf(customers, code);
  while (entry !== null && !chain.includes(entry.code)) {
    chain.push(entry.code);
    entry = entryOf(customers, entry.facts?.["parent"]);
  }
  return chain.length > 0 ? chain : undefined;
}

function fundOf(
  { funds }: GridLists,
  code: string | null | undefined,
): FundOfPromotion | undefined {
  const entry = entryOf(funds, code);
  const { from, to, customer } = entry?.facts ?? {};
  if (entry === null || from === undefined || to === undefined) return undefined;
  return { number: entry.code, name: entry.name, customerErpId: customer ?? null, from, to };
}
