import type { FunctionResult } from "../../shared/intelligence/functions.ts";

const MOST = 20_000;
const LIFETIME_MS = 600_000;

/** What the server said lately: at most 20,000 results, each for ten minutes or until the data changed. */
export class Memory {
  private readonly results = new Map<string, { result: FunctionResult; until: number }>();
  private readonly now: () => number;
  private version: string | null = null;

  constructor(now: () => number) {
    this.now = now;
  }

  get size(): number {
    return this.results.size;
  }

  /** The result under this key, or null when it is not known or too old. */
  get(key: string): FunctionResult | null {
    const known = this.results.get(key);
    this.results.delete(key);
    if (known === undefined || known.until <= this.now()) return null;
    // Whoever was asked for last stays longest.
    this.results.set(key, known);
    return known.result;
  }

  set(key: string, result: FunctionResult): void {
    this.results.delete(key);
    this.results.set(key, { result, until: this.now() + LIFETIME_MS });
    const [oldest] = this.results.keys();
    if (this.results.size > MOST && oldest !== undefined) this.results.delete(oldest);
  }

  /** Forgets everything when the server's data is not the same any more. */
  follow(version: string): void {
    if (this.version !== version) this.results.clear();
    this.version = version;
  }

  clear(): void {
    this.results.clear();
    this.version = null;
  }
}
