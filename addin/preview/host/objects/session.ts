import type { Zone } from "../a1.ts";
import type { SheetModel } from "../sheet.ts";
import type { TableModel, WorkbookModel } from "../workbook.ts";
import { HostObject } from "./object.ts";

/**
 * What every object of the model holds on to. The makers stand here because the object model is circular (a range
 * knows its sheet, a sheet its ranges) and modules must not be; excel.ts fills them in.
 */
export interface Session {
  readonly book: WorkbookModel;
  /** "type:target" of each event the add-in listens to. */
  readonly registrations: Set<string>;
  /** The ranges that event arguments refer to, by reference id. */
  readonly eventRanges: Map<string, HostObject>;
  enableEvents: boolean;
  /** Recalculates; "full" also what is not out of date. */
  readonly calculate: (full: boolean) => void;
  readonly make: Makers;
}

interface Makers {
  range(sheet: SheetModel, z: Zone): HostObject;
  worksheet(sheet: SheetModel): HostObject;
  tables(tables: readonly TableModel[]): HostObject;
}

/** A range's cells; `z` moves when rows are inserted above. */
export interface RangePlace {
  readonly sheet: SheetModel;
  readonly z: Zone;
}

export abstract class SessionObject extends HostObject {
  protected readonly session: Session;

  constructor(session: Session) {
    super();
    this.session = session;
  }

  protected get book(): WorkbookModel {
    return this.session.book;
  }
}
