import { itemNotFound } from "../errors.ts";
import type { Range } from "./range.ts";
import { type Session, SessionObject } from "./session.ts";

/** Several ranges of one sheet. The user of this host selects one block at a time, so there is always one. */
export class RangeAreas extends SessionObject {
  readonly typeName = "RangeAreas";
  private readonly ranges: readonly [Range, ...Range[]];

  constructor(session: Session, ranges: readonly [Range, ...Range[]]) {
    super(session);
    this.ranges = ranges;
  }

  get address() {
    return this.ranges.map((range) => range.address).join(",");
  }
  get addressLocal() {
    return this.address;
  }
  get areaCount() {
    return this.ranges.length;
  }
  get cellCount() {
    return this.ranges.reduce((count, range) => count + range.cellCount, 0);
  }
  get isEntireColumn() {
    return this.ranges.every((range) => range.isEntireColumn);
  }
  get isEntireRow() {
    return this.ranges.every((range) => range.isEntireRow);
  }
  get areas() {
    return new RangeCollection(this.session, this.ranges);
  }
  get worksheet() {
    return this.ranges[0].worksheet;
  }
}

class RangeCollection extends SessionObject {
  readonly typeName = "RangeCollection";
  readonly items: readonly Range[];

  constructor(session: Session, items: readonly Range[]) {
    super(session);
    this.items = items;
  }

  getCount() {
    return this.items.length;
  }
  getItemAt(index: number) {
    const range = this.items[index];
    if (!range) {
      throw itemNotFound();
    }
    return range;
  }
}
