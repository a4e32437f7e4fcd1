import { HostError } from "../errors.ts";

/**
 * One object of Excel's object model as the interpreter sees it: members carry the names of the JavaScript API, and
 * `typeName` is the class's name in Microsoft's catalogue.
 */
export abstract class HostObject {
  abstract readonly typeName: string;
}

export function isHostObject(value: unknown): value is HostObject {
  return value instanceof HostObject;
}

export function typeNameOf(object: HostObject): string {
  return object.typeName;
}

export function notImplemented(type: string, member: string): HostError {
  return new HostError(
    "NotImplementedByFakeHost",
    `NotImplementedByFakeHost: the Excel emulator does not implement ${type}.${member}`,
    501,
  );
}

/** Reads a member by name; one that is missing is a loud error, never undefined. */
export function readMember(object: HostObject, name: string): unknown {
  if (!(name in object)) {
    throw notImplemented(object.typeName, name);
  }
  return Reflect.get(object, name) as unknown;
}

/** Wire names are PascalCase: "Values" is `values`, "ID" is `id`, "UseR1C1" is `useR1C1`. */
export function camel(name: string): string {
  if (/^[A-Z]+$/.test(name)) {
    return name.toLowerCase();
  }
  return name.charAt(0).toLowerCase() + name.slice(1);
}
