export interface AxisShape {
  readonly count: number;
  /** The size of a row or column nobody has changed, in CSS pixels. */
  readonly standard: number;
  /** Sizes that differ; 0 is hidden. */
  readonly sizes: ReadonlyMap<number, number>;
}

/**
 * The rows or the columns of a sheet laid end to end, in CSS pixels. Only sizes that differ are held, so a
 * million rows cost as much as the few that were filtered or widened.
 */
export class Axis {
  readonly count: number;
  readonly #standard: number;
  readonly #indexes: number[] = [];
  /** How far everything after the index of the same place is pushed (or pulled) from its standard position. */
  readonly #pushes: number[] = [0];
  readonly #sizes: ReadonlyMap<number, number>;

  constructor(shape: AxisShape) {
    this.count = shape.count;
    this.#standard = shape.standard;
    this.#sizes = shape.sizes;
    let push = 0;
    for (const [index, size] of [...shape.sizes].toSorted(([one], [other]) => one - other)) {
      push += size - shape.standard;
      this.#indexes.push(index);
      this.#pushes.push(push);
    }
  }

  sizeOf(index: number): number {
    return this.#sizes.get(index) ?? this.#standard;
  }

  /** Where an index begins. */
  offsetOf(index: number): number {
    let low = 0;
    let high = this.#indexes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#indexes[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return index * this.#standard + (this.#pushes[low] ?? 0);
  }

  /** The visible index a pixel falls on; the last one beyond the end. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsetOf(middle + 1) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The next visible index in a direction, or the same one at the edge of the sheet. */
  step(index: number, direction: 1 | -1): number {
    let next = index + direction;
    while (next >= 0 && next < this.count) {
      if (this.sizeOf(next) > 0) return next;
      next += direction;
    }
    return index;
  }

  /** The first visible index at or after this one. */
  visibleFrom(index: number): number {
    return this.sizeOf(index) > 0 ? index : this.step(index, 1);
  }

  /** The last visible index at or before this one. */
  visibleUpTo(index: number): number {
    return this.sizeOf(index) > 0 ? index : this.step(index, -1);
  }
}
