import { Button } from "@fluentui/react-components";
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
  /** The act whose form is open. */
  act: PromotionAct | null;
  setAct: (act: PromotionAct | null) => void;
  ended: (moved: Moved[]) => void;
}

/** What this person may do with these promotions: first a button, then a form that says what it will do. */
export function Moves({ me, promotions, act, setAct, move, ended }: MovesProps) {
  const { phase, run } = useAct<void>();
  const fitting = act === null ? [] : promotions.filter((each) => isAllowed(act, each, me.roles));
  if (act === null || fitting.length === 0)
    return (
      <>
        {act !== null && <Trouble intent="warning" text={refusalOf(act, promotions)} />}
        <ActButtons acts={actsFor(promotions, me.roles)} promotions={promotions} choose={setAct} />
      </>
    );
  const confirm = (order: Omit<MoveOrder, "promotions" | "act">) =>
    void run(async () => ended(await move({ act, promotions: fitting, ...order })));
  return (
    <>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <MoveForm
        act={act}
        promotions={fitting}
        leftOut={promotions.length - fitting.length}
        isBusy={phase.at === "running"}
        confirm={confirm}
        back={() => setAct(null)}
      />
    </>
  );
}

function ActButtons({
  acts,
  promotions,
  choose,
}: {
  acts: PromotionAct[];
  promotions: Promotion[];
  choose: (act: PromotionAct) => void;
}) {
  const look = useLook();
  if (acts.length === 0)
    return (
      <p className={look.quiet}>
        There is nothing for you to decide here: your roles allow no act on a promotion that is{" "}
        {statusWords(promotions)}.
      </p>
    );
  return (
    <div className={look.buttons}>
      {acts.map((each) => (
        <Button key={each} onClick={() => choose(each)}>
          {ACT_WORDS[each]}
        </Button>
      ))}
    </div>
  );
}

function refusalOf(act: PromotionAct, promotions: readonly Promotion[]): string {
  const [only, ...others] = promotions;
  const what =
    only !== undefined && others.length === 0
      ? `${only.number} is ${statusWords(promotions)}: you cannot ${act} it now.`
      : `They are ${statusWords(promotions)}: you cannot ${act} them now.`;
  return `${what} ${roleSentence(act)}`;
}

const statusWords = (promotions: readonly Promotion[]): string =>
  [...new Set(promotions.map(({ status }) => status.replaceAll("_", " ").toLowerCase()))].join(
    ", ",
  );
