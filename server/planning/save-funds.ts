import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import {
  type DecidedRow,
  decideRows,
  goodOnes,
  savedRow,
  verdictOn,
} from "../publish/decide-rows.ts";
import type { Publisher, PublishRow, Saving, Verdict } from "../publish/table.ts";
import { writeRows } from "../publish/write-rows.ts";
import { ownTenant } from "../tenancy/queries.ts";
import {
  editFund,
  type FundChanges,
  type FundEdit,
  type FundEditFacts,
  fundValues,
} from "./edit-fund.ts";
import { lockFunds } from "./fund.queries.ts";
import * as edits from "./fund-edit.queries.ts";
import { customersNamed, peopleNamed } from "./names.queries.ts";
import { readNames } from "./names.ts";

type Row = PublishRow<FundChanges>;
type Decided = DecidedRow<Row, FundEdit>;

/** Saves rows of the Funds grid; a fund is locked before what is left of it is read, so that nobody spends it meanwhile. */
export async function saveFunds(
  tx: Tx,
  rows: readonly Row[],
  _publisher: Publisher,
): Promise<Saving> {
  const facts = await readFacts(tx, rows);
  const decisions = decideRows(rows, (row) => editFund(row, facts));
  const failed = await writeFunds(tx, goodOnes(decisions));
  return { verdicts: decisions.map((decision) => verdictOn(decision, failed, verdictOf)) };
}

async function readFacts(tx: Tx, rows: readonly Row[]): Promise<FundEditFacts> {
  const ids = rows.map(({ id }) => id);
  await lockFunds(tx, ids);
  const funds = await edits.fundsToEdit(tx, ids);
  const named = [...funds, ...rows.map(({ changes }) => changes)];
  return {
    funds: new Map(funds.map((fund) => [fund.id, fund])),
    customers: await readNames(
      named.map(({ customerErpId }) => customerErpId),
      (asked) => customersNamed(tx, asked),
    ),
    people: await readNames(
      rows.map(({ changes }) => changes.ownerId),
      (asked) => peopleNamed(tx, asked),
    ),
  };
}

async function writeFunds(tx: Tx, good: readonly Decided[]) {
  const unnumbered = good.filter(({ edit }) => edit.kind === "create" && edit.record.number === "");
  const howMany = unnumbered.length;
  const [numbers] = howMany > 0 ? await edits.takeFundNumbers(tx, howMany) : [];
  const first = numbers?.first ?? 0;
  const numberOf = new Map(unnumbered.map((decided, index) => [decided, `F-${first + index}`]));
  const [tenant] = await ownTenant(tx);
  const currency = tenant ? Settings.parse(tenant.settings).currency : "";
  return writeRows(tx, good, async (inner, some) => {
    const deleted = some.flatMap(({ edit }) => (edit.kind === "delete" ? [edit.fund.id] : []));
    const updated = some.flatMap(({ edit }) => (edit.kind === "update" ? [edit.record] : []));
    const records = some.flatMap((decided) => {
      const { edit } = decided;
      if (edit.kind !== "create") return [];
      return [{ ...edit.record, number: numberOf.get(decided) ?? edit.record.number }];
    });
    if (deleted.length > 0) await edits.deleteFunds(inner, deleted);
    if (updated.length > 0) await edits.updateFunds(inner, updated);
    if (records.length > 0) await edits.insertFunds(inner, { records, currency });
  });
}

function verdictOf({ row, edit }: Decided): Verdict {
  const record = { entity: "fund", entityId: row.id };
  switch (edit.kind) {
    case "none":
      return savedRow(null, null);
    case "create":
      return savedRow(
        { op: "delete", changes: {} },
        { ...record, act: "fund.created", after: edit.after },
      );
    case "update":
      return savedRow(
        { op: "update", changes: edit.before },
        { ...record, act: "fund.changed", before: edit.before, after: edit.after },
      );
    case "delete": {
      const { number, version } = edit.fund;
      const before = fundValues(edit.fund);
      return savedRow(
        { op: "create", changes: before, restore: { number, version } },
        { ...record, act: "fund.deleted", before },
      );
    }
  }
}
