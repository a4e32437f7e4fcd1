import { useCallback, useEffect, useRef, useState } from "react";
import { type Download, isWorthAsking } from "../desk/get-deductions.ts";
import { phaseOfError } from "../parts/phase.ts";
import type { DeductionsQuery, OnProgress, RefreshOutcome } from "../ports.ts";

/** How far getting deductions is. Up to "asking" nothing in the sheet has changed. */
export type GetDataPhase =
  | { at: "idle" }
  | { at: "downloading"; done: number }
  | { at: "asking"; download: Download }
  | { at: "writing"; rows: number }
  | { at: "done"; rows: number; outcome: RefreshOutcome }
  | { at: "cancelled" }
  | { at: "refused" | "failed"; reason: string };

export interface GetDataActs {
  download: (
    query: DeductionsQuery,
    options: { onProgress: OnProgress; signal: AbortSignal },
  ) => Promise<Download>;
  put: (download: Download) => Promise<RefreshOutcome>;
}

export interface GetData {
  phase: GetDataPhase;
  start: (query: DeductionsQuery) => void;
  confirm: (download: Download) => void;
  cancel: () => void;
}

/** Gets deductions in two steps, into memory and then into the sheet, so that cancelling leaves the sheet as it was. */
export function useGetData({ download, put }: GetDataActs): GetData {
  const [phase, setPhase] = useState<GetDataPhase>({ at: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const write = useCallback(
    async (ready: Download) => {
      const rows = ready.claims.length;
      setPhase({ at: "writing", rows });
      setPhase(
        await put(ready).then((outcome) => ({ at: "done", rows, outcome }) as const, phaseOfError),
      );
    },
    [put],
  );

  const start = useCallback(
    async (query: DeductionsQuery) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setPhase({ at: "downloading", done: 0 });
      try {
        const ready = await download(query, {
          signal: mine.signal,
          onProgress: ({ done }) => {
            if (!mine.signal.aborted) setPhase({ at: "downloading", done });
          },
        });
        if (mine.signal.aborted) return;
        if (isWorthAsking(ready)) setPhase({ at: "asking", download: ready });
        else await write(ready);
      } catch (error) {
        if (!mine.signal.aborted) setPhase(phaseOfError(error));
      }
    },
    [download, write],
  );

  const cancel = useCallback(() => {
    running.current?.abort();
    setPhase({ at: "cancelled" });
  }, []);

  return {
    phase,
    start: (query) => void start(query),
    confirm: (ready) => void write(ready),
    cancel,
  };
}
