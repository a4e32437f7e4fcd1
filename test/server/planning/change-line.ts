import { reactToChange } from "../../../server/planning/react-to-change.ts";
import type { Department, Person } from "./department.ts";

/** What a publish does: another price on its line, and then whatever follows from that. */
export const changeLine = (
  department: Department,
  promotionId: string,
  { spend, by = "paula" }: { spend: string; by?: Person },
) =>
  department.app.database.as(async (tx) => {
    await tx`
      update planning.promotion_products set discount_per_unit = ${spend}::numeric
      where promotion_id = ${promotionId}::uuid
    `;
    await tx`
      update planning.promotions set total_planned_spend = ${spend}::numeric where id = ${promotionId}::uuid
    `;
    const caller = {
      tenantId: "",
      userId: department.id(by),
      name: by,
      roles: ["Planner" as const],
    };
    return reactToChange(tx, { promotionIds: [promotionId], caller, now: department.app.now() });
  });
