import { Button } from "@fluentui/react-components";
import { useId } from "react";
import type { Publish } from "../../../shared/batch.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useAct, useLoad } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { TableName } from "../ports.ts";
import { TABLE_WORDS } from "../table-words.ts";
import { count, momentWords } from "../words.ts";

export interface PublishesActs {
  publishes: () => Promise<Publish[]>;
  undo: (batchIds: readonly string[]) => Promise<void>;
}

const TABLES: Record<Publish["entity"], TableName> = {
  claims: "deductions",
  promotions: "promotions",
  "promotion-lines": "promoLines",
  funds: "funds",
};

/** What I published, newest first; a publish is taken back here while nothing it changed has changed again. */
export function Publishes({ publishes, undo }: PublishesActs) {
  const look = useLook();
  const { phase, reload } = useLoad(publishes);
  return (
    <section className={look.column} aria-labelledby="publishes">
      <h2 className={look.heading} id="publishes">
        My publishes
      </h2>
      <Loaded phase={phase} label="Reading your publishes" retry={reload}>
        {(found) =>
          found.length === 0 ? (
            <p className={look.quiet}>You have published nothing yet.</p>
          ) : (
            <ul className={look.list}>
              {found.map((publish) => (
                <PublishCard key={publish.batchId} publish={publish} undo={undo} undone={reload} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function PublishCard({
  publish,
  undo,
  undone,
}: {
  publish: Publish;
  undo: PublishesActs["undo"];
  undone: () => void;
}) {
  const look = useLook();
  const id = useId();
  const { phase, run } = useAct<void>();
  const { batchId, entity, saved, refused, message, createdAt, undoes, whyNot } = publish;
  const takeBack = () =>
    void run(async () => {
      await undo([batchId]);
      undone();
    });
  return (
    <li className={look.card}>
      <strong id={id}>
        {undoes !== null && "Taken back: "}
        {count(saved, TABLE_WORDS[TABLES[entity]].row)}
        {refused > 0 && `, ${refused} refused`}
      </strong>
      <span className={look.quiet}>{momentWords(createdAt)}</span>
      {message !== null && <span>“{message}”</span>}
      {whyNot !== null && <span className={look.quiet}>{whyNot}</span>}
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      {whyNot === null && saved > 0 && (
        <div className={look.buttons}>
          <Button
            size="small"
            aria-describedby={id}
            disabledFocusable={phase.at === "running"}
            onClick={takeBack}
          >
            Undo publish
          </Button>
        </div>
      )}
    </li>
  );
}
