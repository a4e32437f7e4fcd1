import { useState } from "react";
import type { ComparedTable, RowsByTable } from "../desk/compare.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import type { TableName } from "../ports.ts";
import { count } from "../words.ts";
import { shownOf, type Ticks } from "./choices.ts";
import { Publishing, type PublishingActs } from "./Publishing.tsx";
import { StrayRows } from "./StrayRows.tsx";

interface ReviewProps extends PublishingActs {
  /** Only these rows; all that differ otherwise. */
  only: RowsByTable | null;
  /** True when the ribbon's Validate was pressed. */
  validates: boolean;
  compare: () => Promise<ComparedTable[]>;
  makeNew: (table: TableName, ids: string[]) => Promise<unknown>;
}

/** Every cell that differs from the server, in all tables together, before anything is sent. */
export function Review({ only, compare, makeNew, ...acts }: ReviewProps) {
  const look = useLook();
  const { phase, reload } = useLoad(compare);
  // Kept here, so that comparing again after a decision loses neither ticks nor message.
  const [ticks, setTicks] = useState<Ticks>(new Map());
  const [message, setMessage] = useState("");
  return (
    <Loaded phase={phase} label="Comparing the sheet with the server's values" retry={reload}>
      {(compared) => {
        const shown = shownOf(compared, only);
        const rows = compared.reduce((sum, { diff }) => sum + diff.rows, 0);
        return (
          <div className={look.column}>
            {shown.every(({ diff }) => diff.edited.length === 0) ? (
              <p className={look.quiet}>
                Nothing differs from Tradebook in {count(rows, "row")}. Change a cell marked ✎ in a
                table, or select rows of Deductions and press Accept suggestion.
              </p>
            ) : (
              <Publishing
                {...acts}
                compared={compared}
                shown={shown}
                ticks={ticks}
                tick={setTicks}
                message={message}
                write={setMessage}
                reload={reload}
              />
            )}
            {compared.map(({ table, diff }) => (
              <StrayRows
                key={table}
                table={table}
                found={diff}
                makeNew={makeNew}
                changed={reload}
              />
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}
