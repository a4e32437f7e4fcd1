import { a1, contains, intersection } from "./a1.ts";
import type { CellValue, Change, Table } from "./model.ts";
import { EVENT, WHOLE_WORKBOOK } from "./objects/event-source.ts";
import { Range } from "./objects/range.ts";
import type { Session } from "./objects/session.ts";
import type { RichMessage } from "./xdm.ts";

const EXCEL_EVENT = 65_536;

/** Turns changes of the workbook into the event messages the add-in registered for; they wait to be taken. */
export class EventQueue {
  private readonly session: Session;
  private readonly byUser: () => boolean;
  private waiting: RichMessage[] = [];
  private lastReference = 0;

  constructor(session: Session, byUser: () => boolean) {
    this.session = session;
    this.byUser = byUser;
  }

  take(): RichMessage[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }

  note(change: Change): void {
    if (change.kind === "cells") {
      this.cells(change);
    } else if (change.kind === "selection") {
      this.selection(change);
    } else if (change.kind === "tableAdded" || change.kind === "tableDeleted") {
      this.table(
        change.kind === "tableAdded" ? EVENT.tableAdded : EVENT.tableDeleted,
        change.table,
      );
    } else {
      this.sheet(change);
    }
  }

  /** Sheets that come, go and change; what is left raises no event at this API level. */
  private sheet(change: Change): void {
    if (change.kind === "activated") {
      this.raise(EVENT.deactivated, [change.old.id, WHOLE_WORKBOOK], sheetArgs(change.old));
      this.raise(EVENT.activated, [change.sheet.id, WHOLE_WORKBOOK], sheetArgs(change.sheet));
    } else if (change.kind === "sheetAdded" || change.kind === "sheetDeleted") {
      const type = change.kind === "sheetAdded" ? EVENT.added : EVENT.deleted;
      this.raise(type, [WHOLE_WORKBOOK], { ...sheetArgs(change.sheet), source: "Local" });
    } else if (change.kind === "format" || change.kind === "calculated") {
      const type = change.kind === "format" ? EVENT.formatChanged : EVENT.calculated;
      const args = { ...sheetArgs(change.sheet), address: a1(change.z), source: "Local" };
      this.raise(type, [change.sheet.id, WHOLE_WORKBOOK], args);
    }
  }

  private cells(change: Extract<Change, { kind: "cells" }>): void {
    const reference = `event${++this.lastReference}`;
    const sheet = this.session.book.sheet(change.sheet.id);
    if (!sheet) {
      return;
    }
    const args = {
      changeType: change.changeType,
      source: "Local",
      worksheetId: sheet.id,
      address: a1(change.z),
      referenceId: reference,
      shiftDirection: change.shift,
      triggerSource: this.byUser() ? "Unknown" : "ThisLocalAddin",
      ...details(change),
    };
    const heard = this.raise(EVENT.changed, [sheet.id, WHOLE_WORKBOOK], args);
    const { triggerSource: _, ...tableArgs } = args; // table events do not say who wrote
    const tables = this.session.book.tables.filter(
      (table) => table.sheet === sheet && intersection(table.z, change.z),
    );
    const tablesHeard = tables.map((table) =>
      this.raise(EVENT.tableChanged, [table.id, WHOLE_WORKBOOK], {
        ...tableArgs,
        tableId: table.id,
      }),
    );
    if (heard || tablesHeard.includes(true)) {
      this.session.eventRanges.set(reference, new Range(this.session, sheet, change.z));
    }
  }

  private selection({ selection }: Extract<Change, { kind: "selection" }>): void {
    const { sheet } = selection;
    const address = a1(selection);
    const args = { worksheetId: sheet.id, address };
    this.raise(EVENT.selectionChanged, [sheet.id, WHOLE_WORKBOOK], args);
    for (const table of this.session.book.tables.filter((each) => each.sheet === sheet)) {
      this.raise(EVENT.tableSelectionChanged, [table.id], {
        ...args,
        tableId: table.id,
        isInsideTable: contains(table.z, selection.r, selection.c),
      });
    }
  }

  private table(type: number, table: Table): void {
    this.raise(type, [WHOLE_WORKBOOK, table.sheet.id], {
      tableId: table.id,
      tableName: table.name,
      worksheetId: table.sheet.id,
      source: "Local",
    });
  }

  private raise(type: number, targets: readonly string[], args: object): boolean {
    const heard = this.session.enableEvents
      ? targets.filter((target) => this.session.registrations.has(`${type}:${target}`))
      : [];
    for (const target of heard) {
      this.waiting.push([EXCEL_EVENT, type, target, JSON.stringify(args), "", false]);
    }
    return heard.length > 0;
  }
}

/** `onVisibilityModeChanged` of the pane. */
export function visibilityMessage(visibility: string): RichMessage {
  return [EXCEL_EVENT, EVENT.visibilityChanged, "", JSON.stringify({ visibility }), "", false];
}

/** A keyboard shortcut, which runs what `Office.actions.associate` was given. */
export function actionMessage(name: string): RichMessage {
  return [2, 1000, "", JSON.stringify([name, null]), "", false];
}

function sheetArgs(sheet: { id: string }): { worksheetId: string } {
  return { worksheetId: sheet.id };
}

// Excel tells what was in a cell only when a single cell changed.
function details({ before, after }: { before?: CellValue; after?: CellValue }): object {
  if (before === undefined || after === undefined) {
    return {};
  }
  return {
    valueBefore: before,
    valueAfter: after,
    valueTypeBefore: valueType(before),
    valueTypeAfter: valueType(after),
  };
}

function valueType(value: CellValue): string {
  const types: Record<string, string> = { number: "Double", boolean: "Boolean" };
  return value === "" ? "Empty" : (types[typeof value] ?? "String");
}
