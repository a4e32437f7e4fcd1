import { Application } from "./application.ts";
import { defineEvents, EVENT, WHOLE_WORKBOOK } from "./event-source.ts";
import { KeyValues } from "./key-values.ts";
import { StyleCollection } from "./named-style.ts";
import { NamedItemCollection } from "./names.ts";
import { HostObject } from "./object.ts";
import { Range } from "./range.ts";
import { RangeAreas } from "./range-areas.ts";
import type { Session } from "./session.ts";
import { SessionObject } from "./session.ts";
import { TableCollection } from "./tables.ts";
import { WorksheetCollection } from "./worksheets.ts";

/** The root of every object path. */
export class Workbook extends SessionObject {
  readonly typeName = "Workbook";
  usePrecisionAsDisplayed = false;
  use1904DateSystem = false;
  readonly readOnly = false;
  readonly isDirty = true;
  readonly autoSave = true;
  readonly previouslySaved = true;
  readonly application = new Application(this.session);

  get eventSession() {
    return this.session;
  }
  get eventTarget() {
    return WHOLE_WORKBOOK;
  }
  get name() {
    return this.book.name;
  }
  get worksheets() {
    return new WorksheetCollection(this.session);
  }
  get tables() {
    return new TableCollection(this.session, null);
  }
  get names() {
    return new NamedItemCollection(this.session, null);
  }
  get styles() {
    return new StyleCollection(this.session);
  }
  get settings() {
    return new KeyValues("Setting", this.book.settings);
  }
  get properties() {
    return new DocumentProperties(this.session);
  }
  getSelectedRange() {
    const { sheet, ...z } = this.book.selection;
    return new Range(this.session, this.book.sheet(sheet.id) ?? this.book.active, z);
  }
  getSelectedRanges() {
    return new RangeAreas(this.session, [this.getSelectedRange()]);
  }
  getActiveCell() {
    return this.getSelectedRange().getCell(0, 0);
  }
  getIsActiveCollabSession() {
    return false;
  }

  /** `context.runtime.enableEvents`. */
  get _Runtime() {
    return new Runtime(this.session);
  }
  get _runtime() {
    return new Runtime(this.session);
  }
  _GetRangeForEventByReferenceId(id: string) {
    return this.session.eventRanges.get(id) ?? null;
  }
  _GetRangeOrNullObjectForEventByReferenceId(id: string) {
    return this.session.eventRanges.get(id) ?? null;
  }
}
defineEvents(Workbook.prototype, {
  SelectionChanged: EVENT.selectionChanged,
  Activated: EVENT.activated,
});

class DocumentProperties extends SessionObject {
  readonly typeName = "DocumentProperties";

  get custom() {
    return new KeyValues("CustomProperty", this.book.customProperties);
  }
}

class Runtime extends HostObject {
  readonly typeName = "Runtime";
  private readonly session: Session;

  constructor(session: Session) {
    super();
    this.session = session;
  }

  get enableEvents() {
    return this.session.enableEvents;
  }
  set enableEvents(enable: boolean) {
    this.session.enableEvents = enable;
  }
}
