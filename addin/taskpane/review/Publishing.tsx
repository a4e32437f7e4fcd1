import {
  Field,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  Textarea,
} from "@fluentui/react-components";
import { useState } from "react";
import { type PublishOutcome, sendable, withKeptBack } from "../desk/publish.ts";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { EditedRow, OnProgress } from "../ports.ts";
import { count } from "../words.ts";
import { EditedRows } from "./EditedRows.tsx";
import { ReviewButtons } from "./ReviewButtons.tsx";

/** What can be done with the changed rows. */
export interface PublishingActs {
  publish: (rows: EditedRow[], message: string, onProgress: OnProgress) => Promise<PublishOutcome>;
  discard: (ids: string[]) => Promise<number>;
  show: (place: { id: string; field: string }) => Promise<void>;
  published: (outcome: PublishOutcome) => void;
}

interface PublishingProps extends PublishingActs {
  edited: EditedRow[];
  reload: () => void;
}

type Ending = { kind: "published"; outcome: PublishOutcome } | { kind: "discarded" };

/** The changed rows with their ticks, and the two things to do with them: publish or discard. */
export function Publishing({ edited, reload, publish, discard, show, published }: PublishingProps) {
  const ready = sendable(edited);
  const [ticked, setTicked] = useState(() => new Set(ready.map(({ id }) => id)));
  const [message, setMessage] = useState("");
  const [sent, setSent] = useState(0);
  const { phase, run } = useAct<Ending>();
  const chosen = edited.filter(({ id }) => ticked.has(id));

  const send = () =>
    run(async () => {
      const answered = await publish(sendable(chosen), message.trim(), ({ done }) => setSent(done));
      const outcome = withKeptBack(answered, edited);
      published(outcome);
      return { kind: "published", outcome };
    });
  const takeBack = () =>
    run(async () => {
      await discard(chosen.map(({ id }) => id));
      reload();
      return { kind: "discarded" };
    });

  return (
    <>
      <Summary edited={edited} ready={ready.length} />
      <EditedRows edited={edited} ticked={ticked} tick={setTicked} show={show} />
      <MessageField message={message} change={setMessage} />
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      {phase.at === "running" && (
        <Field validationState="none" validationMessage={`${sent} of ${chosen.length} answered`}>
          <ProgressBar aria-label="Publishing" max={chosen.length} value={sent} />
        </Field>
      )}
      <ReviewButtons
        publishable={sendable(chosen).length}
        discardable={chosen.length}
        isBusy={phase.at === "running"}
        publish={() => void send()}
        discard={() => void takeBack()}
      />
    </>
  );
}

function MessageField({ message, change }: { message: string; change: (text: string) => void }) {
  return (
    <Field label="Message for the audit log (optional)">
      <Textarea value={message} maxLength={500} onChange={(_event, typed) => change(typed.value)} />
    </Field>
  );
}

function Summary({ edited, ready }: { edited: EditedRow[]; ready: number }) {
  const look = useLook();
  const hidden = edited.filter((row) => row.hidden).length;
  const conflicts = edited.filter((row) => row.conflicts.length > 0).length;
  return (
    <>
      <p className={look.quiet}>
        {count(edited.length, "row")} changed
        {ready < edited.length && `, ${edited.length - ready} of them cannot be sent yet`}.
        Publishing saves drafts; nothing reaches the ERP before Post.
      </p>
      {hidden > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {hidden} of {count(edited.length, "changed row")} {hidden === 1 ? "is" : "are"} hidden
            by a filter. They are ticked like the others.
          </MessageBarBody>
        </MessageBar>
      )}
      {conflicts > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {count(conflicts, "row")} {conflicts === 1 ? "was" : "were"} also changed by somebody
            else. Publishing puts your value in place of theirs; discard to take theirs.
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
