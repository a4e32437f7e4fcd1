import type { Page, Request } from "playwright-core";

/** When a connection breaks: the request is lost on its way, or the server did the work and its answer is lost. */
export type Cut = "beforeArrival" | "afterSaved";

/** What the pane sent to be saved, chunk by chunk, the repeated ones too. */
export interface SentChunk {
  /** Which feed of rows it went to: claims, promotions, promotion-lines, funds. */
  table: string;
  idempotencyKey: string;
  rows: { key: string; id: string; changes: Record<string, unknown> }[];
  arrived: boolean;
}

export interface Wire {
  readonly sent: readonly SentChunk[];
  /**
   * Breaks the connection at the n-th chunk from now on (a repeated chunk counts as the same) for so many attempts;
   * for good (until `mend`) the whole server is out of reach from then on.
   */
  cutAt(chunk: number, how: { cut: Cut; attempts: number | "forGood" }): void;
  mend(): void;
}

const BATCH = /\/v1\/([a-z-]+)\/batch$/;

interface Planned {
  cut: Cut;
  attempts: number;
  forGood: boolean;
  /** Chunks seen since the cut was planned, by their idempotency key. */
  seen: Set<string>;
  chunk: number;
}

/** Stands between pane and server: notes every chunk of a publish and breaks the connection where a test says. */
export async function watchWire(page: Page): Promise<Wire> {
  const sent: SentChunk[] = [];
  const state: WireState = { planned: null, isDown: false };
  await page.route("**/v1/**", async (route) => {
    const chunk = chunkOf(route.request());
    const cut = cutFor(state, chunk);
    if (chunk !== null) sent.push({ ...chunk, arrived: cut !== "beforeArrival" });
    if (cut === null) return route.continue();
    // The server does its work; only its answer never comes back.
    if (cut === "afterSaved") await route.fetch();
    return route.abort("connectionreset");
  });
  return {
    sent,
    cutAt: (chunk, { cut, attempts }) => {
      const forGood = attempts === "forGood";
      state.planned = { chunk, cut, forGood, attempts: forGood ? 1 : attempts, seen: new Set() };
    },
    mend: () => {
      state.planned = null;
      state.isDown = false;
    },
  };
}

interface WireState {
  planned: Planned | null;
  isDown: boolean;
}

/** How the connection breaks for this request, if it does. */
function cutFor(state: WireState, chunk: Chunk | null): Cut | null {
  const { planned, isDown } = state;
  if (isDown) return "beforeArrival";
  if (planned === null || chunk === null || planned.attempts === 0) return null;
  planned.seen.add(chunk.idempotencyKey);
  if (planned.seen.size < planned.chunk) return null;
  planned.attempts -= 1;
  state.isDown = planned.forGood;
  return planned.cut;
}

type Chunk = Omit<SentChunk, "arrived">;

function chunkOf(request: Request): Chunk | null {
  const table = BATCH.exec(new URL(request.url()).pathname)?.[1];
  if (table === undefined) return null;
  const body = request.postDataJSON() as Pick<SentChunk, "rows">;
  return { table, idempotencyKey: request.headers()["idempotency-key"] ?? "", rows: body.rows };
}
