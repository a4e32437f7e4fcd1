import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Journal } from "../../../shared/finance/journal.ts";
import type { JournalActs } from "../parts/JournalCard.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { RedateForm } from "../parts/RedateForm.tsx";
import { Trouble } from "../parts/Trouble.tsx";

const SHOWN = 10;

interface FailedJournalsProps extends JournalActs {
  journals: Journal[];
  showClaim: (claimId: string) => Promise<void>;
  showPromotion: (id: string) => Promise<void>;
  changed: () => void;
}

/** Postings that the ERP refused, with its words: they stay here until somebody mends them. */
export function FailedJournals({ journals, ...acts }: FailedJournalsProps) {
  const look = useLook();
  if (journals.length === 0) return null;
  return (
    <ul className={look.list} aria-label="Postings the ERP refused">
      {journals.slice(0, SHOWN).map((journal) => (
        <FailedJournal {...acts} key={journal.id} journal={journal} />
      ))}
      {journals.length > SHOWN && (
        <li className={look.quiet}>and {journals.length - SHOWN} more refused postings</li>
      )}
    </ul>
  );
}

type FailedJournalProps = Omit<FailedJournalsProps, "journals"> & { journal: Journal };

function FailedJournal({ journal, ...acts }: FailedJournalProps) {
  const look = useLook();
  const { failure } = journal;
  return (
    <li className={look.card}>
      <strong>{nameOf(journal)}</strong>
      <span className={look.quiet}>
        {failure === null ? "It gave no reason." : `${failure.message} (ERP: ${failure.code})`}
      </span>
      <Mending {...acts} journal={journal} />
    </li>
  );
}

/** A settlement is mended beside its deduction; an accrual has no row of its own and is mended here. */
function Mending({
  journal,
  showClaim,
  showPromotion,
  retryJournal,
  redate,
  changed,
}: FailedJournalProps) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  const [isRedating, setIsRedating] = useState(false);
  const { claimId, promotionId } = journal;
  return (
    <>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      <div className={look.buttons}>
        {claimId !== null && (
          <Button size="small" onClick={() => void run(() => showClaim(claimId))}>
            Show {journal.claimNumber ?? "the deduction"}
          </Button>
        )}
        {claimId === null && promotionId !== null && (
          <Button size="small" onClick={() => void run(() => showPromotion(promotionId))}>
            Show the promotion
          </Button>
        )}
        {claimId === null && (
          <AccrualButtons
            isBusy={phase.at === "running"}
            isRedating={isRedating}
            setIsRedating={setIsRedating}
            retry={() =>
              void run(async () => {
                await retryJournal(journal);
                changed();
              })
            }
          />
        )}
      </div>
      {isRedating && <RedateForm redate={(to) => redate(journal, to)} />}
    </>
  );
}

function AccrualButtons({
  isBusy,
  isRedating,
  setIsRedating,
  retry,
}: {
  isBusy: boolean;
  isRedating: boolean;
  setIsRedating: (isRedating: boolean) => void;
  retry: () => void;
}) {
  return (
    <>
      <Button size="small" disabledFocusable={isBusy} onClick={retry}>
        Retry
      </Button>
      <Button size="small" aria-expanded={isRedating} onClick={() => setIsRedating(!isRedating)}>
        Re-date…
      </Button>
    </>
  );
}

const nameOf = ({ kind, claimNumber, reference, entries }: Journal): string => {
  const promotion = entries.find(({ promotionNumber }) => promotionNumber !== null);
  const what = claimNumber ?? promotion?.promotionNumber ?? reference;
  return kind === "SETTLEMENT" || claimNumber !== null
    ? `${what}: the ERP refused the posting`
    : `${what}: the ERP refused the accrual of ${reference}`;
};
