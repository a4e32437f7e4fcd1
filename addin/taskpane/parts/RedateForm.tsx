import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useLook } from "./look.ts";
import { useAct } from "./phase.ts";
import { Trouble } from "./Trouble.tsx";

const SHORTEST_REASON = 3;

interface RedateFormProps {
  redate: (to: { postingDate: string; reason: string }) => Promise<void>;
}

/** Asks for another posting date. Somebody else has to approve it, so the reason is for that person. */
export function RedateForm({ redate }: RedateFormProps) {
  const look = useLook();
  const [postingDate, setPostingDate] = useState("");
  const [reason, setReason] = useState("");
  const { phase, run } = useAct<void>();
  const isReady = postingDate !== "" && reason.trim().length >= SHORTEST_REASON;

  function ask(event: FormEvent) {
    event.preventDefault();
    if (isReady) void run(() => redate({ postingDate, reason: reason.trim() }));
  }

  if (phase.at === "done")
    return (
      <output>
        Asked. A FinanceApprover other than you finds it on Home; after approval it is sent again
        under {postingDate}.
      </output>
    );
  return (
    <form className={look.column} onSubmit={ask} aria-label="Re-date">
      <Field label="New posting date" required>
        <Input
          type="date"
          value={postingDate}
          onChange={(_event, typed) => setPostingDate(typed.value)}
        />
      </Field>
      <Field label="Reason, for the approver" required>
        <Textarea
          value={reason}
          maxLength={500}
          onChange={(_event, typed) => setReason(typed.value)}
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
          Ask for approval
        </Button>
      </div>
    </form>
  );
}
