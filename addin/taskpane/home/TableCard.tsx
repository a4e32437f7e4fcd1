import { Button } from "@fluentui/react-components";
import { Facts } from "../common/Facts.tsx";
import { useLook } from "../common/look.ts";
import { Trouble } from "../common/Trouble.tsx";
import type { TableState } from "../ports.ts";
import { count, momentWords } from "../words.ts";

interface TableCardProps {
  table: TableState;
  getDeductions: () => void;
  refresh: () => void;
  review: () => void;
}

/** A managed table of this workbook: how many rows, how many changed, how old, and the next step. */
export function TableCard({ table, getDeductions, refresh, review }: TableCardProps) {
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
      <div className={look.buttons}>
        {table.edited > 0 && (
          <Button appearance="primary" onClick={review}>
            Review {count(table.edited, "change")}
          </Button>
        )}
        <Button onClick={refresh}>Refresh</Button>
        <Button onClick={getDeductions}>Other deductions…</Button>
      </div>
    </section>
  );
}
