import { HostObject } from "./object.ts";
import type { Range } from "./range.ts";

/** Several ranges of one sheet, as a selection made with Ctrl is. Here the user selects one range at a time. */
export class RangeAreas extends HostObject {
  readonly typeName = "RangeAreas";
  private readonly ranges: readonly Range[];

  constructor(ranges: readonly Range[]) {
    super();
    this.ranges = ranges;
  }

  get address() {
    return this.ranges.map(({ address }) => address).join(",");
  }
  get areaCount() {
    return this.ranges.length;
  }
  get areas() {
    return new RangeCollection(this.ranges);
  }
  get worksheet() {
    return this.ranges[0]?.worksheet;
  }
}

class RangeCollection extends HostObject {
  readonly typeName = "RangeCollection";
  readonly items: readonly Range[];

  constructor(items: readonly Range[]) {
    super();
    this.items = items;
  }

  getCount() {
    return this.items.length;
  }
}
