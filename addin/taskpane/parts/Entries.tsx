import { makeStyles, tokens } from "@fluentui/react-components";
import type { JournalEntry } from "../../../shared/finance/journal.ts";
import { TAG_WORDS } from "../words.ts";
import { useLook } from "./look.ts";

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: "none" },
  entry: {
    paddingBlock: tokens.spacingVerticalXS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The rows of a journal, each a pair: what is debited and what is credited, and why. */
export function Entries({ entries }: { entries: JournalEntry[] }) {
  const styles = useStyles();
  const look = useLook();
  return (
    <ol className={styles.list} aria-label="Journal rows">
      {entries.map((entry) => (
        <li key={entry.n} className={styles.entry}>
          <div className={look.line}>
            <strong>{TAG_WORDS[entry.tag]}</strong>
            <span className={look.number}>{entry.amount.toDisplay()}</span>
          </div>
          <div className={look.quiet}>
            Debit {entry.debitAccount} {entry.debitAccountName}
          </div>
          <div className={look.quiet}>
            Credit {entry.creditAccount} {entry.creditAccountName}
          </div>
          {entry.promotionNumber !== null && (
            <div className={look.quiet}>Promotion {entry.promotionNumber}</div>
          )}
        </li>
      ))}
    </ol>
  );
}
