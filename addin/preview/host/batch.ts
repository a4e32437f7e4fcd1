import type { Query } from "./projection.ts";

// The shapes of Microsoft's batch language, as they are on the wire.

export const PATH = {
  global: 1,
  service: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  none: 7,
};
export const ACTION = {
  instantiate: 1,
  query: 2,
  method: 3,
  set: 4,
  trace: 5,
  queryAsJson: 7,
  update: 9,
};

export interface Arguments {
  readonly Arguments?: readonly unknown[];
  readonly ReferencedObjectPathIds?: readonly unknown[];
}
export interface ObjectPath {
  readonly ObjectPathType: number;
  readonly Name?: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: Arguments;
}
export interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name?: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: Arguments;
  readonly QueryInfo?: Query;
  readonly ObjectState?: Record<string, unknown>;
}
export interface Batch {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
}
interface Result {
  readonly ActionId: number;
  readonly Value: unknown;
}
export interface Answer {
  readonly Results: Result[];
  readonly TraceIds: number[];
  readonly Error?: {
    Code: string;
    Message: string;
    HttpStatusCode: number;
    ActionIndex: number;
    Location: string;
  };
}

export function isBatch(value: unknown): value is Batch {
  return (
    typeof value === "object" && value !== null && "Actions" in value && "ObjectPaths" in value
  );
}
