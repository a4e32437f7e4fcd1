import { Promotion, PromotionInputs } from "../../shared/planning/promotion.ts";
import type { PublishTable } from "../publish/table.ts";
import { lockPromotions } from "./promotion-edit.queries.ts";
import { readPromotions } from "./read-promotions.ts";
import type { PromotionChanges } from "./resolve-promotion.ts";
import { savePromotions } from "./save-promotions.ts";
import { promotionFor } from "./shown.ts";

/** The Promotions grid, as it is published. */
export const promotionTable: PublishTable<PromotionChanges, Promotion> = {
  entity: "promotions",
  roles: ["Planner"],
  shapes: { changes: PromotionInputs.partial(), row: Promotion },
  lock: lockPromotions,
  save: savePromotions,
  read: async (tx, ids, caller) =>
    (await readPromotions(tx, ids)).map((row) => promotionFor(caller, row)),
};
