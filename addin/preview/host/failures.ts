import { type Action, type Answer, type Batch, PATH } from "./batch.ts";
import { HostError } from "./errors.ts";
import { camel, type HostObject, typeNameOf } from "./objects/object.ts";

/** A batch on its way: its objects by path, and those the add-in asked to keep. */
export interface Run {
  readonly batch: Batch;
  readonly objects: Map<number, HostObject | null>;
  readonly kept: Map<HostObject, string>;
}

/** Turns what went wrong into the error a batch answers with, and counts what the host does not have. */
export class Failures {
  /** Members the add-in asked for and the host does not have, with how often. */
  readonly unimplemented = new Map<string, number>();
  private readonly tell: (words: string) => void;

  /** `tell` hears once of each missing member, and of each fault of the emulator's own. */
  constructor(tell: (words: string) => void) {
    this.tell = tell;
  }

  answer(
    error: unknown,
    { action, index, run }: { action: Action; index: number; run: Run },
  ): NonNullable<Answer["Error"]> {
    const known = error instanceof HostError ? error : this.broken(error);
    if (known.code === "NotImplementedByFakeHost") {
      this.count(/does not implement (.+)$/.exec(known.message)?.[1] ?? known.message);
    }
    return {
      Code: known.code,
      Message: known.message,
      HttpStatusCode: known.status,
      ActionIndex: index,
      Location: location(action, run),
    };
  }

  // The add-in would see the fault, but not where it is.
  private broken(error: unknown): HostError {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.tell(`a way around its own fault: ${words}`);
    return new HostError("GeneralException", `The Excel emulator failed: ${String(error)}`, 500);
  }

  private count(member: string): void {
    const times = this.unimplemented.get(member) ?? 0;
    this.unimplemented.set(member, times + 1);
    if (times === 0) {
      this.tell(member);
    }
  }
}

function location(action: Action, run: Run): string {
  const path = run.batch.ObjectPaths[action.ObjectPathId];
  const own = run.objects.get(action.ObjectPathId);
  if (own) {
    return `${typeNameOf(own)}.${camel(action.Name ?? "")}`;
  }
  const parent = run.objects.get(path?.ParentObjectPathId ?? 0);
  const name = path?.ObjectPathType === PATH.indexer ? "getItem" : camel(path?.Name ?? "");
  return `${parent ? typeNameOf(parent) : ""}.${name}`;
}
