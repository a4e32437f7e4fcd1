import { Checkbox, Field, Radio, RadioGroup } from "@fluentui/react-components";
import type { Wanted } from "../desk/get-data.ts";
import { useLook } from "../parts/look.ts";
import type { TableName } from "../ports.ts";
import { inOrder, TABLE_WORDS } from "../table-words.ts";

const SHOWN: readonly TableName[] = ["deductions", "promotions", "promoLines", "funds"];

interface TableChoiceProps {
  tables: TableName[];
  choose: (tables: TableName[]) => void;
  place: Wanted["place"];
  /** Null where every table goes onto a sheet of its own. */
  choosePlace: ((place: Wanted["place"]) => void) | null;
}

/** Which tables; with Add table exactly one, and where it goes. */
export function TableChoice({ tables, choose, place, choosePlace }: TableChoiceProps) {
  const look = useLook();
  if (choosePlace === null)
    return (
      <fieldset className={look.group}>
        <legend>Tables</legend>
        {SHOWN.map((table) => (
          <Checkbox
            key={table}
            label={TABLE_WORDS[table].title}
            checked={tables.includes(table)}
            onChange={(_event, { checked }) =>
              choose(
                inOrder(
                  checked === true ? [...tables, table] : tables.filter((each) => each !== table),
                ),
              )
            }
          />
        ))}
      </fieldset>
    );
  return (
    <>
      <Field label="Table">
        <RadioGroup
          value={tables[0] ?? ""}
          onChange={(_event, { value }) => choose(SHOWN.filter((table) => table === value))}
        >
          {SHOWN.map((table) => (
            <Radio key={table} value={table} label={TABLE_WORDS[table].title} />
          ))}
        </RadioGroup>
      </Field>
      <Field label="Where" hint="A table that this workbook has already is refreshed where it is.">
        <RadioGroup
          value={place}
          onChange={(_event, { value }) => choosePlace(value === "sheet" ? "sheet" : "selection")}
        >
          <Radio value="sheet" label="On its own sheet" />
          <Radio value="selection" label="Where the cursor is" />
        </RadioGroup>
      </Field>
    </>
  );
}
