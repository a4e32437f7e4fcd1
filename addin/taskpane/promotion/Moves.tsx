import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { Moved, MoveOrder } from "../desk/moves.ts";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { ACT_WORDS, actsFor, isAllowed, roleSentence } from "./acts-allowed.ts";
import { MoveForm } from "./MoveForm.tsx";

export interface MovesActs {
  move: (order: MoveOrder) => Promise<Moved[]>;
}

interface MovesProps extends MovesActs {
  me: Me;
  promotions: Promotion[];
  first: PromotionAct | null;
  /** Afterwards the view keeps to these promotions, whatever is selected. */
  done: () => void;
  reload: () => void;
}

/** What this person may do with these promotions: first a button, then a form that says what it will do. */
export function Moves({ me, promotions, first, move, done, reload }: MovesProps) {
  const look = useLook();
  const acts = actsFor(promotions, me.roles);
  const [act, setAct] = useState(first);
  const { phase, run } = useAct<Moved[]>();
  const fitting = act === null ? [] : promotions.filter((each) => isAllowed(act, each, me.roles));
  const confirm = (order: Omit<MoveOrder, "promotions" | "act">) => {
    if (act === null) return;
    void run(async () => {
      const moved = await move({ act, promotions: fitting, ...order });
      setAct(null);
      return moved;
    });
  };
  return (
    <>
      {phase.at === "done" && (
        <Ends moved={phase.value} look={look} again={() => (done(), reload())} />
      )}
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      {act !== null && fitting.length > 0 && (
        <MoveForm
          act={act}
          promotions={fitting}
          leftOut={promotions.length - fitting.length}
          isBusy={phase.at === "running"}
          confirm={confirm}
          back={() => setAct(null)}
        />
      )}
      {act !== null && fitting.length === 0 && (
        <Trouble
          intent="warning"
          text={`${promotions.length === 1 ? `${promotions[0]?.number ?? "It"} is ${statusWords(promotions)}` : `They are ${statusWords(promotions)}`}: you cannot ${act} that now. ${roleSentence(act)}`}
        />
      )}
      {(act === null || fitting.length === 0) && (
        <div className={look.buttons}>
          {acts.map((each) => (
            <Button key={each} onClick={() => setAct(each)}>
              {ACT_WORDS[each]}
            </Button>
          ))}
          {acts.length === 0 && (
            <p className={look.quiet}>
              There is nothing for you to decide here: your roles allow no act on a promotion that
              is {statusWords(promotions)}.
            </p>
          )}
        </div>
      )}
    </>
  );
}

const statusWords = (promotions: readonly Promotion[]): string =>
  [...new Set(promotions.map(({ status }) => status.replaceAll("_", " ").toLowerCase()))].join(
    ", ",
  );

/** How it came out, row by row; screen readers hear it. */
function Ends({
  moved,
  look,
  again,
}: {
  moved: Moved[];
  look: ReturnType<typeof useLook>;
  again: () => void;
}) {
  const done = moved.filter(({ isDone }) => isDone).length;
  return (
    <section className={look.card} aria-label="Outcome">
      <output>
        <strong>
          {done} done
          {done < moved.length && ` · ${moved.length - done} refused`}
        </strong>
      </output>
      <ul className={look.list}>
        {moved.map(({ id, label, isDone, message }) => (
          <li key={id}>
            <span aria-hidden>{isDone ? "✓ " : "✖ "}</span>
            {label}: {message}
          </li>
        ))}
      </ul>
      <div className={look.buttons}>
        <Button size="small" onClick={again}>
          Show them now
        </Button>
      </div>
    </section>
  );
}
