import { contains, intersection, MAX_COLUMNS, type Zone } from "../a1.ts";
import type { Sheet } from "../model.ts";
import type { Area } from "./references.ts";

/** A reference of a few cells is found by cell, a larger one by going through the distinct large ones. */
const FEW_CELLS = 4;

interface Readers<T> {
  readonly byCell: Map<number, Set<T>>;
  readonly byArea: Map<string, { z: Zone; readers: Set<T> }>;
}

/** Which formulas read which cells. Thousands of formulas over one column share one entry. */
export class Dependents<T> {
  private readonly sheets = new Map<string, Readers<T>>();

  clear(): void {
    this.sheets.clear();
  }

  add(reader: T, areas: readonly Area[]): void {
    for (const { sheet, z } of areas) {
      const readers = this.readersOf(sheet);
      if (z.rows * z.cols <= FEW_CELLS) {
        for (const key of keysOf(z)) {
          addTo(readers.byCell, key, reader);
        }
      } else {
        const key = areaKey(z);
        const entry = readers.byArea.get(key) ?? { z, readers: new Set() };
        entry.readers.add(reader);
        readers.byArea.set(key, entry);
      }
    }
  }

  remove(reader: T, areas: readonly Area[]): void {
    for (const { sheet, z } of areas) {
      const readers = this.readersOf(sheet);
      for (const key of z.rows * z.cols <= FEW_CELLS ? keysOf(z) : []) {
        readers.byCell.get(key)?.delete(reader);
      }
      readers.byArea.get(areaKey(z))?.readers.delete(reader);
    }
  }

  /** Every formula that reads a cell of the zone. */
  *of(sheet: Sheet, z: Zone): Generator<T> {
    const { byCell, byArea } = this.readersOf(sheet);
    for (const entry of byArea.values()) {
      if (intersection(entry.z, z)) {
        yield* entry.readers;
      }
    }
    if (z.rows * z.cols <= byCell.size) {
      for (const key of keysOf(z)) {
        yield* byCell.get(key) ?? [];
      }
      return;
    }
    for (const [key, readers] of byCell) {
      if (contains(z, Math.floor(key / MAX_COLUMNS), key % MAX_COLUMNS)) {
        yield* readers;
      }
    }
  }

  private readersOf(sheet: Sheet): Readers<T> {
    const known = this.sheets.get(sheet.id) ?? { byCell: new Map(), byArea: new Map() };
    this.sheets.set(sheet.id, known);
    return known;
  }
}

function* keysOf(z: Zone): Generator<number> {
  for (let r = z.r; r < z.r + z.rows; r++) {
    for (let c = z.c; c < z.c + z.cols; c++) {
      yield r * MAX_COLUMNS + c;
    }
  }
}

function areaKey(z: Zone): string {
  return `${z.r},${z.c},${z.rows},${z.cols}`;
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key) ?? new Set();
  set.add(value);
  map.set(key, set);
}
