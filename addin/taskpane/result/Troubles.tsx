import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { RowsByTable } from "../desk/compare.ts";
import type { PublishOutcome } from "../desk/publish.ts";
import { rowsOf } from "../desk/retry.ts";
import type { RowTrouble } from "../desk/row-ends.ts";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { OnProgress, TableName } from "../ports.ts";
import { inOrder } from "../table-words.ts";
import { reportOf } from "./report.ts";
import { TroubleList } from "./TroubleList.tsx";

export interface TroublesActs {
  filterToProblems: (table: TableName) => Promise<number>;
  clearFilter: (table: TableName) => Promise<void>;
  show: (table: TableName, place: { id: string; field: string }) => Promise<void>;
  retry: (outcome: PublishOutcome, onProgress: OnProgress) => Promise<void>;
  discardTroubles: (outcome: PublishOutcome) => Promise<void>;
  copy: (text: string) => Promise<void>;
  review: (only: RowsByTable) => void;
}

/** The rows that were not saved, and every way to go on with them. */
export function Troubles({ outcome, ...acts }: TroublesActs & { outcome: PublishOutcome }) {
  const look = useLook();
  const { troubles } = outcome;
  const [next, setNext] = useState(0);
  const { phase, run } = useAct<string | null>();
  const tables = inOrder(troubles.map(({ table }) => table));
  const silently = (act: () => Promise<unknown>) =>
    void run(async () => {
      await act();
      return null;
    });
  const goTo = (index: number) => {
    const trouble = troubles[index % troubles.length];
    if (trouble === undefined) return;
    setNext(index + 1);
    silently(() => acts.show(trouble.table, placeOf(trouble)));
  };
  const many = troubles.length;
  const isBusy = phase.at === "running";
  return (
    <>
      <div className={look.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={isBusy}
          onClick={() => silently(() => acts.retry(outcome, () => undefined))}
        >
          Retry {many}
        </Button>
        <Button onClick={() => goTo(next)}>Next problem</Button>
        <FilterButtons {...acts} many={many} tables={tables} silently={silently} />
        <Button disabledFocusable={isBusy} onClick={() => acts.review(rowsOf(troubles))}>
          Review {many}
        </Button>
        <Button
          disabledFocusable={isBusy}
          onClick={() => silently(() => acts.discardTroubles(outcome))}
        >
          Discard {many}
        </Button>
        <Button onClick={() => void run(() => copyReport(outcome, acts.copy))}>Copy report</Button>
      </div>
      <output className={look.quiet}>{phase.at === "done" ? phase.value : null}</output>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      <TroubleList troubles={troubles} goTo={goTo} />
    </>
  );
}

function FilterButtons({
  many,
  tables,
  silently,
  filterToProblems,
  clearFilter,
}: Pick<TroublesActs, "filterToProblems" | "clearFilter"> & {
  many: number;
  tables: TableName[];
  silently: (act: () => Promise<unknown>) => void;
}) {
  return (
    <>
      <Button onClick={() => silently(() => inTurn(tables, filterToProblems))}>
        Show only {many === 1 ? "this row" : `these ${many}`}
      </Button>
      <Button onClick={() => silently(() => inTurn(tables, clearFilter))}>Show all rows</Button>
    </>
  );
}

/** A row that is to blame as a whole is found by what is wrong with it. */
const placeOf = ({ id, cell }: RowTrouble) => ({ id, field: cell?.field ?? "message" });

async function inTurn(
  tables: readonly TableName[],
  act: (table: TableName) => Promise<unknown>,
): Promise<void> {
  for (const table of tables) await act(table);
}

async function copyReport(outcome: PublishOutcome, copy: TroublesActs["copy"]): Promise<string> {
  const report = reportOf(outcome);
  try {
    await copy(report);
    return "Copied.";
  } catch {
    // Excel on some systems lets no pane copy: the list below says the same.
    return "Excel does not let the pane copy here. Select the list below and press Ctrl+C.";
  }
}
