import {
  ACTION,
  type Action,
  type Answer,
  type Arguments,
  type Batch,
  isBatch,
  type ObjectPath,
  PATH,
} from "./batch.ts";
import { HostError } from "./errors.ts";
import { Failures, type Run } from "./failures.ts";
import {
  camel,
  type HostObject,
  isHostObject,
  notImplemented,
  readMember,
  typeNameOf,
} from "./objects/object.ts";
import { project, type Query, type TypeCatalogue } from "./projection.ts";

// Microsoft's client sends its work as batches: { Actions, ObjectPaths } in, { Results, Error? } out. This is the
// generic interpreter of that language. It knows nothing of Excel; it walks object paths over host objects.

interface RichApiOptions {
  readonly types: () => TypeCatalogue;
  /** Called for every batch, so that a fresh workbook can take the old one's place. */
  readonly root: () => HostObject;
  readonly services: Readonly<Record<string, HostObject>>;
  /** The requirement set a member needs, such as "ExcelApi 1.9"; undefined when it is in the first. */
  readonly requirementOf: (member: string) => string | undefined;
  readonly supports: (requirement: string) => boolean;
  /** Before values are read: formulas written earlier in the batch are worked out by then. */
  readonly beforeRead: () => void;
  /** Told once of each member the host does not have, and of each fault of its own. */
  readonly onMissing: (member: string) => void;
}

export class RichApi {
  readonly failures: Failures;
  private readonly options: RichApiOptions;
  private readonly references = new Map<string, HostObject | null>();
  private lastReference = 0;

  constructor(options: RichApiOptions) {
    this.options = options;
    this.failures = new Failures(options.onMissing);
  }

  /** Works off one batch, JSON in and out. */
  execute(request: string): string {
    const batch: unknown = JSON.parse(request);
    if (!isBatch(batch)) {
      throw new HostError("GeneralException", "This is no batch.");
    }
    return JSON.stringify(this.run(batch));
  }

  private run(batch: Batch): Answer {
    const run: Run = { batch, objects: new Map(), kept: new Map() };
    const answer: Answer = { Results: [], TraceIds: [] };
    for (const [index, action] of batch.Actions.entries()) {
      try {
        this.perform(action, run, answer);
      } catch (error) {
        return { ...answer, Error: this.failures.answer(error, { action, index, run }) };
      }
    }
    return answer;
  }

  forgetReferences(): void {
    this.references.clear();
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
        this.update(object, action.ObjectState ?? {});
        return undefined;
      case ACTION.query:
      case ACTION.queryAsJson:
        return this.query(object, action.QueryInfo);
      default:
        throw notImplemented("ActionType", String(action.ActionType));
    }
  }

  private update(object: HostObject, state: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(state)) {
      this.assign(object, name, value);
    }
  }

  private query(object: HostObject, query: Query = {}): unknown {
    this.options.beforeRead();
    const gate = (owner: HostObject, member: string) => this.gate(owner, member);
    return project(object, query, { types: this.options.types(), gate });
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
    return Reflect.apply(method, owner, args) as unknown;
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
