/*
 * An Excel of our own under Microsoft's untouched office.js, for the browser preview and for tests.
 *
 * The web build of office.js does not talk to Excel itself: it posts JSON to the frame that holds it. Whoever plays
 * that frame is Excel to the add-in. The conversation:
 *
 * 1. Before the add-in's page loads, its `window.name` is set to `windowName(origin)`. There the library reads which
 *    host it has and under which conversation to write to it.
 * 2. The library asks for its context (locale, settings, requirement sets); then `Office.onReady` resolves.
 * 3. Every `context.sync()` is one message with a batch: actions on object paths ("property Worksheets of the global
 *    object, its item 'Deductions', method GetRange …"). richapi.ts walks it over the classes of objects/, which
 *    work on the plain model of model.ts; the answer goes back as one message. See xdm.ts for the frames' protocol.
 * 4. Events go the other way, after the answer: the host raises `richApiMessage` with entries of a type, a target and
 *    JSON, for the targets the add-in registered. Ribbon buttons arrive the same way.
 *
 * Rules: nothing of Microsoft's is patched, copied or shipped; which classes, properties and requirement sets exist
 * is read from the installed packages (catalogue.mjs). A member that is missing here fails loudly and is counted. The
 * host claims one ExcelApi level and refuses what is newer. Coercions by which users lose data are emulated, not
 * smoothed over.
 *
 * Functions of the add-in (custom-functions.ts): formulas that call them show #BUSY!, all calls of a recalculation go out in
 * one message, and results arrive through a service of their own.
 */
import { Calculator } from "./calc/calculator.ts";
import { conditionalStyle } from "./conditional-style.ts";
import { type CustomFunctionList, CustomFunctions } from "./custom-functions.ts";
import { writeBlock } from "./edit.ts";
import { itemNotFound } from "./errors.ts";
import { actionMessage, EventQueue, visibilityMessage } from "./events.ts";
import type { CellStyle, Change, Sheet, Workbook } from "./model.ts";
import { type ExcelObjects, excelObjects } from "./objects/excel.ts";
import { Range } from "./objects/range.ts";
import { placeAt } from "./objects/range-geometry.ts";
import { PaneState, services } from "./office-services.ts";
import type { TypeCatalogue } from "./projection.ts";
import { RichApi } from "./richapi.ts";
import { WorkbookModel } from "./workbook.ts";
import { XdmHost } from "./xdm.ts";

/** What catalogue.mjs reads from the installed packages. */
export interface Catalogue {
  readonly types: TypeCatalogue;
  /** Member to requirement set: "Range.dataValidation" to "ExcelApi 1.8". */
  readonly requirements: Readonly<Record<string, string>>;
}

export interface HostOptions {
  /** Asked for at the first batch. */
  readonly catalogue: () => Catalogue;
  readonly sheets?: readonly string[];
  /** The ExcelApi level the host claims; a newer member fails with ApiNotFound. */
  readonly apiLevel?: string;
  /** How long every batch takes, to see what a slow connection does. */
  readonly latencyMs?: number;
  /** Told each thing the add-in asked for and the host does not have. */
  readonly onUnhandled?: (what: string) => void;
}

interface Open {
  readonly book: WorkbookModel;
  readonly calculator: Calculator;
  readonly objects: ExcelObjects;
  readonly events: EventQueue;
}

export class ExcelHost {
  readonly pane: PaneState;
  private readonly options: HostOptions;
  private readonly richApi: RichApi;
  private readonly xdm: XdmHost;
  private readonly functions = new CustomFunctions();
  private readonly listeners = new Set<(change: Change | null) => void>();
  private readonly sets: Readonly<Record<string, string>>;
  private open: Open;
  private userIsWriting = false;
  private known: Catalogue | null = null;

  constructor(options: HostOptions) {
    this.options = options;
    this.pane = new PaneState((visibility) => this.paneChanged(visibility));
    this.sets = requirementSets(options.apiLevel ?? "1.14");
    this.open = this.openWorkbook(options.sheets);
    this.richApi = new RichApi({
      types: () => this.catalogue.types,
      root: () => this.open.objects.workbook,
      services: services(this.pane, this.functions),
      requirementOf: (member) => this.catalogue.requirements[member],
      supports: remembering((requirement) => supports(this.sets, requirement)),
      beforeRead: () => this.open.calculator.recalculate(false),
      onMissing: options.onUnhandled ?? (() => undefined),
    });
    this.xdm = new XdmHost({
      requirements: this.sets,
      latencyMs: options.latencyMs ?? 0,
      execute: (request) => this.richApi.execute(request),
      afterBatch: () => this.flush(),
      onUnhandled: options.onUnhandled ?? (() => undefined),
    });
  }

  /** The workbook as the grid reads it. */
  get model(): Workbook {
    return this.open.book;
  }

  /** Members the add-in used and the host lacks, with how often. */
  get unimplemented(): ReadonlyMap<string, number> {
    return this.richApi.failures.unimplemented;
  }

  /** Makes the add-in's own functions known to formulas, as Excel does after reading its manifest. */
  registerFunctions(list: CustomFunctionList): void {
    this.functions.register(list);
    this.open.calculator.recalculate(true);
  }

