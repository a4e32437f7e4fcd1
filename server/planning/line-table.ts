import { PromotionLine, PromotionLineInputs } from "../../shared/planning/line.ts";
import type { PublishTable } from "../publish/table.ts";
import { linesById } from "./line.queries.ts";
import { lockPromotionsOfLines } from "./line-edit.queries.ts";
import type { LineChanges } from "./resolve-line.ts";
import { saveLines } from "./save-lines.ts";
import { lineFor } from "./shown.ts";

/** The Promo Lines grid, as it is published. */
export const lineTable: PublishTable<LineChanges, PromotionLine> = {
  entity: "promotion-lines",
  roles: ["Planner"],
  shapes: { changes: PromotionLineInputs.partial(), row: PromotionLine },
  lock: lockPromotionsOfLines,
  save: saveLines,
  read: async (tx, ids, caller) => (await linesById(tx, ids)).map((row) => lineFor(caller, row)),
};
