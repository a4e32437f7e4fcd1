import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { PublishOutcome, RowTrouble } from "../desk/publish.ts";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";

interface ResultProps {
  outcome: PublishOutcome;
  filterToProblems: () => Promise<number>;
  clearFilter: () => Promise<void>;
  show: (place: { id: string; field: string }) => Promise<void>;
  retry: (ids: string[]) => void;
  post: () => void;
}

/** What needs mending after a publish, row by row; how it came out is said above every view. */
export function Result({ outcome, post, ...acts }: ResultProps) {
  const look = useLook();
  const { saved, troubles, stopped } = outcome;
  return (
    <div className={look.column}>
      {stopped !== null && <Trouble intent="error" text={stopped} />}
      {troubles.length > 0 && <Troubles troubles={troubles} {...acts} />}
      {saved > 0 && (
        <section className={look.card} aria-label="Next step">
          <p className={look.quiet}>
            Saved rows are drafts. Select the rows you want to settle, then post them.
          </p>
          <div className={look.buttons}>
            <Button appearance={troubles.length === 0 ? "primary" : "secondary"} onClick={post}>
              Post…
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}

function Troubles({
  troubles,
  filterToProblems,
  clearFilter,
  show,
  retry,
}: Omit<ResultProps, "outcome" | "post"> & { troubles: RowTrouble[] }) {
  const look = useLook();
  const [next, setNext] = useState(0);
  const { phase, run } = useAct<unknown>();
  const goTo = (index: number) => {
    const trouble = troubles[index % troubles.length];
    if (trouble === undefined) return;
    setNext(index + 1);
    void run(() => show({ id: trouble.id, field: trouble.cell?.field ?? "settle" }));
  };
  return (
    <>
      <div className={look.buttons}>
        <Button onClick={() => goTo(next)}>Next problem</Button>
        <Button onClick={() => void run(filterToProblems)}>
          Show only {troubles.length === 1 ? "this row" : `these ${troubles.length}`}
        </Button>
        <Button onClick={() => void run(clearFilter)}>Show all rows</Button>
        <Button onClick={() => retry(troubles.map(({ id }) => id))}>Retry {troubles.length}</Button>
      </div>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      <TroubleList troubles={troubles} goTo={goTo} />
    </>
  );
}

function TroubleList({
  troubles,
  goTo,
}: {
  troubles: RowTrouble[];
  goTo: (index: number) => void;
}) {
  const look = useLook();
  return (
    <ul className={look.list} aria-label="Rows that need attention">
      {troubles.map(({ id, label, cell, message }, index) => (
        <li key={id} className={look.card}>
          <strong>{label}</strong>
          <span>{cell === null ? message : `${cell.header}: ${message}`}</span>
          <div className={look.buttons}>
            <Button size="small" onClick={() => goTo(index)} aria-label={`Go to cell: ${label}`}>
              Go to cell
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
