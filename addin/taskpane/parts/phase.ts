import { useCallback, useEffect, useRef, useState } from "react";
import { Refusal } from "../../../shared/refusal.ts";
import { sentenceOf } from "../words.ts";

/** How far something is that takes time. */
export type Phase<Value> =
  | { at: "idle" }
  | { at: "running" }
  | { at: "done"; value: Value }
  | { at: "refused"; reason: string }
  | { at: "failed"; reason: string };

/** Refused is an answer and final as asked; failed may work on a second try. */
export const phaseOfError = (error: unknown): { at: "refused" | "failed"; reason: string } =>
  error instanceof Refusal
    ? { at: "refused", reason: sentenceOf(error) }
    : { at: "failed", reason: sentenceOf(error) };

/** Runs acts one at a time and follows their phase. What ends after the view has gone changes nothing. */
export function useAct<Value>(): {
  phase: Phase<Value>;
  run: (act: () => Promise<Value>) => Promise<void>;
} {
  const [phase, setPhase] = useState<Phase<Value>>({ at: "idle" });
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current += 1;
    },
    [],
  );
  const run = useCallback(async (act: () => Promise<Value>) => {
    latest.current += 1;
    const mine = latest.current;
    setPhase({ at: "running" });
    const end = await act().then(
      (value): Phase<Value> => ({ at: "done", value }),
      (error: unknown): Phase<Value> => phaseOfError(error),
    );
    if (mine === latest.current) setPhase(end);
  }, []);
  return { phase, run };
}

/** Loads when the view appears, when `load` becomes another function, and again on `reload`. */
export function useLoad<Value>(load: () => Promise<Value>): {
  phase: Phase<Value>;
  reload: () => void;
} {
  const { phase, run } = useAct<Value>();
  const reload = useCallback(() => void run(load), [run, load]);
  useEffect(reload, [reload]);
  return { phase: phase.at === "idle" ? { at: "running" } : phase, reload };
}
