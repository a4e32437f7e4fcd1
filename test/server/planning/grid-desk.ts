import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { UndoAnswer } from "../../../shared/batch.ts";
import { FundBatchResult } from "../../../shared/planning/fund.ts";
import { PromotionLineBatchResult } from "../../../shared/planning/line.ts";
import { PromotionBatchResult } from "../../../shared/planning/promotion.ts";
import type { Answer } from "../../support/app.ts";
import { type Department, openDepartment, type Person } from "./department.ts";

const RESULTS = {
  promotions: PromotionBatchResult,
  "promotion-lines": PromotionLineBatchResult,
  funds: FundBatchResult,
} as const;
type Results = typeof RESULTS;
export type Table = keyof Results;
type Result<Name extends Table> = z.output<Results[Name]>;
export type RowResult<Name extends Table> = Result<Name>["results"][number];

export type Changes = Record<string, string | null>;

export interface SentRow {
  key?: string;
  op?: "create" | "update" | "delete";
  id?: string;
  version?: number | undefined;
  changes?: Changes;
}

interface Sending {
  as?: Person;
  batchId?: string;
  mode?: "each" | "all";
  validate?: boolean;
  message?: string;
}

/** A planning department that publishes rows of the grid. */
export interface GridDesk {
  department: Department;
  send(table: Table, rows: readonly SentRow[], sending?: Sending): Promise<Answer>;
  publish<Name extends Table>(
    table: Name,
    rows: readonly SentRow[],
    sending?: Sending,
  ): Promise<Result<Name>>;
  /** Publishes one row and answers what became of it. */
  one<Name extends Table>(table: Name, row: SentRow, sending?: Sending): Promise<RowResult<Name>>;
  /** Publishes one row that must be saved, and answers the server's row. */
  saved<Name extends Table>(
    table: Name,
    row: SentRow,
    sending?: Sending,
  ): Promise<NonNullable<RowResult<Name>["row"]>>;
  /** A draft of this planner's, with these values instead of the usual ones. */
  draft(changes?: Changes, sending?: Sending): Promise<NonNullable<RowResult<"promotions">["row"]>>;
  line(
    promotionId: string,
    changes?: Changes,
  ): Promise<NonNullable<RowResult<"promotion-lines">["row"]>>;
  undo(batchId: string, as?: Person): Promise<Answer>;
  undone(batchId: string, as?: Person): Promise<number>;
  audited(id: string): Promise<{ act: string; before: unknown; after: unknown }[]>;
  close(): Promise<void>;
}

/** What a promotion of these tests is, where it is not told otherwise. */
export const USUAL: Changes = {
  name: "Spring TPR",
  customerErpId: "WALMART",
  tacticType: "TPR",
  fundId: "F-1001",
  sellInStart: "2026-12-01",
  sellInEnd: "2026-12-31",
};

/** A line's fields, the usual ones but for these. */
export const usualLine = (promotionId: string, changes: Changes = {}): Changes => ({
  promotionId,
  productErpId: "PG-OAT-12",
  discountPerUnit: "0.5000",
  forecastedBaseUnits: "1000",
  ...changes,
});

export const newId = () => randomUUID();

const usualPerson = (table: Table): Person => (table === "funds" ? "carla" : "paula");

export async function openGridDesk(): Promise<GridDesk> {
  const department = await openDepartment();
  const desk: GridDesk = {
    department,
    send: (table, rows, { as, batchId = newId(), mode = "each", validate = false, message } = {}) =>
      department.request(as ?? usualPerson(table), `POST /v1/${table}/batch?validate=${validate}`, {
        body: {
          batchId,
          mode,
          ...(message && { message }),
          rows: rows.map((row, index) => ({
            key: `row ${index}`,
            op: "create",
            id: newId(),
            changes: {},
            ...row,
          })),
        },
      }),
    publish: async (table, rows, sending) =>
      (await desk.send(table, rows, sending)).as(RESULTS[table]) as Result<typeof table>,
    one: async (table, row, sending) => {
      const { results } = await desk.publish(table, [row], sending);
      const [result] = results;
      if (!result) throw new Error("no row was answered");
      return result;
    },
    saved: async (table, row, sending) => {
      const result = await desk.one(table, row, sending);
      if (result.outcome !== "saved" || !result.row) throw new Error(JSON.stringify(result));
      return result.row;
    },
    draft: (changes = {}, sending) =>
      desk.saved("promotions", { changes: { ...USUAL, ...changes } }, sending),
    line: (promotionId, changes) =>
      desk.saved("promotion-lines", { changes: usualLine(promotionId, changes) }),
    undo: (batchId, as = "paula") =>
      department.request(as, `POST /v1/publishes/${batchId}/actions/undo`, {
        headers: { "idempotency-key": newId() },
      }),
    undone: async (batchId, as) => (await desk.undo(batchId, as)).as(UndoAnswer).undone,
    audited: (id) =>
      department.app.database.as(async (tx) => [
        ...(await tx<{ act: string; before: unknown; after: unknown }[]>`
          select entry.act, entry.before, entry.after
          from tenancy.audit_log entry
          where entry.entity_id = ${id}::uuid
          order by entry.seq
        `),
      ]),
    close: () => department.close(),
  };
  return desk;
}
