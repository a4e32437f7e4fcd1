import type { AddinFunctions, Invocation } from "./calc/cell-calls.ts";
import { FormulaError, type Value } from "./calc/values.ts";
import { HostObject } from "./objects/object.ts";
import type { RichMessage } from "./xdm.ts";

const INVOCATION = 1;
const INVOKE = 1000;

/** What functions.json says of a function, as far as calling it goes. */
interface CustomFunction {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly optional?: boolean }[];
}

/** The functions of an add-in and the word before their names in a formula. */
export interface CustomFunctionList {
  readonly namespace: string;
  readonly functions: readonly CustomFunction[];
}

/**
 * The add-in's own functions, as formulas call them. Excel hands all calls of a recalculation over in one message and goes on;
 * results come back in batches, by the number of the call. Until the add-in's runtime says it is ready, calls wait.
 */
export class CustomFunctions implements AddinFunctions {
  private readonly known = new Map<string, CustomFunction>();
  private readonly pending = new Map<number, Invocation>();
  private waiting: RichMessage[] = [];
  private isReady = false;
  private last = 0;

  register({ namespace, functions }: CustomFunctionList): void {
    for (const each of functions) {
      this.known.set(`${namespace}.${each.name}`.toUpperCase(), each);
    }
  }

  /** How many calls wait for a result. */
  get size(): number {
    return this.pending.size;
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  problemOf(name: string, given: number): FormulaError | null {
    const { parameters } = this.known.get(name) ?? { parameters: [] };
    const required = parameters.filter(({ optional }) => optional !== true).length;
    return given < required || given > parameters.length ? new FormulaError("#VALUE!") : null;
  }

  invoke(invocation: Invocation): void {
    const known = this.known.get(invocation.name);
    if (!known) return;
    const id = ++this.last;
    this.pending.set(id, invocation);
    // An argument that was left out arrives as null.
    const values = known.parameters.map((_, at) => invocation.values[at] ?? null);
    const message = JSON.stringify([id, known.id, values, invocation.address, 0, null]);
    this.waiting.push([INVOCATION, INVOKE, "", message, "", false]);
  }

  /** The calls that may leave now. */
  take(): RichMessage[] {
    if (!this.isReady) return [];
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }

  ready(): void {
    this.isReady = true;
  }

  /** A result as the add-in's runtime sends it: the call's number, whether it went well, the value or words, the error. */
  finish([id, isGood, value, error]: readonly unknown[]): void {
    const invocation = typeof id === "number" ? this.pending.get(id) : undefined;
    if (!invocation || typeof id !== "number") return;
    this.pending.delete(id);
    invocation.done(isGood === true ? valueOf(value) : errorOf(error, value));
  }
}

/** Entities and arrays are beyond this emulation. */
function valueOf(value: unknown): Value {
  const isPlain =
    typeof value === "number" || typeof value === "string" || typeof value === "boolean";
  return isPlain ? value : new FormulaError("#VALUE!");
}

const CODES: Readonly<Record<number, string>> = {
  1: "#N/A",
  5: "#DIV/0!",
  6: "#NUM!",
  8: "#NULL!",
  9: "#NAME?",
  10: "#NAME?",
};

function errorOf(code: unknown, words: unknown): FormulaError {
  const shown = (typeof code === "number" ? CODES[code] : undefined) ?? "#VALUE!";
  return new FormulaError(shown, typeof words === "string" ? words : "");
}

/** What the add-in's function runtime asks of its host. */
export class CustomFunctionsService extends HostObject {
  readonly typeName = "CustomFunctions";
  private readonly functions: CustomFunctions;

  constructor(functions: CustomFunctions) {
    super();
    this.functions = functions;
  }

  _SetOsfControlContainerReadyForCustomFunctions() {
    this.functions.ready();
    return null;
  }
  _GetEnabledFeatures() {
    return [1, 2, 3, 4];
  }
  setInvocationArrayResults(results: readonly (readonly unknown[])[]) {
    for (const result of results) this.functions.finish(result);
    return null;
  }
}
