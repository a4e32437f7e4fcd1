import { BUSY, FormulaError, type Value } from "./values.ts";

/** One call of a formula: `address` is the cell that asks, and `done` hears the result once. */
export interface Invocation {
  readonly name: string;
  readonly values: readonly Value[];
  readonly address: string;
  readonly done: (result: Value) => void;
}

/** The functions of the add-in, as a formula sees them: named with their namespace, in capitals. */
export interface AddinFunctions {
  has(name: string): boolean;
  /** Why a call cannot be made with so many arguments; null when it can. */
  problemOf(name: string, given: number): FormulaError | null;
  invoke(invocation: Invocation): void;
}

export const NO_FUNCTIONS: AddinFunctions = {
  has: () => false,
  problemOf: () => null,
  invoke: () => undefined,
};

/**
 * The calls that one formula makes of the add-in's functions. They are answered later, so the formula is worked out again when
 * a result comes: with the results it has by then, and without asking for them anew.
 */
export class CellCalls {
  private readonly functions: AddinFunctions;
  private readonly address: string;
  private readonly answered: () => void;
  private readonly results = new Map<string, Value>();

  /** `answered` hears each result, so that the formula can be worked out again. */
  constructor(functions: AddinFunctions, address: string, answered: () => void) {
    this.functions = functions;
    this.address = address;
    this.answered = answered;
  }

  has(name: string): boolean {
    return this.functions.has(name);
  }

  /** The result of a call, or #BUSY! until there is one. An argument that is an error is the result. */
  call(name: string, values: readonly Value[]): Value {
    const problem =
      this.functions.problemOf(name, values.length) ??
      values.find((value) => value instanceof FormulaError);
    if (problem) return problem;
    const key = JSON.stringify([name, ...values]);
    const known = this.results.get(key);
    if (known !== undefined) return known;
    this.results.set(key, BUSY);
    const done = (result: Value) => {
      this.results.set(key, result);
      this.answered();
    };
    this.functions.invoke({ name, values, address: this.address, done });
    return BUSY;
  }
}
