import type { Role } from "../../shared/tenancy/identity.ts";

/** Who may read the books: everybody but the systems that feed them. */
export const READERS: [Role, ...Role[]] = [
  "Planner",
  "SalesApprover",
  "Finance",
  "FinanceApprover",
  "Controller",
  "Auditor",
  "Admin",
];
