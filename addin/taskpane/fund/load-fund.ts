import type { Fund, FundMovement } from "../../../shared/planning/fund.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import type { Desk } from "../desk/desk.ts";

/** A fund with what its numbers are made of. */
export interface FundContents {
  fund: Fund;
  movements: FundMovement[];
  promotions: Promotion[];
}

/** Reads the named fund, or the selected one (also that of a selected promotion); null when there is none. */
export async function loadFund(desk: Desk, id: string | null): Promise<FundContents | null> {
  const wanted = id ?? (await selectedFund(desk));
  if (wanted === null) return null;
  const { api } = desk;
  const fund = await api.row("funds", wanted);
  const [movements, promotions] = await Promise.all([
    api.fundMovements(wanted),
    api.rows("promotions", { fund: fund.number }, {}),
  ]);
  return { fund, movements, promotions: promotions.rows };
}

/** The fund that the selection is about. */
export async function selectedFund({ workbook }: Desk): Promise<string | null> {
  const table = await workbook.activeTable();
  if (table === "promotions") {
    const [promotion] = await workbook.selected("promotions");
    return promotion?.fundId ?? null;
  }
  const [fund] = table === "funds" ? await workbook.selected("funds") : [];
  return fund?.id ?? null;
}
