import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { Money } from "../../../shared/money.ts";
import type { Fund } from "../../../shared/planning/fund.ts";
import { CodeField } from "../parts/CodeField.tsx";
import { useLook } from "../parts/look.ts";
import { useAct, useLoad } from "../parts/phase.ts";
import { ReasonField, SHORTEST_REASON } from "../parts/ReasonField.tsx";
import { Trouble } from "../parts/Trouble.tsx";

export interface TransferActs {
  funds: () => Promise<Fund[]>;
  newKey: () => string;
  transfer: (transfer: {
    fundId: string;
    toFund: string;
    amount: Money;
    reason: string;
    idempotencyKey: string;
  }) => Promise<void>;
}

/** Moves money to another fund, both sides at once. */
export function TransferForm({
  fund,
  moved,
  funds,
  newKey,
  transfer,
}: TransferActs & { fund: Fund; moved: () => void }) {
  const look = useLook();
  const [toFund, setToFund] = useState("");
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  // One key for this form: pressing again after a lost answer cannot move the money twice.
  const [idempotencyKey] = useState(newKey);
  const { phase, run } = useAct<void>();
  const isReady = isAmount(amount) && toFund !== "" && reason.trim().length >= SHORTEST_REASON;

  function go(event: FormEvent) {
    event.preventDefault();
    if (!isReady || phase.at === "running") return;
    void run(async () => {
      const request = { fundId: fund.id, toFund, amount: Money.of(amount) };
      await transfer({ ...request, reason: reason.trim(), idempotencyKey });
      moved();
    });
  }

  return (
    <form className={look.card} onSubmit={go} aria-labelledby="transfer">
      <h2 className={look.heading} id="transfer">
        Transfer
      </h2>
      <ToFund value={toFund} change={setToFund} load={funds} without={fund.id} />
      <AmountField amount={amount} change={setAmount} available={fund.available} />
      <ReasonField value={reason} change={setReason} isRequired hint="At least three letters" />
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <div className={look.buttons}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={!isReady || phase.at === "running"}
        >
          Transfer
        </Button>
      </div>
    </form>
  );
}

function ToFund({
  value,
  change,
  load,
  without,
}: {
  value: string;
  change: (value: string) => void;
  load: () => Promise<Fund[]>;
  without: string;
}) {
  const { phase } = useLoad(load);
  const others = phase.at === "done" ? phase.value.filter(({ id }) => id !== without) : [];
  return (
    <CodeField
      label="To fund"
      placeholder="number or name"
      value={value}
      change={change}
      options={others.map(({ number, name }) => ({ code: number, name }))}
    />
  );
}

/** More than nothing, in cents. */
const isAmount = (text: string): boolean =>
  /^\d{1,15}(\.\d{1,2})?$/.test(text) && Money.of(text).isPositive();

function AmountField({
  amount,
  change,
  available,
}: {
  amount: string;
  change: (amount: string) => void;
  available: Money;
}) {
  return (
    <Field
      label="Amount"
      hint={`${available.toDisplay()} available`}
      {...(amount === "" || isAmount(amount)
        ? {}
        : { validationMessage: "Write an amount such as 1200.50." })}
    >
      <Input
        inputMode="decimal"
        value={amount}
        onChange={(_event, { value }) => change(value.trim())}
      />
    </Field>
  );
}
