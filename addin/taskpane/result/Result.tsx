import { Button } from "@fluentui/react-components";
import type { PublishOutcome, SavedOfTable } from "../desk/publish.ts";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { TABLE_WORDS } from "../table-words.ts";
import { count } from "../words.ts";
import { Troubles, type TroublesActs } from "./Troubles.tsx";

interface ResultProps extends TroublesActs {
  outcome: PublishOutcome;
  post: () => void;
  undo: (batchIds: readonly string[]) => Promise<void>;
}

/** What was saved and what needs mending after a publish; how it came out is said above every view. */
export function Result({ outcome, post, undo, ...acts }: ResultProps) {
  const look = useLook();
  const { saved, tables, troubles, stopped } = outcome;
  const hasDeductions = tables.some(({ table }) => table === "deductions");
  return (
    <div className={look.column}>
      {stopped !== null && <Trouble intent="error" text={stopped} />}
      {troubles.length > 0 && <Troubles {...acts} outcome={outcome} />}
      {saved > 0 && <Saved tables={tables} undo={undo} />}
      {hasDeductions && (
        <section className={look.card} aria-label="Next step">
          <p className={look.quiet}>
            Saved rows are drafts. Select the rows you want to settle, then post them.
          </p>
          <div className={look.buttons}>
            <Button appearance={troubles.length === 0 ? "primary" : "secondary"} onClick={post}>
              Post…
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}

/** What was saved, by table, and the way back. */
function Saved({ tables, undo }: Pick<PublishOutcome, "tables"> & Pick<ResultProps, "undo">) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  // A parent that still has children cannot go, so the children are taken back first.
  const batches = tables.map(({ batchId }) => batchId).toReversed();
  return (
    <section className={look.card} aria-label="Saved">
      <Facts facts={tables.map(factOf)} />
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      <div className={look.buttons}>
        <Button
          disabledFocusable={phase.at === "running" || phase.at === "done"}
          onClick={() => void run(() => undo(batches))}
        >
          Undo publish
        </Button>
      </div>
    </section>
  );
}

const factOf = ({ table, saved, deleted }: SavedOfTable): [string, string] => [
  TABLE_WORDS[table].title,
  [
    saved > 0 && `${count(saved, TABLE_WORDS[table].row)} saved`,
    deleted > 0 && `${deleted} deleted`,
  ]
    .filter((part) => part !== false)
    .join(", "),
];
