import { Fund, FundInputs } from "../../shared/planning/fund.ts";
import type { PublishTable } from "../publish/table.ts";
import type { FundChanges } from "./edit-fund.ts";
import { fundsById, lockFunds } from "./fund.queries.ts";
import { saveFunds } from "./save-funds.ts";
import { fundFor } from "./shown.ts";

/** The Funds grid, as it is published. */
export const fundTable: PublishTable<FundChanges, Fund> = {
  entity: "funds",
  roles: ["Controller"],
  shapes: { changes: FundInputs.partial(), row: Fund },
  lock: lockFunds,
  save: saveFunds,
  read: async (tx, ids, caller) => (await fundsById(tx, ids)).map((row) => fundFor(caller, row)),
};
