import { useCallback, useEffect, useRef, useState } from "react";
import {
  type Download,
  isWorthAsking,
  rowsIn,
  type Wanted,
  type Written,
} from "../desk/get-data.ts";
import { phaseOfError } from "../parts/phase.ts";
import type { OnProgress } from "../ports.ts";

/** How far getting rows is. Up to "asking" nothing in the sheet has changed. */
export type GetDataPhase =
  | { at: "idle" }
  | { at: "downloading"; done: number }
  | { at: "asking"; download: Download }
  | { at: "writing"; rows: number }
  | { at: "done"; written: Written[] }
  | { at: "cancelled" }
  | { at: "refused" | "failed"; reason: string };

export interface GetDataActs {
  download: (
    wanted: Wanted,
    options: { onProgress: OnProgress; signal: AbortSignal },
  ) => Promise<Download>;
  put: (download: Download) => Promise<Written[]>;
}

export interface GetData {
  phase: GetDataPhase;
  start: (wanted: Wanted) => void;
  confirm: (download: Download) => void;
  cancel: () => void;
}

/** Gets rows in two steps, into memory and then into the sheet, so that cancelling leaves the sheet as it was. */
export function useGetData({ download, put }: GetDataActs): GetData {
  const [phase, setPhase] = useState<GetDataPhase>({ at: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const write = useCallback(
    async (ready: Download) => {
      setPhase({ at: "writing", rows: rowsIn(ready) });
      setPhase(
        await put(ready).then((written) => ({ at: "done", written }) as const, phaseOfError),
      );
    },
    [put],
  );

  const start = useCallback(
    async (wanted: Wanted) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setPhase({ at: "downloading", done: 0 });
      try {
        const ready = await download(wanted, {
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
    start: (wanted) => void start(wanted),
    confirm: (ready) => void write(ready),
    cancel,
  };
}
