import { HostError } from "./errors.ts";
import {
  camel,
  type HostObject,
  isHostObject,
  type Member,
  notImplemented,
  readMember,
  typeNameOf,
} from "./objects/object.ts";
import { project, type Query, type TypeCatalogue } from "./projection.ts";

// Microsoft's client sends its work as batches: { Actions, ObjectPaths } in, { Results, Error? } out. This is the
// generic interpreter of that language. It knows nothing of Excel; it walks object paths over host objects.

const PATH = { global: 1, service: 2, method: 3, property: 4, indexer: 5, reference: 6, none: 7 };
const ACTION = { instantiate: 1, query: 2, method: 3, set: 4, trace: 5, queryAsJson: 7, update: 9 };

interface Arguments {
  readonly Arguments?: readonly unknown[];
  readonly ReferencedObjectPathIds?: readonly unknown[];
}
interface ObjectPath {
  readonly ObjectPathType: number;
  readonly Name?: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: Arguments;
}
interface Action {
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
interface Answer {
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

interface RichApiOptions {
  readonly types: () => TypeCatalogue;
  /** Called for every batch, so that a fresh workbook can take the old one's place. */
  readonly root: () => HostObject;
  readonly services: Readonly<Record<string, HostObject>>;
  /** The requirement set a member needs, such as "ExcelApi 1.9"; undefined when it is in the first. */
  readonly requirementOf: (member: string) => string | undefined;
  readonly supports: (requirement: string) => boolean;
}

interface Run {
  readonly batch: Batch;
  readonly objects: Map<number, HostObject | null>;
  readonly kept: Map<HostObject, string>;
}

export class RichApi {
  /** Members the add-in asked for and the host does not have, with how often. */
  readonly unimplemented = new Map<string, number>();
  private readonly options: RichApiOptions;
  private readonly references = new Map<string, HostObject | null>();
  private lastReference = 0;

  constructor(options: RichApiOptions) {
    this.options = options;
  }

  execute(batch: Batch): Answer {
    const run: Run = { batch, objects: new Map(), kept: new Map() };
    const answer: Answer = { Results: [], TraceIds: [] };
    for (const [index, action] of batch.Actions.entries()) {
      try {
        this.perform(action, run, answer);
      } catch (error) {
        return { ...answer, Error: this.failure(error, { action, index, run }) };
      }
    }
    return answer;
  }

  forgetReferences(): void {
    this.references.clear();
  }

  private failure(
    error: unknown,
    { action, index, run }: { action: Action; index: number; run: Run },
  ): NonNullable<Answer["Error"]> {
    const known =
      error instanceof HostError
        ? error
        : new HostError("GeneralException", `The emulator failed: ${String(error)}`, 500);
    if (known.code === "NotImplementedByFakeHost") {
      const member = /does not implement (\S+?)\.?$/.exec(known.message)?.[1] ?? known.message;
      this.unimplemented.set(member, (this.unimplemented.get(member) ?? 0) + 1);
    }
    return {
      Code: known.code,
      Message: known.message,
      HttpStatusCode: known.status,
      ActionIndex: index,
      Location: location(action, run),
    };
  }

  private perform(action: Action, run: Run, answer: Answer): void {
    // A traced action must be answered too: the client registers its event handlers on that answer.
    if (action.ActionType === ACTION.trace) {
      answer.TraceIds.push(action.Id);
      answer.Results.push({ ActionId: action.Id, Value: null });
      return;
    }
    const object = this.resolve(action.ObjectPathId, run);
    const value = object === null ? this.onNull(action) : this.act(object, action, run);
    if (value !== undefined) {
      answer.Results.push({ ActionId: action.Id, Value: value });
    }
  }

  private onNull(action: Action): unknown {
    if (action.Name === "_KeepReference") {
      return null;
    }
    return action.ActionType === ACTION.set || action.ActionType === ACTION.update
      ? undefined
      : null;
  }

  private act(object: HostObject, action: Action, run: Run): unknown {
    switch (action.ActionType) {
      case ACTION.instantiate:
        return instantiated(object, run);
      case ACTION.method:
        return this.invoke(object, action, run);
      case ACTION.set:
        this.assign(object, action.Name ?? "", this.arguments(action.ArgumentInfo, run)[0]);
        return undefined;
      case ACTION.update:
        for (const [name, value] of Object.entries(action.ObjectState ?? {})) {
          this.assign(object, name, value);
        }
        return undefined;
      case ACTION.query:
      case ACTION.queryAsJson:
        return project(object, action.QueryInfo ?? {}, {
          types: this.options.types(),
          gate: (owner, member) => this.gate(owner, member),
        });
      default:
        throw notImplemented("ActionType", String(action.ActionType));
    }
  }

