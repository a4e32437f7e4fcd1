import { Button } from "@fluentui/react-components";
import { useId } from "react";
import type { FundEffect, Validation } from "../desk/validate.ts";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { TableName } from "../ports.ts";
import { count, signed } from "../words.ts";

const SHOWN = 50;

interface ValidationCardProps {
  validation: Validation;
  show: (table: TableName, place: { id: string; field: string }) => Promise<void>;
}

/** What Tradebook would say of the rows, and what they would cost. Nothing was saved. */
export function ValidationCard({ validation, show }: ValidationCardProps) {
  const look = useLook();
  const id = useId();
  const { checked, good, promotions, addedSpend, funds, troubles, waiting, stopped } = validation;
  return (
    <section className={look.card} aria-labelledby={id} aria-live="polite">
      <h2 className={look.heading} id={id}>
        Validated: {good} of {count(checked, "row")} can be saved
      </h2>
      <p className={look.quiet}>Nothing was saved.</p>
      {stopped !== null && <Trouble intent="error" text={stopped} />}
      {waiting > 0 && (
        <p className={look.quiet}>
          {count(waiting, "line")} of new promotions can only be judged when those are saved.
        </p>
      )}
      {promotions > 0 && (
        <Facts
          facts={[
            ["Planned spend", `${signed(addedSpend)} (${count(promotions, "promotion")})`],
            ...funds.map(fundFact),
          ]}
        />
      )}
      {troubles.length > 0 && (
        <ul className={look.list} aria-label="Rows that would be refused">
          {troubles.slice(0, SHOWN).map(({ table, id: rowId, label, cell, message }) => (
            <li key={table + rowId}>
              <strong>{label}</strong>
              <p className={look.quiet}>{cell === null ? message : `${cell.header}: ${message}`}</p>
              <Button
                size="small"
                aria-label={`Go to cell: ${label}`}
                onClick={() => void show(table, { id: rowId, field: cell?.field ?? "message" })}
              >
                Go to cell
              </Button>
            </li>
          ))}
          {troubles.length > SHOWN && <li>and {troubles.length - SHOWN} more</li>}
        </ul>
      )}
    </section>
  );
}

/** A draft reserves nothing yet, so this is what the fund would have after these were submitted. */
const fundFact = ({ number, available, added }: FundEffect): [string, string] => [
  `Fund ${number}`,
  available === null
    ? `${signed(added)} planned`
    : `${signed(added)} planned, ${available.toDisplay()} left now`,
];
