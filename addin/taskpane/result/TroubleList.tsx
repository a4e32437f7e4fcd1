import { Button } from "@fluentui/react-components";
import type { RowTrouble } from "../desk/row-ends.ts";
import { useLook } from "../parts/look.ts";

/** More than a person mends one by one; the sheet's filter shows them all. */
const SHOWN = 200;

interface TroubleListProps {
  troubles: RowTrouble[];
  goTo: (index: number) => void;
}

/** Row by row: which one, which cell, what is wrong and what to do. */
export function TroubleList({ troubles, goTo }: TroubleListProps) {
  const look = useLook();
  return (
    <ul className={look.list} aria-label="Rows that need attention">
      {troubles.slice(0, SHOWN).map(({ table, id, label, cell, message }, index) => (
        <li key={table + id} className={look.card}>
          <strong>{label}</strong>
          <span>{cell === null ? message : `${cell.header}: ${message}`}</span>
          <div className={look.buttons}>
            <Button size="small" onClick={() => goTo(index)} aria-label={`Go to cell: ${label}`}>
              Go to cell
            </Button>
          </div>
        </li>
      ))}
      {troubles.length > SHOWN && <li>and {troubles.length - SHOWN} more</li>}
    </ul>
  );
}
