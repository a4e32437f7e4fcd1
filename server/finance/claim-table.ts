import { Claim, ClaimInputs } from "../../shared/finance/claim.ts";
import type { PublishTable } from "../publish/table.ts";
import { claimsById, lockClaims } from "./claim.queries.ts";
import { claimFor } from "./claim-row.ts";
import type { ClaimChanges } from "./edit-claim.ts";
import { saveClaims } from "./save-claims.ts";

/** The Deductions grid, as it is published: its inputs become drafts. */
export const claimTable: PublishTable<ClaimChanges, Claim> = {
  entity: "claims",
  roles: ["Finance"],
  shapes: { changes: ClaimInputs.partial(), row: Claim },
  lock: lockClaims,
  save: saveClaims,
  read: async (tx, ids, caller) => (await claimsById(tx, ids)).map((row) => claimFor(caller, row)),
};
