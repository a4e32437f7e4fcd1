import type { FunctionResult, FunctionsAnswer } from "../../shared/intelligence/functions.ts";
import { Refusal } from "../../shared/refusal.ts";
import { Memory } from "./memory.ts";

const GATHER_MS = 60;
const MOST_AT_ONCE = 500;
const CEILING_MS = 15_000;
const ATTEMPTS = 2;
const MOST_SENTENCES = 50;

const NO_ANSWER = "TPM did not answer; press Refresh values.";
const SIGN_IN = "Sign in to TPM.";

export interface FunctionCall {
  name: string;
  args: (string | null)[];
}

/** What the queue needs of the world around it. */
export interface QueueWorld {
  /** Asks the server once; rejects with a Refusal NOT_SIGNED_IN when nobody is signed in. */
  ask: (calls: FunctionCall[], signal: AbortSignal) => Promise<FunctionsAnswer>;
  now: () => number;
  after: (ms: number, act: () => void) => void;
}

interface Waiting {
  key: string;
  call: FunctionCall;
  /** Everybody who asked it meanwhile. */
  settle: ((result: FunctionResult) => void)[];
}

/**
 * Gathers the calls of many cells into few questions. Equal calls are one: known results are given at once, and whoever asks for
 * what is under way waits for the same answer. Every promise settles, with an error in words when the server did not answer
 * twice within fifteen seconds each.
 */
export class FunctionQueue {
  private readonly world: QueueWorld;
  private readonly memory: Memory;
  private readonly underWay = new Map<string, Waiting>();
  private readonly failed = new Set<string>();
  private gathered: Waiting[] = [];
  private isTimed = false;
  private asOf: string | null = null;

  constructor(world: QueueWorld) {
    this.world = world;
    this.memory = new Memory(world.now);
  }

  /** The result of a call; never rejects. */
  value(call: FunctionCall): Promise<FunctionResult> {
    const key = keyOf(call);
    const known = this.memory.get(key);
    if (known !== null) return Promise.resolve(known);
    return new Promise((resolve) => {
      const waiting = this.underWay.get(key) ?? this.gather(key, call);
      waiting.settle.push(resolve);
    });
  }

  /** What is known of a call, without asking anybody. */
  known(call: FunctionCall): FunctionResult | null {
    return this.memory.get(keyOf(call));
  }

  /** Forgets what was answered. Cells that wait still get their answers, but nobody else is given those. */
  forget(): void {
    this.memory.clear();
    this.underWay.clear();
    this.failed.clear();
    for (const waiting of this.gathered) this.underWay.set(waiting.key, waiting);
  }

  state(): { pending: number; remembered: number; failed: string[]; asOf: string | null } {
    return {
      pending: this.underWay.size,
      remembered: this.memory.size,
      failed: [...this.failed],
      asOf: this.asOf,
    };
  }

  private gather(key: string, call: FunctionCall): Waiting {
    const waiting: Waiting = { key, call, settle: [] };
    this.underWay.set(key, waiting);
    this.gathered.push(waiting);
    if (this.gathered.length >= MOST_AT_ONCE) this.send();
    else if (!this.isTimed) this.sendSoon();
    return waiting;
  }

  private sendSoon(): void {
    this.isTimed = true;
    this.world.after(GATHER_MS, () => {
      this.isTimed = false;
      if (this.gathered.length > 0) this.send();
    });
  }

  private send(): void {
    const batch = this.gathered;
    this.gathered = [];
    void this.answer(batch);
  }

  private async answer(batch: readonly Waiting[]): Promise<void> {
    const outcome = await this.askPatiently(batch.map(({ call }) => call));
    if (outcome.kind === "answered") {
      this.asOf = outcome.answer.asOf;
      this.memory.follow(outcome.answer.dataVersion);
    }
    const results = batch.map((_, at) => resultAt(outcome, at));
    for (const [at, waiting] of batch.entries()) {
      const result = results[at] ?? notAvailable(NO_ANSWER);
      this.settle(waiting, result, outcome.kind === "answered");
    }
    if (outcome.kind === "signedOut") this.turnAway();
  }

  /** Only what the server said of the data is remembered: whoever could not ask asks again the next time. */
  private settle(waiting: Waiting, result: FunctionResult, isRemembered: boolean): void {
    if (this.underWay.get(waiting.key) === waiting) {
      this.underWay.delete(waiting.key);
      if (isRemembered) this.memory.set(waiting.key, result);
    }
    if ("error" in result && this.failed.size < MOST_SENTENCES) {
      this.failed.add(result.error.message);
    }
    for (const settle of waiting.settle) settle(result);
  }

  /** Nobody is signed in, so those who only wait to be asked need not be. */
  private turnAway(): void {
    const waiting = this.gathered;
    this.gathered = [];
    for (const each of waiting) this.settle(each, notAvailable(SIGN_IN), false);
  }

  private async askPatiently(calls: FunctionCall[]): Promise<Outcome> {
    for (let attempt = 1; ; attempt++) {
      try {
        return { kind: "answered", answer: await this.askOnce(calls) };
      } catch (error) {
        if (error instanceof Refusal) return refusedBy(error);
        if (attempt === ATTEMPTS) return { kind: "refused", message: NO_ANSWER };
      }
    }
  }

  private askOnce(calls: FunctionCall[]): Promise<FunctionsAnswer> {
    const patience = new AbortController();
    return new Promise((resolve, reject) => {
      this.world.after(CEILING_MS, () => {
        patience.abort();
        reject(new Error(NO_ANSWER));
      });
      this.world.ask(calls, patience.signal).then(resolve, reject);
    });
  }
}

type Outcome =
  | { kind: "answered"; answer: FunctionsAnswer }
  | { kind: "signedOut" }
  | { kind: "refused"; message: string };

const refusedBy = ({ code, message }: Refusal): Outcome =>
  code === "NOT_SIGNED_IN" ? { kind: "signedOut" } : { kind: "refused", message };

function resultAt(outcome: Outcome, at: number): FunctionResult {
  switch (outcome.kind) {
    case "answered":
      return outcome.answer.results[at] ?? notAvailable(NO_ANSWER);
    case "signedOut":
      return notAvailable(SIGN_IN);
    case "refused":
      return notAvailable(outcome.message);
  }
}

const notAvailable = (message: string): FunctionResult => ({
  error: { code: "NOT_AVAILABLE", message },
});

/** One text for equal questions. */
const keyOf = ({ name, args }: FunctionCall): string => JSON.stringify([name, ...args]);
