import { Button } from "@fluentui/react-components";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { TableName, TableState } from "../ports.ts";
import { TABLE_WORDS } from "../table-words.ts";
import { momentWords } from "../words.ts";

interface TableCardProps {
  table: TableState;
  choose: (table: TableName) => void;
  refreshTable: (table: TableName) => Promise<void>;
  changed: () => void;
}

const many = (number: number) => (number === 0 ? null : number.toLocaleString("en-US"));

const factsOf = (table: TableState): [string, string | null][] => [
  ["Sheet", table.sheet === TABLE_WORDS[table.table].title ? null : table.sheet],
  ["Rows", table.rows.toLocaleString("en-US")],
  ["Changed by you", many(table.edited)],
  ["✖ To be mended", many(table.problems)],
  ["⇄ In conflict", many(table.conflicts)],
  ["⟳ Newer in Tradebook", many(table.newer)],
  ["As of", table.asOf === null ? "unknown" : momentWords(table.asOf)],
];

/** A managed table of this workbook: how many rows, how many changed, what is wrong with them, how old. */
export function TableCard({ table, choose, refreshTable, changed }: TableCardProps) {
  const look = useLook();
  const { title } = TABLE_WORDS[table.table];
  const { phase, run } = useAct<void>();
  const id = `table-${table.table}`;
  const askAgain = () =>
    void run(async () => {
      await refreshTable(table.table);
      changed();
    });
  return (
    <section className={look.card} aria-labelledby={id}>
      <h2 className={look.heading} id={id}>
        {title}
      </h2>
      <Facts facts={factsOf(table)} />
      {table.missingColumns.length > 0 && (
        <Trouble
          intent="warning"
          text={`These columns were deleted from the table and are neither read nor sent: ${table.missingColumns.join(", ")}.`}
        />
      )}
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <div className={look.buttons}>
        <Button
          size="small"
          aria-describedby={id}
          disabledFocusable={phase.at === "running"}
          onClick={askAgain}
        >
          Refresh
        </Button>
        <Button size="small" onClick={() => choose(table.table)}>
          Other {title.toLowerCase()}…
        </Button>
      </div>
    </section>
  );
}
