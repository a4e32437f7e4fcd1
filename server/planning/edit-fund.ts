import { z } from "zod";
import type { Day } from "../../shared/day.ts";
import type { Money } from "../../shared/money.ts";
import type { FundInputs } from "../../shared/planning/fund.ts";
import { budgetShortfall, fundErrors } from "../../shared/planning/fund-rules.ts";
import { type FieldError, Refusal } from "../../shared/refusal.ts";
import { Version } from "../../shared/wire.ts";
import type { PublishRow } from "../publish/table.ts";
import type { FundRecord, FundToEdit } from "./fund-edit.queries.ts";
import { refusalOfFields, stale } from "./may-edit.ts";
import type { NamedCustomer, NamedPerson } from "./names.queries.ts";
import { entryOf, type Names } from "./names.ts";
import { sentOr } from "./promotion-values.ts";

/** Changes as they were sent: only the fields that are named. */
export type FundChanges = { [Field in keyof FundInputs]?: FundInputs[Field] | undefined };

/** What the rows of a chunk share. */
export interface FundEditFacts {
  funds: ReadonlyMap<string, FundToEdit>;
  customers: Names<NamedCustomer>;
  people: Names<NamedPerson>;
}

/** The inputs of a fund in one form each. */
export interface FundValues {
  name: string | null;
  customerErpId: string | null;
  brand: string | null;
  from: Day | null;
  to: Day | null;
  budget: Money | null;
  ownerId: string | null;
  note: string | null;
}

/** What is to be done about a row. */
export type FundEdit =
  | { kind: "none" }
  | { kind: "create"; record: FundRecord; after: FundValues }
  | { kind: "update"; record: FundRecord; before: FundValues; after: FundValues }
  | { kind: "delete"; fund: FundToEdit };

type Row = PublishRow<FundChanges>;

/**
 * Decides one row of the Funds grid. Refused: NOT_FOUND, VERSION_STALE, INVALID with every field (a used fund is not deleted),
 * FUND_SHORT for a budget below what is in use.
 */
export function editFund(row: Row, facts: FundEditFacts): FundEdit {
  const current = facts.funds.get(row.id);
  if (current) return changeFund(row, current, facts);
  if (row.op !== "create") throw new Refusal("NOT_FOUND", "This fund is not there any more.");
  const { wanted, errors } = resolveFund(row.changes, EMPTY, facts);
  refuseBrokenRules(wanted, errors);
  return createFund(row, wanted, facts);
}

function changeFund(row: Row, current: FundToEdit, facts: FundEditFacts): FundEdit {
  const { wanted, errors } = resolveFund(row.changes, current, facts);
  const isAsWanted = row.op !== "delete" && errors.length === 0 && isSame(current, wanted);
  if (isAsWanted) return { kind: "none" };
  if (row.version !== current.version) throw stale(current, row.version);
  if (row.op === "delete") return deleteFund(current);
  refuseBrokenRules(wanted, errors);
  return updateFund(current, wanted, facts);
}

function refuseBrokenRules(wanted: FundValues, errors: FieldError[]): void {
  const all = [...errors, ...fundErrors(wanted)];
  if (all.length > 0) throw refusalOfFields(all);
}

function deleteFund(fund: FundToEdit): FundEdit {
  if (!fund.isUsed) return { kind: "delete", fund };
  throw new Refusal(
    "INVALID",
    `Fund ${fund.number} has promotions or movements, so it is kept: lower its budget to what is in use instead.`,
  );
}

function createFund(row: Row, wanted: FundValues, facts: FundEditFacts): FundEdit {
  const was = row.restore === undefined ? null : Restored.parse(row.restore);
  const record = recordOf({ id: row.id, number: was?.number ?? "" }, wanted, facts);
  // A fund that comes back is not what anybody saw before it went.
  return {
    kind: "create",
    record: { ...record, version: was ? was.version + 1 : 1 },
    after: wanted,
  };
}

function updateFund(current: FundToEdit, wanted: FundValues, facts: FundEditFacts): FundEdit {
  const message = budgetShortfall(current, wanted.budget ?? current.budget);
  if (message) {
    const pointer = "/changes/budget";
    throw new Refusal("FUND_SHORT", message, [{ pointer, code: "FUND_SHORT", message }]);
  }
  const record = recordOf(current, wanted, facts);
  return { kind: "update", record, before: fundValues(current), after: wanted };
}

const EMPTY: FundValues = {
  name: null,
  customerErpId: null,
  brand: null,
  from: null,
  to: null,
  budget: null,
  ownerId: null,
  note: null,
};

const Restored = z.object({ number: z.string(), version: Version });

/** What a fund says now. */
export const fundValues = (fund: FundToEdit): FundValues => ({
  name: fund.name,
  customerErpId: fund.customerErpId,
  brand: fund.brand,
  from: fund.from,
  to: fund.to,
  budget: fund.budget,
  ownerId: fund.ownerId,
  note: fund.note,
});

/** A fund with its changes put in, and an error for each name that nobody knows. */
function resolveFund(
  changes: FundChanges,
  before: FundValues,
  { customers, people }: FundEditFacts,
): { wanted: FundValues; errors: FieldError[] } {
  const customer = changes.customerErpId
    ? customers(changes.customerErpId, { field: "customerErpId", what: "customer" })
    : null;
  const owner = changes.ownerId
    ? people(changes.ownerId, { field: "ownerId", what: "person" })
    : null;
  const errors = [customer, owner].flatMap((found) =>
    found && "error" in found ? [found.error] : [],
  );
  const wanted = {
    ...plain(changes, before),
    customerErpId:
      customer && "entry" in customer
        ? customer.entry.code
        : sentOr(changes.customerErpId, before.customerErpId),
    ownerId: owner && "entry" in owner ? owner.entry.id : sentOr(changes.ownerId, before.ownerId),
  };
  return { wanted, errors };
}

const plain = (changes: FundChanges, before: FundValues) => ({
  name: sentOr(changes.name, before.name),
  brand: sentOr(changes.brand, before.brand),
  from: sentOr(changes.from, before.from),
  to: sentOr(changes.to, before.to),
  budget: sentOr(changes.budget, before.budget),
  note: sentOr(changes.note === "" ? null : changes.note, before.note),
});

const isSame = (fund: FundToEdit, wanted: FundValues): boolean =>
  JSON.stringify(fundValues(fund)) === JSON.stringify({ ...fundValues(fund), ...wanted });

function recordOf(
  { id, number, customerId = null }: { id: string; number: string; customerId?: string | null },
  wanted: FundValues,
  { customers }: FundEditFacts,
): FundRecord {
  const { name, from, to, budget } = wanted;
  if (name === null || from === null || to === null || budget === null) {
    throw new Error("the rules let a fund pass that lacks what it needs");
  }
  const code = wanted.customerErpId;
  return {
    id,
    number,
    name,
    customerId: code === null ? null : (entryOf(customers, code)?.id ?? customerId),
    brand: wanted.brand,
    from,
    to,
    budget: budget.toString(),
    ownerId: wanted.ownerId,
    note: wanted.note,
    version: 1,
  };
}
