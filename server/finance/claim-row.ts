import type { Claim } from "../../shared/finance/claim.ts";
import { EDITABLE_CLAIMS } from "../../shared/finance/states.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { ClaimRow } from "./claim.queries.ts";

/** A row for this caller: Finance edits claims that are not on their way to the ERP (decisions.md 5). */
export const claimFor = ({ roles }: Pick<Caller, "roles">, row: ClaimRow): Claim => ({
  ...row,
  editable: roles.includes("Finance") && EDITABLE_CLAIMS.includes(row.status),
});
