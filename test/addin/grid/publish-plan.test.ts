import fc from "fast-check";
import { expect, test } from "vitest";
import { chunksOf, publishableRows } from "../../../addin/grid/publish-plan.ts";
import type { EditedRow } from "../../../addin/taskpane/ports.ts";

const edited = (given: Partial<EditedRow>): EditedRow => ({
  id: "1",
  op: "update",
  version: 3,
  label: "D-1001 · Walmart",
  hidden: false,
  fields: [],
  problems: [],
  conflicts: [],
  changes: { settle: "10000.0000" },
  ...given,
});

test("a row is published under its own key, with its version and its changes only", () => {
  expect(publishableRows([edited({})])).toStrictEqual([
    { key: "1", op: "update", id: "1", version: 3, changes: { settle: "10000.0000" } },
  ]);
});

test("a row with a problem and a row without a change stay in the sheet", () => {
  const problem = { field: "settle", header: "Settle", message: "too much" };

  expect(publishableRows([edited({ problems: [problem] }), edited({ changes: {} })])).toStrictEqual(
    [],
  );
});

test("a new row has no version, and a deletion no changes", () => {
  const created = edited({ op: "create", version: null });
  const deleted = edited({ id: "2", op: "delete", changes: {} });

  expect(publishableRows([created, deleted])).toStrictEqual([
    { key: "1", op: "create", id: "1", changes: { settle: "10000.0000" } },
    { key: "2", op: "delete", id: "2", version: 3, changes: {} },
  ]);
});

test("500 changed rows are five chunks", () => {
  const rows = Array.from({ length: 500 }, (_, n) => n);

  expect(chunksOf(rows).map((chunk) => chunk.length)).toStrictEqual([100, 100, 100, 100, 100]);
});

test("chunks keep every row once, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 450 }), (rows) => {
      const chunks = chunksOf(rows);

      expect(chunks.flat()).toStrictEqual(rows);
      expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= 100)).toBe(true);
    }),
  );
});
