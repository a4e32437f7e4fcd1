import { Field, ProgressBar, Textarea } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { TableEdits } from "../desk/compare.ts";
import { type ComparedTable, isSendable, type RowsByTable } from "../desk/compare.ts";
import type { PublishOutcome } from "../desk/publish.ts";
import type { Validation } from "../desk/validate.ts";
import { type Phase, useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { OnProgress } from "../ports.ts";
import { countOf, editsOf, sendableOf, type Ticks } from "./choices.ts";
import { EditedTable, type EditedTableActs } from "./EditedTable.tsx";
import { ReviewButtons } from "./ReviewButtons.tsx";
import { Summary } from "./Summary.tsx";
import { ValidationCard } from "./ValidationCard.tsx";

/** What can be done with the changed rows. */
export interface PublishingActs extends Omit<EditedTableActs, "decided"> {
  publish: (
    edits: TableEdits[],
    message: string,
    onProgress: OnProgress,
  ) => Promise<PublishOutcome>;
  validate: (edits: TableEdits[], onProgress: OnProgress) => Promise<Validation>;
  discard: (rows: RowsByTable) => Promise<number>;
  published: (outcome: PublishOutcome) => void;
  validates: boolean;
}

interface PublishingProps extends PublishingActs {
  /** All that differs, and what of it this view is about. */
  compared: ComparedTable[];
  shown: ComparedTable[];
  ticks: Ticks;
  tick: (ticks: Ticks) => void;
  message: string;
  write: (message: string) => void;
  reload: () => void;
}

type Ending =
  | { kind: "published" }
  | { kind: "discarded" }
  | { kind: "validated"; validation: Validation };

/** The changed rows with their ticks, and what to do with them: validate, publish or discard. */
export function Publishing({
  compared,
  shown,
  ticks,
  tick,
  message,
  write,
  reload,
  ...acts
}: PublishingProps) {
  const { phase, sent, total, send, check, takeBack } = usePublishing({
    compared,
    shown,
    ticks,
    message,
    reload,
    acts,
  });
  const chosen = editsOf(compared, shown, ticks);
  const isBusy = phase.at === "running";
  return (
    <>
      <Summary shown={shown} />
      {shown
        .filter(({ diff }) => diff.edited.length > 0)
        .map((each) => (
          <EditedTable
            key={each.table}
            compared={each}
            ticks={ticks}
            tick={tick}
            show={acts.show}
            resolve={acts.resolve}
            decided={reload}
          />
        ))}
      <MessageField message={message} change={write} />
      <Progress phase={phase} sent={sent} total={total} show={acts.show} />
      <ReviewButtons
        publishable={countOf(sendableOf(chosen))}
        discardable={countOf(chosen)}
        isBusy={isBusy}
        publish={send}
        validate={check}
        discard={takeBack}
      />
    </>
  );
}

function Progress({
  phase,
  sent,
  total,
  show,
}: { phase: Phase<Ending>; sent: number; total: number } & Pick<PublishingActs, "show">) {
  switch (phase.at) {
    case "idle":
      return null;
    case "running":
      return (
        <Field validationState="none" validationMessage={`${sent} of ${total} answered`}>
          <ProgressBar aria-label="Waiting for Tradebook" max={Math.max(total, 1)} value={sent} />
        </Field>
      );
    case "refused":
    case "failed":
      return <Trouble intent="error" text={phase.reason} />;
    case "done":
      return phase.value.kind === "validated" ? (
        <ValidationCard validation={phase.value.validation} show={show} />
      ) : null;
  }
}

/** Runs the three acts one at a time on what is ticked. */
function usePublishing({
  compared,
  shown,
  ticks,
  message,
  reload,
  acts,
}: Pick<PublishingProps, "compared" | "shown" | "ticks" | "message" | "reload"> & {
  acts: PublishingActs;
}) {
  const [sent, setSent] = useState(0);
  const { phase, run } = useAct<Ending>();
  const edits = editsOf(compared, shown, ticks);
  const withInvalid = keepingInvalid(edits, shown);
  const progress: OnProgress = ({ done }) => setSent(done);

  const send = () =>
    void run(async () => {
      setSent(0);
      acts.published(await acts.publish(withInvalid, message.trim(), progress));
      return { kind: "published" };
    });
  const check = () =>
    void run(async () => {
      setSent(0);
      const validation = await acts.validate(sendableOf(edits), progress);
      return { kind: "validated", validation };
    });
  const takeBack = () =>
    void run(async () => {
      await acts.discard(
        Object.fromEntries(
          edits.map(({ table, chosen }) => [table, chosen.map(({ id }) => id)] as const),
        ),
      );
      reload();
      return { kind: "discarded" };
    });

  const hasChecked = useRef(!acts.validates);
  useEffect(() => {
    if (hasChecked.current) return;
    hasChecked.current = true;
    check();
  });
  return { phase, sent, total: countOf(sendableOf(edits)), send, check, takeBack };
}

/** Rows that cannot be sent yet are part of the answer even when nobody ticked them: they need the user no less. */
const keepingInvalid = (edits: TableEdits[], shown: readonly ComparedTable[]): TableEdits[] =>
  edits.map(({ table, edited, chosen }) => {
    const here = shown.find((each) => each.table === table)?.diff.edited ?? [];
    const ticked = new Set(chosen.map(({ id }) => id));
    const kept = here.filter((row) => ticked.has(row.id) || !isSendable(row));
    return { table, edited, chosen: kept };
  });

function MessageField({ message, change }: { message: string; change: (text: string) => void }) {
  return (
    <Field label="Message for the audit log (optional)">
      <Textarea value={message} maxLength={500} onChange={(_event, typed) => change(typed.value)} />
    </Field>
  );
}
