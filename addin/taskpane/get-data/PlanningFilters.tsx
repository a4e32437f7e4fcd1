import { Field, Input, Select } from "@fluentui/react-components";
import { PromotionStatus } from "../../../shared/planning/promotion.ts";
import { CodeField } from "../parts/CodeField.tsx";
import { useLook } from "../parts/look.ts";
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
  const look = useLook();
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
      <div className={look.pair}>
        <Field label="From">
          <Input
            type="date"
            value={filter.from}
            onChange={(_event, { value }) => change({ from: value })}
          />
        </Field>
        <Field label="To" {...(problem === null ? {} : { validationMessage: problem })}>
          <Input
            type="date"
            value={filter.to}
            onChange={(_event, { value }) => change({ to: value })}
          />
        </Field>
      </div>
    </>
  );
}
