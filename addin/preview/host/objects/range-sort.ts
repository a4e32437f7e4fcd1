import type { SortField } from "../model.ts";
import { HostObject } from "./object.ts";

export class RangeSort extends HostObject {
  readonly typeName = "RangeSort";
  private readonly sort: (fields: readonly SortField[], hasHeaders: boolean) => void;

  constructor(sort: (fields: readonly SortField[], hasHeaders: boolean) => void) {
    super();
    this.sort = sort;
  }

  apply(fields: readonly SortField[], _matchCase?: boolean, hasHeaders = false) {
    this.sort(fields, hasHeaders);
  }
}
