import { Button, Field, Input, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import type { ClaimPreview, PostingPreview } from "../../../shared/finance/posting.ts";
import { type Posting, postable } from "../desk/post.ts";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { count } from "../words.ts";
import { AccountTotals } from "./AccountTotals.tsx";
import { ClaimPreviewCard } from "./ClaimPreviewCard.tsx";

export interface PostingActs {
  post: (preview: PostingPreview, idempotencyKey: string) => Promise<Posting[]>;
  newKey: () => string;
  posted: (postings: Posting[]) => void;
}

interface PostingFormProps extends PostingActs {
  preview: PostingPreview;
  changeDate: (postingDate: string) => void;
}

/** The journals claim by claim, their totals, and the button that posts exactly these. */
export function PostingForm({ preview, changeDate, post, newKey, posted }: PostingFormProps) {
  const look = useLook();
  // One key for this preview: pressing again after a lost answer cannot post twice.
  const [idempotencyKey] = useState(newKey);
  const { phase, run } = useAct<void>();
  const ready = postable(preview);
  const confirm = () =>
    void run(async () => {
      posted(await post(preview, idempotencyKey));
    });
  return (
    <div className={look.column}>
      <PeriodWarnings claims={ready} />
      {preview.claims.map((claim) => (
        <ClaimPreviewCard key={claim.claimId} claim={claim} />
      ))}
      {ready.length > 1 && <AccountTotals totals={preview.totals} title="All accounts" />}
      <PostingDate value={preview.postingDate} change={changeDate} />
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <div className={look.actions}>
        <Button
          appearance="primary"
          disabledFocusable={ready.length === 0 || phase.at === "running"}
          onClick={confirm}
        >
          {phase.at === "running" ? "Posting…" : confirmWords(ready)}
        </Button>
      </div>
    </div>
  );
}

/** What the button does: above a limit nothing is posted before a second person agrees. */
function confirmWords(ready: ClaimPreview[]): string {
  const waiting = ready.filter(({ approvals }) => approvals.length > 0).length;
  if (waiting === 0) return `Post ${ready.length}`;
  if (waiting === ready.length) return `Send ${waiting} for approval`;
  return `Post ${ready.length - waiting}, send ${waiting} for approval`;
}

function PeriodWarnings({ claims }: { claims: ClaimPreview[] }) {
  const warned = claims.filter(({ period }) => period.status !== "OPEN");
  const sentences = [
    ...new Set(
      warned.map(({ period }) => period.message ?? `Period ${period.period} is not open.`),
    ),
  ];
  return sentences.map((sentence) => (
    <MessageBar key={sentence} intent="warning" layout="multiline">
      <MessageBarBody>
        {sentence} {count(warned.length, "posting")} would go there; the posting date can be changed
        below.
      </MessageBarBody>
    </MessageBar>
  ));
}

function PostingDate({ value, change }: { value: string; change: (day: string) => void }) {
  const look = useLook();
  const [day, setDay] = useState(value);
  return (
    <Field label="Posting date">
      <div className={look.buttons}>
        <Input
          type="date"
          aria-label="Posting date"
          value={day}
          onChange={(_event, typed) => setDay(typed.value)}
        />
        <Button disabledFocusable={day === value || day === ""} onClick={() => change(day)}>
          Preview again
        </Button>
      </div>
    </Field>
  );
}
