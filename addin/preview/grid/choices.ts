import { contains, parseA1, type Zone } from "../host/a1.ts";
import type { Sheet, Table, Validation, Workbook } from "../host/model.ts";
import { formatText } from "../host/number-format.ts";
import { type Spot, spotsOf } from "./zone.ts";

interface Place {
  readonly book: Workbook;
  readonly sheet: Sheet;
}

/** The rule that guards a cell; the newest stands first. */
const validationAt = (sheet: Sheet, spot: Spot): Validation | undefined =>
  sheet.validations.find((validation) => contains(validation.z, spot.r, spot.c));

/** The values a cell's list offers, or nothing when it has none. */
export function choicesAt(place: Place, spot: Spot): string[] | undefined {
  const list = listOf(validationAt(place.sheet, spot));
  if (!list || list.inCellDropDown === false || typeof list.source !== "string") return undefined;
  return list.source.startsWith("=")
    ? referredTexts(place, list.source.slice(1))
    : list.source.split(",").map((text) => text.trim());
}

/** Why a typed text is refused, in the words of the rule; nothing when it may stand. */
export function refusalOf(place: Place, spot: Spot, text: string): string | undefined {
  const validation = validationAt(place.sheet, spot);
  const choices = choicesAt(place, spot);
  if (!validation || !choices || !stops(validation.errorAlert)) return undefined;
  if (text === "" && validation.ignoreBlanks) return undefined;
  if (choices.some((choice) => choice.toLowerCase() === text.toLowerCase())) return undefined;
  return wordsOf(validation.errorAlert);
}

interface List {
  readonly inCellDropDown?: unknown;
  readonly source?: unknown;
}

function listOf(validation: Validation | undefined): List | undefined {
  const list = validation?.rule["list"];
  return typeof list === "object" && list !== null ? list : undefined;
}

const fieldOf = (alert: unknown, field: string): unknown =>
  typeof alert === "object" && alert !== null ? Reflect.get(alert, field) : undefined;

const stops = (alert: unknown): boolean =>
  fieldOf(alert, "showAlert") !== false && (fieldOf(alert, "style") ?? "Stop") === "Stop";

function wordsOf(alert: unknown): string {
  const message = fieldOf(alert, "message");
  return typeof message === "string" && message !== ""
    ? message
    : "This value is not in the list of this cell. Choose one of the list, or press Esc.";
}

function referredTexts(place: Place, reference: string): string[] {
  const indirect = /^INDIRECT\("([^"]+)"\)$/i.exec(reference.trim());
  const target = targetOf(place, indirect?.[1] ?? reference.trim());
  if (!target) return [];
  return textsIn(target.sheet, target.z).filter((text) => text !== "");
}

interface Target {
  readonly sheet: Sheet;
  readonly z: Zone;
}

function targetOf(place: Place, reference: string): Target | undefined {
  const key = reference.toLowerCase();
  const name = place.sheet.names.get(key) ?? place.book.names.get(key);
  return name?.target ?? columnNamed(place.book, reference) ?? cellsAt(place, reference);
}

function cellsAt({ book, sheet }: Place, reference: string): Target | undefined {
  const address = parseA1(reference);
  if (!address) return undefined;
  const on = address.sheet === undefined ? sheet : book.sheet(address.sheet);
  return on && { sheet: on, z: address };
}

function columnNamed(book: Workbook, reference: string): Target | undefined {
  const [, name, header] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(reference) ?? [];
  const table = name === undefined ? undefined : book.table(name);
  return table && header !== undefined ? columnTarget(table, header) : undefined;
}

function columnTarget(table: Table, header: string): Target | undefined {
  const at = headersOf(table).findIndex((text) => text.toLowerCase() === header.toLowerCase());
  return at < 0 ? undefined : { sheet: table.sheet, z: bodyColumn(table, at) };
}

const headersOf = (table: Table): string[] => textsIn(table.sheet, { ...table.z, rows: 1 });

/** The data cells of one column of a table. */
function bodyColumn(table: Table, column: number): Zone {
  const head = table.showHeaders ? 1 : 0;
  const foot = table.showTotals ? 1 : 0;
  const { r, c, rows } = table.z;
  return { r: r + head, c: c + column, rows: Math.max(0, rows - head - foot), cols: 1 };
}

function textsIn(sheet: Sheet, zone: Zone): string[] {
  const used = sheet.used(true);
  const rows = used ? Math.min(zone.rows, used.r + used.rows - zone.r) : 0;
  return [...spotsOf({ ...zone, rows })].map((spot) => textAt(sheet, spot));
}

/** What a cell shows. */
export const textAt = (sheet: Sheet, spot: Spot): string =>
  formatText(sheet.at(spot.r, spot.c)?.v ?? "", sheet.numberFormat(spot.r, spot.c));

/** The different texts of a table's column, ordered as a person reads them. */
export function filterTexts(table: Table, column: number): string[] {
  const texts = new Set(textsIn(table.sheet, bodyColumn(table, column)));
  const inOrder = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  return [...texts].toSorted((one, other) => inOrder.compare(one, other));
}
