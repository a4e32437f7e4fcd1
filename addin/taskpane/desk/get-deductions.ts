import type { Claim } from "../../../shared/finance/claim.ts";
import { Reason } from "../../../shared/finance/claim.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { DeductionsQuery, OnProgress, RefreshOutcome } from "../ports.ts";
import type { Desk } from "./desk.ts";

/** Above this many rows the user is asked first: Excel stays quick, but a person cannot review so many. */
const ROWS_WORTH_ASKING = 5_000;

/** What a new workbook asks for: everything that is still open. */
const FIRST_QUERY: DeductionsQuery = { onlyOpen: true };

/** Deductions in memory, not yet in the sheet: cancelling now changes nothing. */
export interface Download {
  query: DeductionsQuery;
  claims: Claim[];
  asOf: string;
}

/** The query that the workbook's table was filled with, or the first one. */
export async function queryOfTable({ workbook }: Desk): Promise<DeductionsQuery> {
  return (await workbook.deductions())?.query ?? FIRST_QUERY;
}

/** Reads all pages into memory. */
export async function downloadDeductions(
  { api }: Desk,
  query: DeductionsQuery,
  options: { onProgress?: OnProgress; signal?: AbortSignal },
): Promise<Download> {
  const { rows, asOf } = await api.claims(query, options);
  return { query, claims: rows, asOf };
}

export const isWorthAsking = ({ claims }: Download): boolean => claims.length > ROWS_WORTH_ASKING;

/** Puts a download into the Deductions table, row by row; cells that the user edited keep what was typed. */
export function putDeductions(
  { workbook }: Desk,
  { query, claims, asOf }: Download,
  me: Me,
): Promise<RefreshOutcome> {
  return workbook.writeDeductions({
    claims,
    asOf,
    query,
    reasons: [...Reason.options],
    owner: { tenantId: me.tenant.id, userName: me.name },
  });
}
