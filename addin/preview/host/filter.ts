import { HostError } from "./errors.ts";
import { serialToDate } from "./input.ts";
import type { Table } from "./model.ts";
import { formatText } from "./number-format.ts";
import { bodyZone } from "./tables.ts";
import type { TableModel, WorkbookModel } from "./workbook.ts";

/** Hides the rows that do not meet every column's filter. */
export function applyFilters(book: WorkbookModel, table: TableModel): void {
  const { r, rows } = bodyZone(table);
  const active = table.columns.flatMap(({ filter }, index) => (filter ? [{ filter, index }] : []));
  for (let row = r; row < r + rows; row++) {
    const shown = active.every(({ filter, index }) => {
      const cell = table.sheet.at(row, table.z.c + index);
      const value = cell?.v ?? "";
      return meets(
        filter,
        value,
        formatText(value, table.sheet.numberFormat(row, table.z.c + index)),
      );
    });
    const props = table.sheet.rowProps.get(row);
    if (!shown || props?.filtered) {
      table.sheet.rowProps.set(row, { ...props, filtered: !shown });
    }
  }
  book.emit({ kind: "filtered", table });
}

export function clearFilters(book: WorkbookModel, table: TableModel): void {
  for (const column of table.columns) {
    column.filter = null;
  }
  applyFilters(book, table);
}

type Filter = NonNullable<Table["columns"][number]["filter"]>;

function meets(filter: Filter, value: unknown, text: string): boolean {
  if (filter.filterOn === "Values") {
    const wanted = (filter.values ?? []).map((each) => each.toLowerCase());
    return wanted.includes(text.toLowerCase());
  }
  if (filter.filterOn !== "Custom") {
    throw new HostError(
      "NotImplementedByFakeHost",
      `The Excel emulator does not filter on ${filter.filterOn}.`,
      501,
    );
  }
  const first = meetsCriterion(filter.criterion1 ?? "", value, text);
  if (filter.criterion2 === undefined || filter.criterion2 === null) {
    return first;
  }
  const second = meetsCriterion(filter.criterion2, value, text);
  return filter.operator === "Or" ? first || second : first && second;
}

/** One criterion as Excel's custom filter and SUMIF write it: ">=100", "<>x", "Wal*". */
export function meetsCriterion(criterion: string, value: unknown, text: string): boolean {
  const sign = /^(?:<>|>=|<=|>|<|=)/.exec(criterion)?.[0] ?? "";
  const operand = criterion.slice(sign.length);
  return meetsSign(sign === "" ? "=" : sign, operand, { value, text });
}

function meetsSign(
  sign: string,
  operand: string,
  { value, text }: { value: unknown; text: string },
): boolean {
  const number = operandNumber(operand);
  if (sign === "=" || sign === "<>") {
    const equal = number === null ? wildcard(operand).test(text) : value === number;
    return equal === (sign === "=");
  }
  if (number !== null) {
    return typeof value === "number" && compare(sign, value - number);
  }
  const order = text.toLowerCase().localeCompare(operand.toLowerCase(), "en");
  return typeof value === "string" && value !== "" && compare(sign, order);
}

function operandNumber(operand: string): number | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(operand);
  if (american) {
    const midnight = Date.UTC(Number(american[3]), Number(american[1]) - 1, Number(american[2]));
    return (midnight - serialToDate(0).getTime()) / 86_400_000;
  }
  return operand.trim() !== "" && Number.isFinite(Number(operand)) ? Number(operand) : null;
}

function compare(sign: string, difference: number): boolean {
  const answers: Record<string, boolean> = {
    "=": difference === 0,
    ">": difference > 0,
    "<": difference < 0,
    ">=": difference >= 0,
    "<=": difference <= 0,
  };
  return answers[sign] ?? false;
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "is");
}
