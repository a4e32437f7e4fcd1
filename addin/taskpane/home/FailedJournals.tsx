import { Button } from "@fluentui/react-components";
import type { Journal } from "../../../shared/finance/journal.ts";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";

const SHOWN = 10;

interface FailedJournalsProps {
  journals: Journal[];
  showClaim: (claimId: string) => Promise<void>;
}

/** Postings that the ERP refused, with its words: they stay here until somebody mends them. */
export function FailedJournals({ journals, showClaim }: FailedJournalsProps) {
  const look = useLook();
  if (journals.length === 0) return null;
  return (
    <ul className={look.list} aria-label="Postings the ERP refused">
      {journals.slice(0, SHOWN).map((journal) => (
        <FailedJournal key={journal.id} journal={journal} showClaim={showClaim} />
      ))}
      {journals.length > SHOWN && (
        <li className={look.quiet}>and {journals.length - SHOWN} more refused postings</li>
      )}
    </ul>
  );
}

function FailedJournal({
  journal,
  showClaim,
}: {
  journal: Journal;
  showClaim: FailedJournalsProps["showClaim"];
}) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  const { claimId, claimNumber, failure } = journal;
  return (
    <li className={look.card}>
      <strong>{claimNumber ?? journal.reference}: the ERP refused the posting</strong>
      <span className={look.quiet}>
        {failure === null ? "It gave no reason." : `${failure.message} (ERP: ${failure.code})`}
      </span>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      {claimId !== null && (
        <div className={look.buttons}>
          <Button size="small" onClick={() => void run(() => showClaim(claimId))}>
            Show {claimNumber ?? "the deduction"}
          </Button>
        </div>
      )}
    </li>
  );
}
