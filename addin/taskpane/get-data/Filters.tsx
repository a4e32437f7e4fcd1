import {
  Button,
  Checkbox,
  Combobox,
  Field,
  Input,
  Option,
  Select,
} from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { Reason } from "../../../shared/finance/claim.ts";
import type { Customer } from "../../../shared/master/lists.ts";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import type { DeductionsQuery } from "../ports.ts";
import { plain } from "../words.ts";

const OPTIONS_SHOWN = 50;

interface FiltersProps {
  initial: DeductionsQuery;
  customers: () => Promise<Customer[]>;
  isBusy: boolean;
  submit: (query: DeductionsQuery) => void;
}

/** Which deductions to get. Every field narrows; an empty one does not. */
export function Filters({ initial, customers, isBusy, submit }: FiltersProps) {
  const look = useLook();
  const [customer, setCustomer] = useState(initial.customer ?? "");
  const [reason, setReason] = useState(initial.reason ?? "");
  const [minAge, setMinAge] = useState(String(initial.minAge ?? ""));
  const [onlyOpen, setOnlyOpen] = useState(initial.onlyOpen);
  const [problem, setProblem] = useState<string | null>(null);

  function get(event: FormEvent) {
    event.preventDefault();
    if (!/^\d{0,4}$/.test(minAge)) {
      setProblem("Write a whole number of days, such as 30, or leave it empty.");
      return;
    }
    setProblem(null);
    submit({
      ...(customer === "" ? {} : { customer }),
      ...(reason === "" ? {} : { reason }),
      ...(minAge === "" ? {} : { minAge: Number(minAge) }),
      onlyOpen,
    });
  }

  return (
    <form className={look.column} onSubmit={get} aria-label="Which deductions">
      <CustomerField value={customer} change={setCustomer} customers={customers} />
      <ReasonField value={reason} change={setReason} />
      <AgeField value={minAge} change={setMinAge} problem={problem} />
      <Checkbox
        label="Only with an open amount"
        checked={onlyOpen}
        onChange={(_event, { checked }) => setOnlyOpen(checked === true)}
      />
      <div className={look.buttons}>
        <Button appearance="primary" type="submit" disabledFocusable={isBusy}>
          Get deductions
        </Button>
      </div>
    </form>
  );
}

interface ValueProps {
  value: string;
  change: (value: string) => void;
}

/** Typing a code always works; the list is an offer, and its absence no obstacle. */
function CustomerField({ value, change, customers }: ValueProps & Pick<FiltersProps, "customers">) {
  const { phase } = useLoad(customers);
  const known = phase.at === "done" ? phase.value : [];
  const wanted = value.toLowerCase();
  const matching = known.filter(({ erpId, name }) =>
    `${erpId} ${name}`.toLowerCase().includes(wanted),
  );
  return (
    <Field label="Customer" hint="Code or name; its divisions and stores are included">
      <Combobox
        freeform
        clearable
        value={value}
        placeholder="all customers"
        onChange={(event) => change(event.currentTarget.value)}
        onOptionSelect={(_event, { optionValue }) => change(optionValue ?? "")}
      >
        {matching.slice(0, OPTIONS_SHOWN).map(({ id, erpId, name }) => (
          <Option key={id} value={erpId} text={erpId}>
            {`${erpId} · ${name}`}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}

function ReasonField({ value, change }: ValueProps) {
  return (
    <Field label="Reason">
      <Select value={value} onChange={(_event, chosen) => change(chosen.value)}>
        <option value="">all reasons</option>
        {Reason.options.map((reason) => (
          <option key={reason} value={reason}>
            {plain(reason)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function AgeField({ value, change, problem }: ValueProps & { problem: string | null }) {
  return (
    <Field
      label="Days since posting, at least"
      {...(problem === null ? {} : { validationMessage: problem })}
    >
      <Input
        inputMode="numeric"
        value={value}
        placeholder="any age"
        onChange={(_event, typed) => change(typed.value.trim())}
      />
    </Field>
  );
}
