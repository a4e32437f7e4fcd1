import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { type ComparedTable, isSendable } from "../desk/compare.ts";
import { useLook } from "../parts/look.ts";
import { TABLE_WORDS } from "../table-words.ts";
import { count } from "../words.ts";

/** How much changed, and what about it a person might not expect: hidden rows, formulas, conflicts. */
export function Summary({ shown }: { shown: ComparedTable[] }) {
  const look = useLook();
  const edited = shown.flatMap(({ diff }) => diff.edited);
  const waiting = edited.filter((row) => !isSendable(row)).length;
  const hidden = edited.filter((row) => row.hidden).length;
  const formulas = shown.flatMap(({ table, diff }) =>
    diff.formulas.map((each) => ({ ...each, table })),
  );
  return (
    <>
      <p className={look.quiet}>
        {count(edited.length, "row")} changed
        {waiting > 0 && `, ${waiting} of them cannot be sent yet`}.{" "}
        {shown.some(({ table }) => table === "deductions")
          ? "Publishing saves drafts; nothing reaches the ERP before Post."
          : "Publishing saves them in Tradebook and submits nothing for approval."}
      </p>
      {formulas.length > 0 && (
        <ul className={look.bullets} aria-label="Formulas">
          {formulas.map(({ table, field, header, rows }) => (
            <li key={table + field}>
              {header}: one formula changed {count(rows, TABLE_WORDS[table].row)}.
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {hidden} of {count(edited.length, "changed row")} {hidden === 1 ? "is" : "are"} hidden
            by a filter. They are ticked like the others.
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
