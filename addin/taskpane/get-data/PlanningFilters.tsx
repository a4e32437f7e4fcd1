import { Field, Select } from "@fluentui/react-components";
import { PromotionStatus } from "../../../shared/planning/promotion.ts";
import { CodeField } from "../parts/CodeField.tsx";
import { DatePair } from "../parts/DatePair.tsx";
import type { Lists } from "../ports.ts";
import { plain } from "../words.ts";
import type { Filter } from "./filter.ts";

interface PlanningFiltersProps {
  filter: Filter;
  change: (fields: Partial<Filter>) => void;
  lists: Lists | null;
  funds: { number: string; name: string }[];
  /** Funds know neither status, tactic nor fund. */
  onlyFunds: boolean;
  problem: string | null;
}

/** Which promotions, with their lines, and which funds. */
export function PlanningFilters({
  filter,
  change,
  lists,
  funds,
  onlyFunds,
  problem,
}: PlanningFiltersProps) {
  return (
    <>
      {!onlyFunds && (
        <>
          <Field label="Status">
            <Select
              value={filter.status}
              onChange={(_event, { value }) => change({ status: value })}
            >
              <option value="">all statuses</option>
              {PromotionStatus.options.map((status) => (
                <option key={status} value={status}>
                  {plain(status)}
                </option>
              ))}
            </Select>
          </Field>
          <CodeField
            label="Fund"
            placeholder="all funds"
            value={filter.fund}
            change={(fund) => change({ fund })}
            options={funds.map(({ number, name }) => ({ code: number, name }))}
          />
          <CodeField
            label="Tactic"
            placeholder="all tactics"
            value={filter.tactic}
            change={(tactic) => change({ tactic })}
            options={lists?.tactics ?? []}
          />
        </>
      )}
      <DatePair from={filter.from} to={filter.to} change={change} problem={problem} />
    </>
  );
}
