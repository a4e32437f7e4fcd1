import type {
  Diff,
  RefreshOutcome,
  RowOutcome,
  TableData,
  TableName,
  TableRows,
  TableState,
  Workbook,
} from "../../../addin/taskpane/ports.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import type { Fund } from "../../../shared/planning/fund.ts";
import type { PromotionLine } from "../../../shared/planning/line.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { aDiff, anEditedRow, aRefresh } from "./samples.ts";

type Shown = RowOutcome<TableRows[TableName]> & { table: TableName };
type Fields = Record<string, string | null>;

/** A workbook that holds managed tables in memory, and remembers what it was asked to show. */
export class MemoryWorkbook implements Workbook {
  claims: Claim[] = [];
  promotions: Promotion[] = [];
  lines: PromotionLine[] = [];
  funds: Fund[] = [];
  selectedIds: string[] = [];
  active: TableName | null = null;
  shown: Shown[] = [];
  visited: { table: TableName; id: string; field: string }[] = [];
  discarded: { table: TableName; ids: string[] | "all" }[] = [];
  resolved: { table: TableName; id: string; field: string; take: string }[] = [];
  deleted: { table: TableName; ids: string[]; isDeleted: boolean }[] = [];
  filtered: TableName[] = [];
  written: TableData<TableName>[] = [];
  recalculated = 0;
  /** What a test wants the comparison of a table to find; otherwise it is what was filled in. */
  readonly diffs = new Map<TableName, Diff>();
  readonly states = new Map<TableName, TableState>();
  readonly edits = new Map<string, Fields>();
  readonly selectionListeners = new Set<() => void>();

  tables = () =>
    Promise.resolve(
      [...this.states.values()].map((state) => ({
        ...state,
        edited: state.table === "deductions" ? this.edits.size : state.edited,
      })),
    );

  activeTable = () => Promise.resolve(this.active);

  write = <Name extends TableName>(data: TableData<Name>): Promise<RefreshOutcome> => {
    this.written.push(data);
    this.hold(data.table, data.rows);
    this.states.set(data.table, {
      table: data.table,
      name: data.table,
      sheet: data.table,
      rows: data.rows.length,
      edited: 0,
      problems: 0,
      conflicts: 0,
      newer: 0,
      asOf: data.asOf,
      query: data.query,
      missingColumns: [],
    });
    return Promise.resolve(aRefresh({ written: data.rows.length, added: data.rows.length }));
  };

  diff = (table: TableName): Promise<Diff> => {
    const given = this.diffs.get(table);
    if (given !== undefined) return Promise.resolve(given);
    const none = aDiff({ edited: [], rows: this.rowsOf(table).length });
    return Promise.resolve(table === "deductions" ? { ...none, edited: this.filledRows() } : none);
  };

  showOutcomes = <Name extends TableName>(
    table: Name,
    outcomes: RowOutcome<TableRows[Name]>[],
  ): Promise<void> => {
    this.shown.push(...outcomes.map((outcome) => ({ ...outcome, table })));
    for (const { id, row, state } of outcomes) {
      if (state === "saved" || state === "posting" || state === "posted") this.edits.delete(id);
      if (row !== null)
        this.hold(
          table,
          this.rowsOf(table).map((each) => (each.id === id ? row : each)),
        );
    }
    return Promise.resolve();
  };

  selected = <Name extends TableName>(table: Name): Promise<TableRows[Name][]> =>
    this.known(table, this.selectedIds);

  known = <Name extends TableName>(
    table: Name,
    ids: readonly string[],
  ): Promise<TableRows[Name][]> =>
    Promise.resolve(this.rowsOf(table).filter(({ id }) => ids.includes(id)));

  fill: Workbook["fill"] = (_table, inputs) => {
    for (const { id, fields } of inputs) this.edits.set(id, fields);
    return Promise.resolve();
  };

  markDeleted: Workbook["markDeleted"] = (table, ids, isDeleted) => {
    this.deleted.push({ table, ids, isDeleted });
    return Promise.resolve();
  };

  makeNew: Workbook["makeNew"] = (_table, ids) => Promise.resolve(ids.length);

  resolve: Workbook["resolve"] = (table, decisions) => {
    this.resolved.push(...decisions.map((decision) => ({ table, ...decision })));
    return Promise.resolve();
  };

  discard: Workbook["discard"] = (table, ids) => {
    this.discarded.push({ table, ids });
    const gone = ids === "all" ? [...this.edits.keys()] : ids;
    for (const id of gone) this.edits.delete(id);
    return Promise.resolve(gone.length);
  };

  selectCell: Workbook["selectCell"] = (table, place) => {
    this.visited.push({ table, ...place });
    return Promise.resolve();
  };

  filterToProblems: Workbook["filterToProblems"] = (table) => {
    this.filtered.push(table);
    return Promise.resolve(0);
  };
  clearFilter: Workbook["clearFilter"] = () => Promise.resolve();
  writeCalendar: Workbook["writeCalendar"] = ({ rows }) =>
    Promise.resolve({
      sheet: "Calendar",
      rows: rows.length,
      overlaps: rows.filter(({ overlaps }) => overlaps.length > 0).length,
    });
  writeBurnDown: Workbook["writeBurnDown"] = () =>
    Promise.resolve({ sheet: "Fund burn-down", isNew: true });
  recalculate: Workbook["recalculate"] = () => {
    this.recalculated += 1;
    return Promise.resolve();
  };
  onEdited: Workbook["onEdited"] = () => Promise.resolve(() => undefined);
  onSelected: Workbook["onSelected"] = (listener) => {
    this.selectionListeners.add(listener);
    return Promise.resolve(() => void this.selectionListeners.delete(listener));
  };

  private rowsOf<Name extends TableName>(table: Name): TableRows[Name][] {
    const rows: { [Each in TableName]: TableRows[Each][] } = {
      deductions: this.claims,
      promotions: this.promotions,
      promoLines: this.lines,
      funds: this.funds,
    };
    return rows[table];
  }

  private hold(table: TableName, rows: TableRows[TableName][]): void {
    switch (table) {
      case "deductions":
        this.claims = rows as Claim[];
        break;
      case "promotions":
        this.promotions = rows as Promotion[];
        break;
      case "promoLines":
        this.lines = rows as PromotionLine[];
        break;
      case "funds":
        this.funds = rows as Fund[];
        break;
    }
  }

  private filledRows() {
    return [...this.edits].map(([id, changes]) => {
      const claim = this.claims.find((each) => each.id === id);
      const fields = Object.entries(changes).map(([field, after]) => ({
        field,
        header: field,
        before: "",
        after: after ?? "",
        source: "typed" as const,
      }));
      const label = `${claim?.number ?? ""} · ${claim?.customerName ?? ""}`;
      return anEditedRow({ id, version: claim?.version ?? 1, label, changes, fields });
    });
  }
}
