import type { WorkbookModel } from "../workbook.ts";
import { Range } from "./range.ts";
import type { Session } from "./session.ts";
import { TableScopedCollection } from "./tables.ts";
import { Workbook } from "./workbook.ts";
import { Worksheet } from "./worksheet.ts";

/** One workbook as the add-in sees it: the root object and what hangs on it. */
export interface ExcelObjects {
  readonly session: Session;
  readonly workbook: Workbook;
}

export function excelObjects(
  book: WorkbookModel,
  calculate: (full: boolean) => void,
): ExcelObjects {
  const session: Session = {
    book,
    registrations: new Set(),
    eventRanges: new Map(),
    enableEvents: true,
    calculate,
    make: {
      range: (sheet, z) => new Range(session, sheet, z),
      worksheet: (sheet) => new Worksheet(session, sheet),
      tables: (tables) => new TableScopedCollection(session, () => tables),
    },
  };
  return { session, workbook: new Workbook(session) };
}
