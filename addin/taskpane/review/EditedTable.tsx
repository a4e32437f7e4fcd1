import { Checkbox } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ComparedTable } from "../desk/compare.ts";
import { isSendable } from "../desk/compare.ts";
import { useLook } from "../parts/look.ts";
import type { EditedRow, TableName } from "../ports.ts";
import { TABLE_WORDS } from "../table-words.ts";
import { Conflicts } from "./Conflicts.tsx";
import { isTicked, type Ticks, tickKey } from "./choices.ts";
import { EditedRowCard } from "./EditedRowCard.tsx";

/** More than a person reads; the rest are counted, and still go out when they are ticked. */
const SHOWN = 100;

export interface EditedTableActs {
  show: (table: TableName, place: { id: string; field: string }) => Promise<void>;
  resolve: (
    table: TableName,
    decisions: { id: string; field: string; take: "mine" | "theirs" }[],
  ) => Promise<void>;
  decided: () => void;
}

interface EditedTableProps extends EditedTableActs {
  compared: ComparedTable;
  ticks: Ticks;
  tick: (ticks: Ticks) => void;
}

/** The changed rows of one table, in groups; conflicts are decided here too. */
export function EditedTable({
  compared: { table, diff },
  ticks,
  tick,
  show,
  resolve,
  decided,
}: EditedTableProps) {
  const look = useLook();
  const ready = diff.edited.filter(isSendable);
  const set = (rows: EditedRow[], value: boolean) => {
    const next = new Map(ticks);
    for (const { id } of rows) next.set(tickKey(table, id), value);
    tick(next);
  };
  const conflicted = diff.edited.filter(({ conflicts }) => conflicts.length > 0);
  return (
    <section className={look.column} aria-label={TABLE_WORDS[table].title}>
      <h2 className={look.heading}>{TABLE_WORDS[table].title}</h2>
      {conflicted.length > 0 && (
        <Conflicts
          rows={conflicted}
          resolve={(decisions) => resolve(table, decisions)}
          decided={decided}
        />
      )}
      <AllBox
        rows={ready}
        ticked={ready.filter((row) => isTicked(ticks, table, row)).length}
        toggle={(value) => set(ready, value)}
      />
      {groupsOf(diff.edited).map(({ title, rows }) => (
        <Group key={title} title={title} rows={rows}>
          {(row) => (
            <EditedRowCard
              key={row.id}
              row={row}
              isTicked={isTicked(ticks, table, row)}
              tick={(value) => set([row], value)}
              show={(place) => show(table, place)}
            />
          )}
        </Group>
      ))}
    </section>
  );
}

function Group({
  title,
  rows,
  children,
}: {
  title: string;
  rows: EditedRow[];
  children: (row: EditedRow) => ReactNode;
}) {
  const look = useLook();
  return (
    <section className={look.column} aria-label={title}>
      <h3 className={look.heading}>
        {title} ({rows.length})
      </h3>
      <ul className={look.list}>
        {rows.slice(0, SHOWN).map(children)}
        {rows.length > SHOWN && <li>and {rows.length - SHOWN} more</li>}
      </ul>
    </section>
  );
}

/** What has to be mended comes first, for it is what the user has to do something about. */
function groupsOf(edited: EditedRow[]): { title: string; rows: EditedRow[] }[] {
  const invalid = edited.filter(({ problems }) => problems.length > 0);
  const ready = edited.filter(isSendable);
  const of = (op: EditedRow["op"]) => ready.filter((row) => row.op === op);
  return [
    { title: "Invalid", rows: invalid },
    { title: "New", rows: of("create") },
    { title: "Edited", rows: of("update") },
    { title: "Delete", rows: of("delete") },
  ].filter(({ rows }) => rows.length > 0);
}

function AllBox({
  rows,
  ticked,
  toggle,
}: {
  rows: EditedRow[];
  ticked: number;
  toggle: (value: boolean) => void;
}) {
  if (rows.length < 2) return null;
  return (
    <Checkbox
      label={`All ${rows.length}`}
      checked={ticked === rows.length ? true : ticked > 0 ? "mixed" : false}
      onChange={(_event, { checked }) => toggle(checked === true)}
    />
  );
}
