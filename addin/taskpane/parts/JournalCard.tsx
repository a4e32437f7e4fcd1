import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Journal } from "../../../shared/finance/journal.ts";
import { JOURNAL_WORDS } from "../words.ts";
import { Entries } from "./Entries.tsx";
import { Facts } from "./Facts.tsx";
import { useLook } from "./look.ts";
import { useAct } from "./phase.ts";
import { RedateForm } from "./RedateForm.tsx";
import { Trouble } from "./Trouble.tsx";

/** What can be done with a journal that the ERP refused. */
export interface JournalActs {
  retryJournal: (journal: Journal) => Promise<void>;
  redate: (journal: Journal, to: { postingDate: string; reason: string }) => Promise<void>;
}

/** A journal with its rows, its state in the ERP, and the ERP's own words when it refused. */
export function JournalCard({
  journal,
  changed,
  ...acts
}: JournalActs & { journal: Journal; changed: () => void }) {
  const look = useLook();
  return (
    <section className={look.card} aria-labelledby={`journal-${journal.id}`}>
      <h2 className={look.heading} id={`journal-${journal.id}`}>
        Journal {journal.reference}
      </h2>
      <Facts
        facts={[
          ["State", JOURNAL_WORDS[journal.status]],
          ["ERP document", journal.erpDocument],
          ["Posting date", journal.postingDate],
          ["Accounting period", journal.accountingPeriod],
          ["Performance period", journal.performancePeriod],
          ["Posted by", journal.createdBy],
          ["Attempts", String(journal.attempts)],
        ]}
      />
      <Entries entries={journal.entries} />
      {journal.status === "FAILED" && <Failure {...acts} journal={journal} changed={changed} />}
    </section>
  );
}

function Failure({
  journal,
  changed,
  retryJournal,
  redate,
}: JournalActs & { journal: Journal; changed: () => void }) {
  const look = useLook();
  const [isRedating, setIsRedating] = useState(false);
  const { phase, run } = useAct<void>();
  const { failure } = journal;
  return (
    <>
      <Trouble
        intent="error"
        text={
          failure === null
            ? "The ERP refused it without a reason."
            : `The ERP refused it: ${failure.message} (${failure.code}). Retry when the cause is gone, or ask for another posting date.`
        }
      />
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      <div className={look.buttons}>
        <Button
          disabledFocusable={phase.at === "running"}
          onClick={() =>
            void run(async () => {
              await retryJournal(journal);
              changed();
            })
          }
        >
          Retry
        </Button>
        <Button aria-expanded={isRedating} onClick={() => setIsRedating(!isRedating)}>
          Re-date…
        </Button>
      </div>
      {isRedating && <RedateForm redate={(to) => redate(journal, to)} />}
    </>
  );
}
