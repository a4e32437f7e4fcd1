import { Button, Checkbox, Field, Input, Select } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { Reason } from "../../../shared/finance/claim.ts";
import type { Fund } from "../../../shared/planning/fund.ts";
import type { Wanted } from "../desk/get-data.ts";
import { CodeField } from "../parts/CodeField.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import type { Lists, TableName } from "../ports.ts";
import { plain } from "../words.ts";
import { type Filter, filterOf, problemOf, queriesFor } from "./filter.ts";
import { PlanningFilters } from "./PlanningFilters.tsx";
import { TableChoice } from "./TableChoice.tsx";

export interface FiltersProps {
  initial: Wanted["queries"];
  tables: TableName[];
  place: Wanted["place"];
  /** True for Add table: then the user says where. */
  asksPlace: boolean;
  lists: () => Promise<Lists>;
  funds: () => Promise<Fund[]>;
  isBusy: boolean;
  submit: (wanted: Wanted) => void;
}

/** Which rows to get. Every field narrows; an empty one does not. */
export function Filters({ initial, lists, funds, isBusy, submit, ...first }: FiltersProps) {
  const look = useLook();
  const [tables, setTables] = useState(first.tables);
  const [place, setPlace] = useState(first.place);
  const [filter, setFilter] = useState(() => filterOf(initial, first.tables));
  const [problem, setProblem] = useState<ReturnType<typeof problemOf>>(null);
  const change = (fields: Partial<Filter>) => setFilter({ ...filter, ...fields });
  const choose = (chosen: TableName[]) => {
    const added = chosen.some((table) => !tables.includes(table));
    if (added && tables.length === 0) setFilter(filterOf(initial, chosen));
    setTables(chosen);
  };

  function get(event: FormEvent) {
    event.preventDefault();
    const found = problemOf(filter);
    setProblem(found);
    if (found === null) submit({ queries: queriesFor(filter, tables), place });
  }

  return (
    <form className={look.column} onSubmit={get} aria-label="Which rows">
      <TableChoice
        tables={tables}
        choose={choose}
        place={place}
        choosePlace={first.asksPlace ? setPlace : null}
      />
      <TableFilters
        tables={tables}
        filter={filter}
        change={change}
        problem={problem}
        lists={lists}
        funds={funds}
      />
      <div className={look.buttons}>
        <Button
          appearance="primary"
          type="submit"
          disabledFocusable={isBusy || tables.length === 0}
        >
          {isOnlyDeductions(tables) && !first.asksPlace ? "Get deductions" : "Start"}
        </Button>
      </div>
    </form>
  );
}

const isOnlyDeductions = (tables: readonly TableName[]) =>
  tables.length === 1 && tables[0] === "deductions";

interface TableFiltersProps extends Pick<FiltersProps, "lists" | "funds"> {
  tables: TableName[];
  filter: Filter;
  change: (fields: Partial<Filter>) => void;
  problem: ReturnType<typeof problemOf>;
}

function TableFilters({ tables, filter, change, problem, lists, funds }: TableFiltersProps) {
  const known = useLoad(lists).phase;
  const found = useLoad(funds).phase;
  const all = known.at === "done" ? known.value : null;
  const planning = tables.filter((table) => table !== "deductions");
  return (
    <>
      <CodeField
        label="Customer"
        hint="Code or name; its divisions and stores are included"
        placeholder="all customers"
        value={filter.customer}
        change={(customer) => change({ customer })}
        options={customersOf(all)}
      />
      {tables.includes("deductions") && (
        <DeductionFilters filter={filter} change={change} problem={textAt("minAge", problem)} />
      )}
      {planning.length > 0 && (
        <PlanningFilters
          filter={filter}
          change={change}
          lists={all}
          funds={found.at === "done" ? found.value : []}
          onlyFunds={planning.every((table) => table === "funds")}
          problem={textAt("to", problem)}
        />
      )}
    </>
  );
}

const customersOf = (lists: Lists | null) =>
  (lists?.customers ?? []).map(({ erpId, name }) => ({ code: erpId, name }));

const textAt = (field: "minAge" | "to", problem: TableFiltersProps["problem"]): string | null =>
  problem?.field === field ? problem.text : null;

function DeductionFilters({
  filter,
  change,
  problem,
}: Pick<TableFiltersProps, "filter" | "change"> & { problem: string | null }) {
  return (
    <>
      <Field label="Reason">
        <Select value={filter.reason} onChange={(_event, { value }) => change({ reason: value })}>
          <option value="">all reasons</option>
          {Reason.options.map((reason) => (
            <option key={reason} value={reason}>
              {plain(reason)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Days since posting, at least"
        {...(problem === null ? {} : { validationMessage: problem })}
      >
        <Input
          inputMode="numeric"
          value={filter.minAge}
          placeholder="any age"
          onChange={(_event, { value }) => change({ minAge: value.trim() })}
        />
      </Field>
      <Checkbox
        label="Only with an open amount"
        checked={filter.onlyOpen}
        onChange={(_event, { checked }) => change({ onlyOpen: checked === true })}
      />
    </>
  );
}
