import { invalidArgument } from "./errors.ts";
import { camel, type HostObject, isHostObject, readMember, typeNameOf } from "./objects/object.ts";

/** What `load` asks for, as it is on the wire. */
export interface Query {
  readonly Select?: readonly string[];
  readonly Expand?: readonly string[];
  readonly Top?: number;
  readonly Skip?: number;
}

interface TypeInfo {
  readonly collection: boolean;
  readonly scalars: readonly string[];
  readonly navigations: readonly string[];
}
/** Class name to its properties, reflected from Microsoft's own proxies: see catalogue.mjs. */
export type TypeCatalogue = Readonly<Record<string, TypeInfo>>;

interface Reader {
  readonly types: TypeCatalogue;
  readonly gate: (owner: HostObject, member: string) => void;
}

type Path = readonly string[];
const EVERYTHING: readonly Path[] = [["*"]];

/** Answers a query: the loaded scalars of an object, of its items and of what it navigates to. */
export function project(object: HostObject, query: Query, reader: Reader): unknown {
  const paths = [...(query.Select ?? []), ...(query.Expand ?? [])].map((path) =>
    path.replaceAll(".", "/").split("/").filter(Boolean).map(camel),
  );
  return projectPaths(object, { paths: paths.length > 0 ? paths : EVERYTHING, query }, reader);
}

interface Selection {
  readonly paths: readonly Path[];
  readonly query?: Query;
}

function projectPaths(object: HostObject, { paths, query }: Selection, reader: Reader): unknown {
  const info = reader.types[typeNameOf(object)];
  return info?.collection
    ? projectItems(object, { paths, query: query ?? {} }, reader)
    : projectObject(object, paths, reader);
}

function projectItems(
  collection: HostObject,
  { paths, query }: Required<Selection>,
  reader: Reader,
): unknown {
  const items: unknown = readMember(collection, "items");
  const from = query.Skip ?? 0;
  const chosen = (Array.isArray(items) ? items : [])
    .filter(isHostObject)
    .slice(from, query.Top === undefined ? undefined : from + query.Top);
  const own = paths.filter(([first = ""]) => first === "count");
  const ofItems = paths
    .filter((path) => !own.includes(path))
    .map((path) => (path[0] === "items" ? path.slice(1) : path))
    .map((path) => (path.length > 0 ? path : ["*"]));
  return {
    ...Object.fromEntries(own.map(() => ["Count", readMember(collection, "count")])),
    _Items: chosen.map((item) => ({
      ...identity(item),
      ...projectObject(item, ofItems.length > 0 ? ofItems : EVERYTHING, reader),
    })),
  };
}

function identity(item: HostObject): Record<string, unknown> {
  const id: unknown = Reflect.get(item, "id");
  const key: unknown = Reflect.get(item, "_id");
  return id !== undefined ? { Id: id } : key !== undefined ? { _Id: key } : {};
}

function projectObject(
  object: HostObject,
  paths: readonly Path[],
  reader: Reader,
): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  const deeper = new Map<string, Path[]>();
  for (const [first = "*", ...rest] of paths) {
    if (first === "*") {
      Object.assign(answer, everyScalar(object, reader));
    } else if (rest.length > 0 || isNavigation(object, first, reader)) {
      deeper.set(first, [...(deeper.get(first) ?? []), rest.length > 0 ? rest : ["*"]]);
    } else {
      answer[pascal(first)] = scalar(object, first, reader);
    }
  }
  for (const [name, inner] of deeper) {
    reader.gate(object, name);
    const child = readMember(object, name);
    answer[pascal(name)] = isHostObject(child)
      ? projectPaths(child, { paths: inner }, reader)
      : null;
  }
  return answer;
}

function isNavigation(object: HostObject, name: string, { types }: Reader): boolean {
  return types[typeNameOf(object)]?.navigations.includes(name) ?? false;
}

function scalar(object: HostObject, name: string, { types, gate }: Reader): unknown {
  const info = types[typeNameOf(object)];
  if (info && !info.scalars.includes(name)) {
    throw invalidArgument(`Property ${name} does not exist on ${typeNameOf(object)}.`);
  }
  gate(object, name);
  return readMember(object, name) ?? null;
}

/** A bare `load()` takes what the host has; only what is asked for by name must exist. */
function everyScalar(object: HostObject, { types }: Reader): Record<string, unknown> {
  const names = types[typeNameOf(object)]?.scalars ?? [];
  return Object.fromEntries(
    names
      .filter((name) => name in object)
      .map((name) => [pascal(name), readMember(object, name) ?? null]),
  );
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
