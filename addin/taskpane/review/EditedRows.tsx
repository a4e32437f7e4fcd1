import { Checkbox } from "@fluentui/react-components";
import { useLook } from "../parts/look.ts";
import type { EditedRow } from "../ports.ts";
import { EditedRowCard } from "./EditedRowCard.tsx";

/** More than a person reads; the rest are counted, and still go out when they are ticked. */
const SHOWN = 200;

interface EditedRowsProps {
  edited: EditedRow[];
  ticked: ReadonlySet<string>;
  tick: (ticked: Set<string>) => void;
  show: (place: { id: string; field: string }) => Promise<void>;
}

/** Rows that can be sent, and below them those that have to be mended first. */
export function EditedRows({ edited, ticked, tick, show }: EditedRowsProps) {
  const look = useLook();
  const invalid = edited.filter(({ problems }) => problems.length > 0);
  const ready = edited.filter(({ problems }) => problems.length === 0);
  const all = ready.every(({ id }) => ticked.has(id));
  const some = ready.some(({ id }) => ticked.has(id));
  const toggle = (id: string, isTicked: boolean) => {
    const next = new Set(ticked);
    if (isTicked) next.add(id);
    else next.delete(id);
    tick(next);
  };
  return (
    <>
      {ready.length > 1 && (
        <Checkbox
          label={`All ${ready.length}`}
          checked={all ? true : some ? "mixed" : false}
          onChange={(_event, { checked }) =>
            tick(new Set(checked === true ? ready.map(({ id }) => id) : []))
          }
        />
      )}
      {[
        { title: "Ready to publish", rows: ready },
        { title: "To be mended first", rows: invalid },
      ]
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <section key={title} className={look.column} aria-label={title}>
            <h2 className={look.heading}>
              {title} ({rows.length})
            </h2>
            <ul className={look.list}>
              {rows.slice(0, SHOWN).map((row) => (
                <EditedRowCard
                  key={row.id}
                  row={row}
                  isTicked={ticked.has(row.id)}
                  tick={(isTicked) => toggle(row.id, isTicked)}
                  show={show}
                />
              ))}
              {rows.length > SHOWN && <li>and {rows.length - SHOWN} more</li>}
            </ul>
          </section>
        ))}
    </>
  );
}
