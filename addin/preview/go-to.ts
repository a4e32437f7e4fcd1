import { parseA1, type Zone } from "./host/a1.ts";
import type { Sheet, Workbook } from "./host/model.ts";

export interface NamedPlace {
  readonly sheet: Sheet;
  readonly z: Zone;
}

/** The cells a text names: an address, with a sheet or without, a table, or a defined name. */
export function placeNamed(book: Workbook, text: string): NamedPlace | undefined {
  const address = parseA1(text.trim());
  if (address) {
    const sheet = address.sheet === undefined ? book.active : book.sheet(address.sheet);
    return sheet?.visibility === "Visible" ? { sheet, z: address } : undefined;
  }
  const place = book.table(text.trim()) ?? book.names.get(text.trim().toLowerCase())?.target;
  return place?.sheet.visibility === "Visible" ? place : undefined;
}
