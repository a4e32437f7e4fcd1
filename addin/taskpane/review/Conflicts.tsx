import { Button } from "@fluentui/react-components";
import { useId } from "react";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { EditedRow, FieldConflict } from "../ports.ts";

const SHOWN = 50;

interface Decision {
  id: string;
  field: string;
  take: "mine" | "theirs";
}

interface ConflictsProps {
  rows: EditedRow[];
  resolve: (decisions: Decision[]) => Promise<void>;
  decided: () => void;
}

/** Cells that the user and somebody else changed: each is decided on its own, or all the same way. */
export function Conflicts({ rows, resolve, decided }: ConflictsProps) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  const decide = (decisions: Decision[]) =>
    void run(async () => {
      await resolve(decisions);
      decided();
    });
  const all = (take: Decision["take"]) =>
    decide(
      rows.flatMap(({ id, conflicts }) => conflicts.map(({ field }) => ({ id, field, take }))),
    );
  const isBusy = phase.at === "running";
  return (
    <section className={look.column} aria-label="Conflict">
      <h3 className={look.heading}>Conflict ({rows.length})</h3>
      <p className={look.quiet}>
        Somebody else changed these cells too. The sheet keeps yours; nothing of these rows is sent
        until you choose.
      </p>
      <div className={look.buttons}>
        <Button disabledFocusable={isBusy} onClick={() => all("mine")}>
          All mine
        </Button>
        <Button disabledFocusable={isBusy} onClick={() => all("theirs")}>
          All theirs
        </Button>
      </div>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <ul className={look.list}>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.id} className={look.card}>
            <strong>{row.label}</strong>
            {row.conflicts.map((conflict) => (
              <Conflict
                key={conflict.field}
                conflict={conflict}
                isBusy={isBusy}
                take={(take) => decide([{ id: row.id, field: conflict.field, take }])}
              />
            ))}
          </li>
        ))}
        {rows.length > SHOWN && <li>and {rows.length - SHOWN} more</li>}
      </ul>
    </section>
  );
}

function Conflict({
  conflict: { header, base, mine, theirs },
  isBusy,
  take,
}: {
  conflict: FieldConflict;
  isBusy: boolean;
  take: (which: Decision["take"]) => void;
}) {
  const look = useLook();
  const id = useId();
  return (
    <div className={look.column}>
      <div id={id}>
        <span>{header}</span>
        <Facts
          facts={[
            ["was", base || "empty"],
            ["yours", mine || "empty"],
            ["theirs", theirs || "empty"],
          ]}
        />
      </div>
      <div className={look.buttons}>
        <Button
          size="small"
          aria-describedby={id}
          disabledFocusable={isBusy}
          onClick={() => take("mine")}
        >
          Keep mine
        </Button>
        <Button
          size="small"
          aria-describedby={id}
          disabledFocusable={isBusy}
          onClick={() => take("theirs")}
        >
          Take theirs
        </Button>
      </div>
    </div>
  );
}
