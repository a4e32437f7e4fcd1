import { Button } from "@fluentui/react-components";
import type { FollowedState } from "../desk/followed-postings.ts";
import type { Posting } from "../desk/post.ts";
import { useLook } from "../parts/look.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { progressWords } from "../sentences.ts";
import { Publishes, type PublishesActs } from "./Publishes.tsx";

interface ActivityProps extends PublishesActs {
  followed: FollowedState;
  again: () => void;
  showClaim: (claimId: string) => Promise<void>;
}

/** What was posted from here, followed until the ERP has answered, and what I published. */
export function Activity({ followed, again, showClaim, ...publishActs }: ActivityProps) {
  const look = useLook();
  return (
    <div className={look.column}>
      <Postings followed={followed} again={again} showClaim={showClaim} />
      <Publishes {...publishActs} />
    </div>
  );
}

function Postings({ followed, again, showClaim }: Omit<ActivityProps, keyof PublishesActs>) {
  const look = useLook();
  const { postings, phase } = followed;
  if (postings.length === 0)
    return (
      <p className={look.quiet}>
        Nothing was posted from this workbook since it was opened. Publish deductions, select them,
        then press Post.
      </p>
    );
  return (
    <section className={look.column} aria-label="Postings">
      <output className={look.heading}>{progressWords(postings)}</output>
      {phase.at === "failed" && <Trouble intent="error" text={phase.reason} retry={again} />}
      {phase.at === "gaveUp" && (
        <Trouble
          intent="warning"
          text="The ERP has not answered yet. Tradebook goes on without this pane; look again later."
          retry={again}
        />
      )}
      <ul className={look.list} aria-label="Postings">
        {postings.map((posting) => (
          <PostingCard key={posting.claimId} posting={posting} showClaim={showClaim} />
        ))}
      </ul>
    </section>
  );
}

const GLYPHS: Record<Posting["state"], string> = {
  onItsWay: "⟳",
  waitsForApproval: "⏳",
  posted: "✓",
  failed: "✖",
  refused: "✖",
};

function PostingCard({
  posting,
  showClaim,
}: {
  posting: Posting;
  showClaim: ActivityProps["showClaim"];
}) {
  const look = useLook();
  const { claimId, label, state, message } = posting;
  const details = state === "failed" ? "Details, retry or re-date" : "Details";
  return (
    <li className={look.card}>
      <strong>{label}</strong>
      <span>
        <span aria-hidden>{GLYPHS[state]} </span>
        {message}
      </span>
      <div className={look.buttons}>
        <Button
          size="small"
          onClick={() => void showClaim(claimId)}
          aria-label={`${details}: ${label}`}
        >
          {details}
        </Button>
      </div>
    </li>
  );
}
