import { sentenceOf } from "../words.ts";
import type { Following } from "./follow-postings.ts";
import type { Posting } from "./post.ts";

/** The postings of this session, newest first, and whether they are still being followed. */
export interface FollowedState {
  postings: Posting[];
  phase:
    | { at: "following" }
    | { at: "ended" }
    | { at: "gaveUp" }
    | { at: "failed"; reason: string };
}

type Follow = (
  postings: readonly Posting[],
  following: Pick<Following, "onChange" | "signal">,
) => Promise<Posting[]>;

/**
 * Follows what was posted for as long as the workbook is open, whichever view is shown: the row in the sheet reaches
 * POSTED even when nobody looks at Activity.
 */
export class FollowedPostings {
  private state: FollowedState = { postings: [], phase: { at: "ended" } };
  private readonly listeners = new Set<() => void>();
  private readonly follow: Follow;
  private readonly ended: (postings: Posting[]) => void;
  private running: AbortController | null = null;

  /** `ended` hears once how a round of postings came out. */
  constructor({ follow, ended }: { follow: Follow; ended: (postings: Posting[]) => void }) {
    this.follow = follow;
    this.ended = ended;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): FollowedState => this.state;

  /** Adds postings, replacing older ones of the same claim, and follows all that are not over. */
  readonly add = (postings: Posting[]): Promise<void> => {
    const added = new Set(postings.map(({ claimId }) => claimId));
    const others = this.state.postings.filter(({ claimId }) => !added.has(claimId));
    return this.run([...postings, ...others]);
  };

  /** Asks again after it gave up or failed. */
  readonly again = (): Promise<void> => this.run(this.state.postings);

  private async run(postings: Posting[]): Promise<void> {
    this.running?.abort();
    const mine = new AbortController();
    this.running = mine;
    this.set({ postings, phase: { at: "following" } });
    try {
      const onChange = (current: Posting[]) =>
        this.set({ postings: current, phase: { at: "following" } });
      const last = await this.follow(postings, { onChange, signal: mine.signal });
      if (mine.signal.aborted) return;
      const isOver = last.every(({ state }) => state !== "onItsWay");
      this.set({ postings: last, phase: { at: isOver ? "ended" : "gaveUp" } });
      if (isOver) this.ended(last);
    } catch (error) {
      if (!mine.signal.aborted)
        this.set({ ...this.state, phase: { at: "failed", reason: sentenceOf(error) } });
    }
  }

  private set(state: FollowedState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
