import { Button, Switch } from "@fluentui/react-components";
import { useCallback, useEffect, useState } from "react";
import type { Candidate, Claim } from "../../../shared/finance/claim.ts";
import { type JournalActs, JournalCard } from "../parts/JournalCard.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import { count } from "../words.ts";
import { Candidates } from "./Candidates.tsx";
import { DeductionCard } from "./DeductionCard.tsx";
import type { RowContents } from "./load-row.ts";

export interface RowProps extends JournalActs {
  /** A deduction that was asked for by name; the selected row otherwise. */
  named: string | null;
  load: (claimId: string | null) => Promise<RowContents | null>;
  onSelected: (listener: () => void) => Promise<() => void>;
  choosePromotion: (claim: Claim, candidate: Candidate) => Promise<void>;
  review: () => void;
}

/** One deduction: what it is, which promotion it belongs to and why, and what became of its journal. */
export function Row({ named, load, onSelected, ...acts }: RowProps) {
  const look = useLook();
  const [claimId, setClaimId] = useState(named);
  const loadWanted = useCallback(() => load(claimId), [load, claimId]);
  const { phase, reload } = useLoad(loadWanted);
  const showSelected = useCallback(() => {
    if (claimId === null) reload();
    else setClaimId(null);
  }, [claimId, reload]);
  const [isFollowing, setIsFollowing] = useState(false);
  useSelection({ isFollowing, onSelected, showSelected });
  return (
    <div className={look.column}>
      <div className={look.between}>
        <Switch
          label="Follow the selection"
          checked={isFollowing}
          onChange={(_event, { checked }) => setIsFollowing(checked)}
        />
        <Button size="small" onClick={showSelected}>
          Show selected row
        </Button>
      </div>
      <Loaded phase={phase} label="Looking at the deduction and its candidates" retry={reload}>
        {(contents) => <Contents {...acts} contents={contents} reload={reload} />}
      </Loaded>
    </div>
  );
}

/** The view jumps to another row only when the user asked for that: otherwise a half-read card would vanish. */
function useSelection({
  isFollowing,
  onSelected,
  showSelected,
}: {
  isFollowing: boolean;
  onSelected: RowProps["onSelected"];
  showSelected: () => void;
}) {
  useEffect(() => {
    if (!isFollowing) return undefined;
    const listening = onSelected(showSelected);
    return () => void listening.then((stop) => stop());
  }, [isFollowing, onSelected, showSelected]);
}

function Contents({
  contents,
  reload,
  choosePromotion,
  review,
  ...journalActs
}: Omit<RowProps, "named" | "load" | "onSelected"> & {
  contents: RowContents | null;
  reload: () => void;
}) {
  const look = useLook();
  if (contents === null)
    return (
      <p className={look.quiet}>
        No deduction is selected. Select a row of the Deductions table, then press Show selected
        row.
      </p>
    );
  const { claim, candidates, journal, others } = contents;
  return (
    <>
      {others > 0 && (
        <p className={look.quiet}>
          The first of the selected rows; {count(others, "other")} not shown.
        </p>
      )}
      <DeductionCard claim={claim} />
      {journal !== null && <JournalCard {...journalActs} journal={journal} changed={reload} />}
      <Candidates
        claim={claim}
        candidates={candidates}
        choose={(candidate) => choosePromotion(claim, candidate)}
        review={review}
      />
    </>
  );
}
