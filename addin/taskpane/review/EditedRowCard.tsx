import { Button, Checkbox, makeStyles, tokens } from "@fluentui/react-components";
import { useLook } from "../parts/look.ts";
import type { CellProblem, EditedRow, FieldChange } from "../ports.ts";

const useStyles = makeStyles({
  change: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", overflowWrap: "anywhere" },
  before: { color: tokens.colorNeutralForeground2 },
  after: { fontWeight: tokens.fontWeightSemibold },
  problem: { color: tokens.colorPaletteRedForeground1, overflowWrap: "anywhere" },
});

interface EditedRowCardProps {
  row: EditedRow;
  isTicked: boolean;
  tick: (isTicked: boolean) => void;
  show: (place: { id: string; field: string }) => Promise<void>;
}

/** One changed row: its cells, old value to new, and what keeps it back. */
export function EditedRowCard({ row, isTicked, tick, show }: EditedRowCardProps) {
  const look = useLook();
  return (
    <li className={look.card}>
      <div className={look.between}>
        <Checkbox
          label={row.label}
          checked={isTicked}
          onChange={(_event, { checked }) => tick(checked === true)}
        />
        {row.hidden && <span className={look.quiet}>hidden by a filter</span>}
      </div>
      {row.op === "delete" && <span>⌫ will be deleted</span>}
      {row.fields.map((change) => (
        <Change
          key={change.field}
          change={change}
          isNew={row.op === "create"}
          isContested={row.conflicts.some(({ field }) => field === change.field)}
        />
      ))}
      {row.problems.map((problem) => (
        <Problem
          key={problem.field + problem.message}
          problem={problem}
          show={() => void show({ id: row.id, field: problem.field })}
        />
      ))}
    </li>
  );
}

const SOURCE_WORDS: Record<FieldChange["source"], string> = {
  typed: "",
  formula: "from a formula",
  rounded: "from a formula, rounded to four decimals",
};

function Change({
  change,
  isNew,
  isContested,
}: {
  change: FieldChange;
  isNew: boolean;
  isContested: boolean;
}) {
  const styles = useStyles();
  const look = useLook();
  const notes = [SOURCE_WORDS[change.source], isContested ? "somebody else changed it too" : ""];
  return (
    <div className={styles.change}>
      <span>
        {change.header}:{" "}
        {!isNew && (
          <>
            <span className={styles.before}>{change.before || "empty"}</span>
            <span aria-hidden> → </span>
            <span className={look.unseen}> becomes </span>
          </>
        )}
        <span className={styles.after}>{change.after || "empty"}</span>
      </span>
      {notes
        .filter((note) => note !== "")
        .map((note) => (
          <span key={note} className={look.quiet}>
            {note}
          </span>
        ))}
    </div>
  );
}

function Problem({ problem, show }: { problem: CellProblem; show: () => void }) {
  const styles = useStyles();
  const look = useLook();
  return (
    <div className={look.between}>
      <span className={styles.problem}>
        ⚠ {problem.header}: {problem.message}
      </span>
      <Button size="small" onClick={show} aria-label={`Go to cell ${problem.header}`}>
        Go to cell
      </Button>
    </div>
  );
}
