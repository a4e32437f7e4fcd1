/** One request that went wrong, as Diagnostics lists it: where, when and how, but never a data value. */
export interface Mishap {
  at: string;
  request: string;
  outcome: string;
  requestId: string | null;
}

const KEPT = 50;

/** The last mishaps of this session, oldest first. */
export class MishapLog {
  private readonly mishaps: Mishap[] = [];

  add(mishap: Mishap): void {
    this.mishaps.push(mishap);
    if (this.mishaps.length > KEPT) this.mishaps.shift();
  }

  all(): readonly Mishap[] {
    return this.mishaps;
  }
}
