import { Button } from "@fluentui/react-components";
import { useLook } from "../parts/look.ts";
import type { Diff, TableName } from "../ports.ts";
import { TABLE_WORDS } from "../table-words.ts";
import { count } from "../words.ts";

const SHOWN = 20;

/** Rows that are not an edit: said, never sent. */
export function StrayRows({
  table,
  found,
  makeNew,
  changed,
}: {
  table: TableName;
  found: Diff;
  makeNew: (table: TableName, ids: string[]) => Promise<unknown>;
  changed: () => void;
}) {
  const noun = TABLE_WORDS[table].row;
  const { missing, duplicated, overtyped, unknown } = found;
  return (
    <>
      <Stray
        title="Missing rows"
        why="These rows were deleted from the sheet. Nothing is deleted in Tradebook; the next refresh brings them back."
        labels={missing.map(({ label }) => label)}
      />
      <Stray
        title="Doubled rows"
        why={`A ${noun} stands in the table twice, so it is not clear which row counts. ${table === "deductions" ? "Delete the copies" : "Delete the copies, or make them new rows"}; until then they are not sent.`}
        labels={duplicated.map(({ label }) => label)}
      />
      {duplicated.length > 0 && table !== "deductions" && (
        <CopiesButton make={() => makeNew(table, idsOf(duplicated)).then(changed)} />
      )}
      <Stray
        title="Typed over"
        why="These cells come from Tradebook and cannot be changed here. They are not sent; the next refresh puts them right."
        labels={overtyped.map(({ label, headers }) => `${label}: ${headers.join(", ")}`)}
      />
      {unknown > 0 && (
        <Stray
          title="Unknown rows"
          why={`${count(unknown, "row")} in the table did not come from Tradebook. They are left alone and not sent.`}
          labels={[]}
        />
      )}
    </>
  );
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

function CopiesButton({ make }: { make: () => Promise<unknown> }) {
  const look = useLook();
  return (
    <div className={look.buttons}>
      <Button onClick={() => void make()}>Make copies new</Button>
    </div>
  );
}

function Stray({ title, why, labels }: { title: string; why: string; labels: string[] }) {
  const look = useLook();
  if (labels.length === 0 && title !== "Unknown rows") return null;
  return (
    <section className={look.card} aria-label={title}>
      <h2 className={look.heading}>{title}</h2>
      <p className={look.quiet}>{why}</p>
      {labels.length > 0 && (
        <ul className={look.bullets}>
          {labels.slice(0, SHOWN).map((label) => (
            <li key={label}>{label}</li>
          ))}
          {labels.length > SHOWN && <li>and {labels.length - SHOWN} more</li>}
        </ul>
      )}
    </section>
  );
}
