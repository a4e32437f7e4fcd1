import { Button } from "@fluentui/react-components";
import { useCallback, useState } from "react";
import type { Previewing } from "../desk/post.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import { type PostingActs, PostingForm } from "./PostingForm.tsx";

interface SettlePreviewProps extends PostingActs {
  preview: (postingDate: string | undefined) => Promise<Previewing>;
  review: () => void;
}

/** What posting the selected deductions would do, before it is done. */
export function SettlePreview({ preview, review, ...acts }: SettlePreviewProps) {
  const [postingDate, setPostingDate] = useState<string>();
  const load = useCallback(() => preview(postingDate), [preview, postingDate]);
  const { phase, reload } = useLoad(load);
  return (
    <Loaded phase={phase} label="Asking what would be posted" retry={reload}>
      {(previewing) => {
        switch (previewing.kind) {
          case "nothingSelected":
            return <NothingSelected reload={reload} />;
          case "unpublished":
            return <Unpublished labels={previewing.labels} review={review} />;
          case "previewed":
            return (
              <PostingForm {...acts} preview={previewing.preview} changeDate={setPostingDate} />
            );
        }
      }}
    </Loaded>
  );
}

function NothingSelected({ reload }: { reload: () => void }) {
  const look = useLook();
  return (
    <div className={look.column}>
      <p className={look.quiet}>
        No deduction is selected. Select one or more rows of the Deductions table, then look again.
      </p>
      <div className={look.buttons}>
        <Button appearance="primary" onClick={reload}>
          Look again
        </Button>
      </div>
    </div>
  );
}

function Unpublished({ labels, review }: { labels: string[]; review: () => void }) {
  const look = useLook();
  return (
    <div className={look.column}>
      <p className={look.quiet}>
        These selected rows hold changes that Tradebook does not know yet. Publish or discard them
        first, so that what you see is what is posted.
      </p>
      <ul className={look.bullets}>
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
      <div className={look.buttons}>
        <Button appearance="primary" onClick={review}>
          Review changes
        </Button>
      </div>
    </div>
  );
}
