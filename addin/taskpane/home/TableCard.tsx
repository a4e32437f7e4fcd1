import { Button } from "@fluentui/react-components";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { TableState } from "../ports.ts";
import { count, momentWords } from "../words.ts";

interface TableCardProps {
  table: TableState;
  chooseDeductions: () => void;
  refresh: () => Promise<void>;
  changed: () => void;
  review: () => void;
}

/** A managed table of this workbook: how many rows, how many changed, how old, and the next step. */
export function TableCard({ table, ...acts }: TableCardProps) {
  const look = useLook();
  return (
    <section className={look.card} aria-labelledby="deductions-table">
      <h2 className={look.heading} id="deductions-table">
        Deductions
      </h2>
      <Facts
        facts={[
          ["Sheet", table.sheet],
          ["Rows", table.rows.toLocaleString("en-US")],
          ["Changed by you", table.edited.toLocaleString("en-US")],
          ["As of", table.asOf === null ? "unknown" : momentWords(table.asOf)],
        ]}
      />
      {table.missingColumns.length > 0 && (
        <Trouble
          intent="warning"
          text={`These columns were deleted from the table and are neither read nor sent: ${table.missingColumns.join(", ")}.`}
        />
      )}
      <TableButtons edited={table.edited} {...acts} />
    </section>
  );
}

function TableButtons({
  edited,
  chooseDeductions,
  refresh,
  changed,
  review,
}: Omit<TableCardProps, "table"> & { edited: number }) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  const askAgain = () =>
    void run(async () => {
      await refresh();
      changed();
    });
  return (
    <>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <div className={look.buttons}>
        {edited > 0 && (
          <Button appearance="primary" onClick={review}>
            Review {count(edited, "change")}
          </Button>
        )}
        <Button disabledFocusable={phase.at === "running"} onClick={askAgain}>
          Refresh
        </Button>
        <Button onClick={chooseDeductions}>Other deductions…</Button>
      </div>
    </>
  );
}
