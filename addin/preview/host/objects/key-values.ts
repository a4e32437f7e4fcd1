import { itemNotFound } from "../errors.ts";
import { HostObject } from "./object.ts";

/** Settings and custom properties are all one thing: a collection of values by key. */
export class KeyValues extends HostObject {
  readonly typeName: string;
  private readonly values: Map<string, unknown>;
  private readonly itemType: string;

  constructor(itemType: string, values: Map<string, unknown>) {
    super();
    this.typeName = `${itemType}Collection`;
    this.itemType = itemType;
    this.values = values;
  }

  get items() {
    return [...this.values.keys()].map((key) => this.wrap(key));
  }
  getCount() {
    return this.values.size;
  }
  add(key: string, value: unknown) {
    this.values.set(key, value);
    return this.wrap(key);
  }
  getItemOrNullObject(key: string) {
    return this.values.has(key) ? this.wrap(key) : null;
  }
  getItem(key: string) {
    const item = this.getItemOrNullObject(key);
    if (!item) {
      throw itemNotFound();
    }
    return item;
  }
  deleteAll() {
    this.values.clear();
  }

  private wrap(key: string) {
    return new KeyValue(this.itemType, this.values, key);
  }
}

class KeyValue extends HostObject {
  readonly typeName: string;
  readonly key: string;
  private readonly values: Map<string, unknown>;

  constructor(typeName: string, values: Map<string, unknown>, key: string) {
    super();
    this.typeName = typeName;
    this.values = values;
    this.key = key;
  }

  get _id() {
    return this.key;
  }
  get value() {
    return this.values.get(this.key);
  }
  set value(value: unknown) {
    this.values.set(this.key, value);
  }
  get type() {
    const kind = typeof this.value;
    return kind === "number" ? "Number" : kind === "boolean" ? "Boolean" : "String";
  }
  delete() {
    this.values.delete(this.key);
  }
}
