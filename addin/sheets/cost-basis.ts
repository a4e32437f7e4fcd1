import { entryOf } from "../grid/lookup.ts";
import type { GridLists } from "./sheet.ts";

type CostBasis = "PER_UNIT" | "PERCENT" | "FIXED";

/** How a tactic is paid; undefined when the list does not say. */
export function costBasisOf(
  { tactics }: GridLists,
  tactic: string | null | undefined,
): CostBasis | undefined {
  const basis = entryOf(tactics, tactic)?.facts?.["basis"];
  return basis === "PER_UNIT" || basis === "PERCENT" || basis === "FIXED" ? basis : undefined;
}
