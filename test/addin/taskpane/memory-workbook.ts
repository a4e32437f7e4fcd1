import type {
  Diff,
  RefreshOutcome,
  RowOutcome,
  TableState,
  Workbook,
} from "../../../addin/taskpane/ports.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import type { Money } from "../../../shared/money.ts";
import { aDiff, anEditedRow, aRefresh } from "./samples.ts";

type Inputs = { promotionNumber: string; settle: Money; dispute: Money };

/** A workbook that holds a Deductions table in memory, and remembers what it was asked to show. */
export class MemoryWorkbook implements Workbook {
  claims: Claim[] = [];
  selected: string[] = [];
  shown: RowOutcome[] = [];
  visited: { id: string; field: string }[] = [];
  discarded: (string[] | "all")[] = [];
  table: TableState | null = null;
  readonly edits = new Map<string, Inputs>();
  readonly selectionListeners = new Set<() => void>();

  deductions = () => Promise.resolve(this.table && { ...this.table, edited: this.edits.size });

  writeDeductions = (data: Parameters<Workbook["writeDeductions"]>[0]): Promise<RefreshOutcome> => {
    this.claims = data.claims;
    this.table = {
      name: "tblDeductions",
      sheet: "Deductions",
      rows: data.claims.length,
      edited: 0,
      asOf: data.asOf,
      query: data.query,
      missingColumns: [],
    };
    return Promise.resolve(aRefresh({ written: data.claims.length, added: data.claims.length }));
  };

  diffDeductions = (): Promise<Diff> => {
    const edited = [...this.edits].map(([id, inputs]) => {
      const claim = this.claims.find((each) => each.id === id);
      const changes = {
        promotionId: inputs.promotionNumber,
        settle: inputs.settle.toString(),
        dispute: inputs.dispute.toString(),
      };
      const fields = Object.entries(changes).map(([field, after]) => ({
        field,
        header: field,
        before: "",
        after,
        source: "typed" as const,
      }));
      const label = `${claim?.number ?? ""} · ${claim?.customerName ?? ""}`;
      return anEditedRow({ id, version: claim?.version ?? 1, label, changes, fields });
    });
    return Promise.resolve(aDiff({ edited, rows: this.claims.length }));
  };

  showOutcomes = (outcomes: RowOutcome[]): Promise<void> => {
    this.shown.push(...outcomes);
    for (const { id, row, state } of outcomes) {
      if (state === "saved" || state === "posting" || state === "posted") this.edits.delete(id);
      if (row !== null) this.claims = this.claims.map((claim) => (claim.id === id ? row : claim));
    }
    return Promise.resolve();
  };

  selectedClaims = () =>
    Promise.resolve(this.claims.filter(({ id }) => this.selected.includes(id)));

  fillInputs = (inputs: ({ id: string } & Inputs)[]): Promise<void> => {
    for (const { id, ...rest } of inputs) this.edits.set(id, rest);
    return Promise.resolve();
  };

  discard = (ids: string[] | "all"): Promise<number> => {
    this.discarded.push(ids);
    const gone = ids === "all" ? [...this.edits.keys()] : ids;
    for (const id of gone) this.edits.delete(id);
    return Promise.resolve(gone.length);
  };

  selectCell = (place: { id: string; field: string }): Promise<void> => {
    this.visited.push(place);
    return Promise.resolve();
  };

  filterToProblems = () => Promise.resolve(0);
  clearFilter = () => Promise.resolve();
  onEdited: Workbook["onEdited"] = () => Promise.resolve(() => undefined);
  onSelected = (listener: () => void) => {
    this.selectionListeners.add(listener);
    return Promise.resolve(() => void this.selectionListeners.delete(listener));
  };
}
