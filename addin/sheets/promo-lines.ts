import { PromotionLine, PromotionLineInputs } from "../../shared/planning/line.ts";
import {
  type LineDraft,
  type LineRuleFacts,
  lineErrors,
} from "../../shared/planning/line-rules.ts";
import { entryOf } from "../grid/lookup.ts";
import { firstOfEach, moneyOf, problemsOf, shapeProblems } from "./checks.ts";
import { costBasisOf } from "./cost-basis.ts";
import { promoLineColumns } from "./promo-line-columns.ts";
import { statusWords } from "./promotion-columns.ts";
import type { Draft, FieldProblem, Inputs, Sheet } from "./sheet.ts";
import { STATES } from "./states.ts";

/** The Promo Lines table: one row per promotion and product. */
export const promoLinesSheet: Sheet<PromotionLine> = {
  name: "Promo Lines",
  table: "tblPromoLines",
  nouns: "promotion lines",
  columns: promoLineColumns,
  hasOwnRows: true,
  id: (line) => line.id,
  version: (line) => line.version,
  label: (line) => `${line.promotionNumber} · ${line.sku} ${line.productName}`,
  labelNew: ({ productErpId }) => `New line${productErpId ? ` · ${productErpId}` : ""}`,
  outcome: (line) =>
    line.editable
      ? { state: STATES.clean, message: "" }
      : { state: STATES.readOnly, message: whyReadOnly(line) },
  whyFixed: (line) => (line.editable ? null : whyReadOnly(line)),
  // A product appears once on a promotion.
  keyOf: ({ promotionId, productErpId }) =>
    promotionId && productErpId ? `${promotionId}\n${productErpId}` : null,
  parse: (json) => {
    const parsed = PromotionLine.safeParse(json);
    return parsed.success ? parsed.data : null;
  },
  check: checkDraft,
};

const CHANGEABLE: readonly string[] = ["DRAFT", "REJECTED", "PENDING_APPROVAL", "APPROVED"];

function whyReadOnly({ promotionNumber, promotionStatus }: PromotionLine): string {
  return CHANGEABLE.includes(promotionStatus)
    ? `Only the owner of ${promotionNumber} may change its lines.`
    : `${promotionNumber} is ${statusWords(promotionStatus).toLowerCase()}: its lines are fixed.`;
}

const lineDraft = (inputs: Inputs): LineDraft => ({
  promotionId: inputs["promotionId"] ?? null,
  productErpId: inputs["productErpId"] ?? null,
  discountPerUnit: moneyOf(inputs["discountPerUnit"]),
  forecastedBaseUnits: inputs["forecastedBaseUnits"] ?? null,
  forecastedUpliftUnits: inputs["forecastedUpliftUnits"] ?? null,
});

function lineFacts({ inputs, lists, isTwice }: Draft<PromotionLine>): LineRuleFacts {
  const promotion = entryOf(lists.promotions, inputs["promotionId"]);
  return {
    promotionNumber: promotion?.facts?.["label"] ?? promotion?.code,
    sku: inputs["productErpId"] ?? undefined,
    costBasis: costBasisOf(lists, promotion?.facts?.["tactic"]),
    isTwice,
  };
}

function ambiguousReference({ inputs, lists }: Draft<PromotionLine>): FieldProblem[] {
  const promotion = entryOf(lists.promotions, inputs["promotionId"]);
  if (promotion?.facts?.["twice"] === undefined) return [];
  const message = `Two new promotions are called ${promotion.name}. Give each its own name in Promo #.`;
  return [{ field: "promotionId", message }];
}

function checkDraft(draft: Draft<PromotionLine>): FieldProblem[] {
  const errors = lineErrors(lineDraft(draft.inputs), lineFacts(draft));
  return firstOfEach([
    ...ambiguousReference(draft),
    ...problemsOf(errors),
    ...shapeProblems(PromotionLineInputs.partial(), draft),
  ]);
}