  /** How many cells wait for a function of the add-in. */
  get busy(): number {
    return this.functions.size;
  }

  /** Goes into the add-in frame's `window.name` before its page loads. */
  windowName(hostOrigin: string): string {
    return this.xdm.windowName(hostOrigin);
  }

  /** How messages reach the add-in's frame. */
  attach(send: (json: string) => void): void {
    this.xdm.send = send;
  }

  /** Takes a message of the add-in's frame; false when it was for somebody else. */
  receive(message: unknown): boolean {
    return this.xdm.receive(message);
  }

  /** Resolves when every batch received so far has been answered. */
  async settled(): Promise<void> {
    await this.xdm.settled();
  }

  /** Told each change, and null when the workbook was replaced or the pane came or went; the answer stops it. */
  listen(listener: (change: Change | null) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Opens a fresh workbook under the running add-in. Handlers registered with the old one hear nothing more. */
  reset(sheets: readonly string[] = ["Sheet1"]): void {
    this.open = this.openWorkbook(sheets);
    this.richApi.forgetReferences();
    this.richApi.failures.unimplemented.clear();
    this.xdm.settings = {};
    this.tell(null);
  }

  /** What conditional formats add to a cell's style; null when none applies. */
  conditionalStyle(sheet: Sheet, r: number, c: number): CellStyle | null {
    return conditionalStyle(sheet, { r, c }, (formula, at) =>
      this.open.calculator.evaluate(formula, { sheet, ...at }),
    );
  }

  /** The user types or pastes values; texts are what would be typed, and events say it was not the add-in. */
  userEdits(sheet: string, address: string, values: unknown): void {
    this.asUser(() => writeBlock(this.open.book, this.place(sheet, address), values));
  }

  /** The user selects cells, on another sheet too. */
  userSelects(sheet: string, address: string): void {
    this.asUser(() => {
      const place = this.place(sheet, address);
      if (this.open.book.active !== place.sheet) {
        this.open.objects.workbook.worksheets.getItem(place.sheet.id).activate();
      }
      new Range(this.open.objects.session, place.sheet, place.z).select();
    });
  }

  /** The user drives the object model itself: sorts, filters, deletes rows, renames sheets. */
  userDoes(act: (workbook: ExcelObjects["workbook"]) => void): void {
    this.asUser(() => act(this.open.objects.workbook));
  }

  /** The user presses a ribbon button; resolves when its action says it is completed. */
  async invokeAction(name: string): Promise<void> {
    await this.xdm.runCommand(name);
  }

  /** The user presses a keyboard shortcut, whose action gets no event; false when the add-in is not ready. */
  invokeShortcut(name: string): boolean {
    return this.xdm.raiseRichMessages([actionMessage(name)]);
  }

  /** The user goes to the task pane with the keyboard, as F6 does in Excel. */
  enterPane(): void {
    this.xdm.enterPane();
  }

  private get catalogue(): Catalogue {
    this.known ??= this.options.catalogue();
    return this.known;
  }

  private openWorkbook(sheets: readonly string[] = ["Sheet1"]): Open {
    const book = new WorkbookModel(sheets);
    const calculator = new Calculator(book, this.functions);
    const objects = excelObjects(book, (full) => calculator.recalculate(full));
    const events = new EventQueue(objects.session, () => this.userIsWriting);
    book.listen((change) => {
      calculator.note(change);
      events.note(change);
      this.tell(change);
    });
    return { book, calculator, objects, events };
  }

  private place(sheetName: string, address: string) {
    const sheet = this.open.book.sheet(sheetName);
    if (!sheet) {
      throw itemNotFound();
    }
    return placeAt(this.open.objects.session, address, sheet);
  }

  private asUser(act: () => void): void {
    this.userIsWriting = true;
    try {
      act();
    } finally {
      this.userIsWriting = false;
    }
    this.flush();
  }

  private flush(): void {
    this.open.calculator.recalculate(false);
    const messages = [...this.open.events.take(), ...this.functions.take()];
    if (messages.length > 0) {
      this.xdm.raiseRichMessages(messages);
    }
  }

  private paneChanged(visibility: string): void {
    this.xdm.raiseRichMessages([visibilityMessage(visibility)]);
    this.tell(null);
  }

  private tell(change: Change | null): void {
    for (const listener of this.listeners) {
      listener(change);
    }
  }
}

function requirementSets(excelApi: string): Record<string, string> {
  return {
    ExcelApi: excelApi,
    SharedRuntime: "1.2",
    RibbonApi: "1.2",
    RichApiRuntime: "1.2",
    DialogApi: "1.2",
    Settings: "1.1",
    AddinCommands: "1.1",
    CustomFunctionsRuntime: "1.4",
    CustomFunctions: "1.9",
  };
}

// Asked for every member of every batch, always about the same few dozen requirement sets.
function remembering(answer: (question: string) => boolean): (question: string) => boolean {
  const known = new Map<string, boolean>();
  return (question) => {
    const answered = known.get(question) ?? answer(question);
    known.set(question, answered);
    return answered;
  };
}

function supports(sets: Readonly<Record<string, string>>, requirement: string): boolean {
  const [name = "", wanted = ""] = requirement.split(" ");
  const [major = 0, minor = 0] = (sets[name] ?? "0.0").split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
