import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { Money } from "../../../shared/money.ts";
import type { Fund } from "../../../shared/planning/fund.ts";
import { CodeField } from "../parts/CodeField.tsx";
import { useLook } from "../parts/look.ts";
import { useAct, useLoad } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";

const SHORTEST_REASON = 3;

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
  const known = useLoad(funds).phase;
  const [toFund, setToFund] = useState("");
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  // One key for this form: pressing again after a lost answer cannot move the money twice.
  const [idempotencyKey] = useState(newKey);
  const { phase, run } = useAct<void>();
  const isAmount = /^\d{1,15}(\.\d{1,2})?$/.test(amount) && Number(amount) > 0;
  const isReady = isAmount && toFund !== "" && reason.trim().length >= SHORTEST_REASON;

  function go(event: FormEvent) {
    event.preventDefault();
    if (!isReady || phase.at === "running") return;
    void run(async () => {
      const request = { fundId: fund.id, toFund, amount: Money.of(amount) };
      await transfer({ ...request, reason: reason.trim(), idempotencyKey });
      moved();
    });
  }

  const others = known.at === "done" ? known.value.filter(({ id }) => id !== fund.id) : [];
  return (
    <form className={look.card} onSubmit={go} aria-labelledby="transfer">
      <h2 className={look.heading} id="transfer">
        Transfer
      </h2>
      <CodeField
        label="To fund"
        placeholder="number or name"
        value={toFund}
        change={setToFund}
        options={others.map(({ number, name }) => ({ code: number, name }))}
      />
      <Field
        label="Amount"
        hint={`${fund.available.toDisplay()} available`}
        {...(amount === "" || isAmount
          ? {}
          : { validationMessage: "Write an amount such as 1200.50." })}
      >
        <Input
          inputMode="decimal"
          value={amount}
          onChange={(_event, { value }) => setAmount(value.trim())}
        />
      </Field>
      <Field label="Reason" hint="At least three letters" required>
        <Textarea
          value={reason}
          maxLength={500}
          onChange={(_event, { value }) => setReason(value)}
        />
      </Field>
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