  private invoke(object: HostObject, action: Action, run: Run): unknown {
    const name = action.Name ?? "";
    if (name === "_KeepReference") {
      const reference = `ref${++this.lastReference}`;
      this.references.set(reference, object);
      run.kept.set(object, reference);
      return { _ReferenceId: reference };
    }
    if (name === "_RemoveReference") {
      this.references.delete(String(action.ArgumentInfo?.Arguments?.[0]));
      return null;
    }
    return this.call(object, name, this.arguments(action.ArgumentInfo, run)) ?? null;
  }

  /** A path is walked once per batch: two uses of one proxy are one object, and a method runs once. */
  private resolve(id: number, run: Run): HostObject | null {
    const known = run.objects.get(id);
    if (known !== undefined) {
      return known;
    }
    const path = run.batch.ObjectPaths[id];
    if (!path) {
      throw new HostError("InvalidReference", "The object path does not exist.");
    }
    const parent = path.ParentObjectPathId ? this.resolve(path.ParentObjectPathId, run) : undefined;
    const found = parent === null ? null : this.step(path, parent, run);
    run.objects.set(id, found);
    return found;
  }

  private step(path: ObjectPath, parent: HostObject | undefined, run: Run): HostObject | null {
    const name = path.Name ?? "";
    if (parent) {
      return this.member(parent, path, run);
    }
    switch (path.ObjectPathType) {
      case PATH.global:
        return this.options.root();
      case PATH.service: {
        const service = this.options.services[name];
        if (!service) {
          throw notImplemented("service", name);
        }
        return service;
      }
      case PATH.reference: {
        const kept = this.references.get(name);
        if (kept === undefined) {
          throw new HostError(
            "InvalidReference",
            "This reference is not valid for the current operation.",
          );
        }
        return kept;
      }
      case PATH.none:
        return null;
      default:
        throw notImplemented("ObjectPathType", String(path.ObjectPathType));
    }
  }

  private member(parent: HostObject, path: ObjectPath, run: Run): HostObject | null {
    const found =
      path.ObjectPathType === PATH.property
        ? this.property(parent, camel(path.Name ?? ""))
        : this.call(
            parent,
            path.ObjectPathType === PATH.indexer ? "GetItem" : (path.Name ?? ""),
            this.arguments(path.ArgumentInfo, run),
          );
    return isHostObject(found) ? found : null;
  }

  private property(owner: HostObject, name: string): unknown {
    this.gate(owner, name);
    return readMember(owner, name);
  }

  private call(owner: HostObject, wireName: string, args: unknown[]): unknown {
    const name = wireName.startsWith("_") ? wireName : camel(wireName);
    this.gate(owner, name);
    const method = readMember(owner, name);
    if (typeof method !== "function") {
      throw notImplemented(typeNameOf(owner), name);
    }
    while (args.length > 0 && (args.at(-1) === null || args.at(-1) === undefined)) {
      args.pop();
    }
    return Reflect.apply(method as Member, owner, args);
  }

  private assign(owner: HostObject, wireName: string, value: unknown): void {
    const name = camel(wireName);
    this.gate(owner, name);
    if (!(name in owner)) {
      throw notImplemented(typeNameOf(owner), name);
    }
    if (!Reflect.set(owner, name, value)) {
      throw new HostError("InvalidArgument", `${typeNameOf(owner)}.${name} is read-only.`);
    }
  }

  private gate(owner: HostObject, name: string): void {
    const member = `${typeNameOf(owner)}.${name}`;
    const requirement = this.options.requirementOf(member);
    if (requirement !== undefined && !this.options.supports(requirement)) {
      throw new HostError(
        "ApiNotFound",
        `The API you are trying to use could not be found. It may be available in a newer version of Excel: ${member} needs ${requirement}.`,
        404,
      );
    }
  }

  private arguments(info: Arguments | undefined, run: Run): unknown[] {
    const ids = info?.ReferencedObjectPathIds ?? [];
    return (info?.Arguments ?? []).map((value, index) => this.argument(value, ids[index], run));
  }

  private argument(value: unknown, id: unknown, run: Run): unknown {
    if (Array.isArray(value) && Array.isArray(id)) {
      return value.map((each: unknown, index) => this.argument(each, id[index], run));
    }
    return typeof id === "number" && id > 0 ? this.resolve(id, run) : value;
  }
}

function instantiated(object: HostObject, run: Run): Record<string, unknown> {
  const id: unknown = Reflect.get(object, "id");
  const reference = run.kept.get(object);
  return {
    ...(id === undefined ? {} : { Id: id }),
    ...(reference === undefined ? {} : { _ReferenceId: reference }),
  };
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
