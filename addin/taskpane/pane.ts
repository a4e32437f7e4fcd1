import type { PromotionAct } from "../../shared/planning/moves.ts";
import type { Me } from "../../shared/tenancy/identity.ts";
import type { RowsByTable } from "./desk/compare.ts";
import type { PublishOutcome } from "./desk/publish.ts";
import type { TableName } from "./ports.ts";

/** Where the pane is. A router in memory, because office.js takes the browser's history away. */
export type View =
  | { at: "home" }
  | { at: "getData"; tables: TableName[]; start: boolean; place?: "sheet" | "selection" }
  | { at: "review"; only: RowsByTable | null; validate?: boolean }
  | { at: "result"; outcome: PublishOutcome }
  | { at: "row"; claimId: string | null }
  | { at: "promotion"; ids: string[] | null; act?: PromotionAct }
  | { at: "fund"; id: string | null }
  | { at: "history"; of: HistoryOf | null }
  | { at: "calendar" }
  | { at: "fundChart" }
  | { at: "settlePreview" }
  | { at: "activity" }
  | { at: "account" }
  | { at: "diagnostics" };

/** One record whose history is asked for; the selected row where none is named. */
export interface HistoryOf {
  table: TableName;
  id: string;
  label: string;
}

export type SessionState =
  | { phase: "signedOut"; reason: string | null }
  | { phase: "signedIn"; me: Me };

/** A sentence on top of the pane about the last act; screen readers hear it. */
export interface Notice {
  intent: "success" | "warning" | "error" | "info";
  text: string;
}

/** What React draws. `visit` counts arrivals, so that pressing a ribbon button again starts its view afresh. */
export interface PaneState {
  session: SessionState;
  view: View;
  visit: number;
  notice: Notice | null;
  /** How many rows differ from the server, as far as hints tell; Review finds out exactly. */
  edited: number;
}

type AfterSignIn = (me: Me) => void;

/** The state that the ribbon's buttons and the views share: both live in one runtime. */
export class Pane {
  private state: PaneState = {
    session: { phase: "signedOut", reason: null },
    view: { at: "home" },
    visit: 0,
    notice: null,
    edited: 0,
  };
  private readonly listeners = new Set<() => void>();
  private afterSignIn: AfterSignIn | null = null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): PaneState => this.state;

  readonly go = (view: View): void => {
    this.set({ view, visit: this.state.visit + 1, notice: null });
  };

  readonly notify = (notice: Notice | null): void => this.set({ notice });

  readonly counted = (edited: number): void => {
    if (edited !== this.state.edited) this.set({ edited });
  };

  readonly signedIn = (me: Me): void => {
    this.set({ session: { phase: "signedIn", me }, notice: null });
    const act = this.afterSignIn;
    this.afterSignIn = null;
    act?.(me);
  };

  /** `reason` is a sentence when the session ended by itself; the view stays, and is shown again after signing in. */
  readonly signedOut = (reason: string | null): void => {
    this.set({ session: { phase: "signedOut", reason }, notice: null });
  };

  /** Does the act now, or right after the user has signed in. */
  readonly whenSignedIn = (act: AfterSignIn): "now" | "later" => {
    if (this.state.session.phase === "signedOut") {
      this.afterSignIn = act;
      return "later";
    }
    act(this.state.session.me);
    return "now";
  };

  private set(change: Partial<PaneState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
