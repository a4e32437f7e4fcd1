import { Button } from "@fluentui/react-components";
import { useCallback, useState } from "react";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { RowsByTable } from "../desk/compare.ts";
import type { Moved } from "../desk/moves.ts";
import type { HistoryOf } from "../pane.ts";
import type { JournalActs } from "../parts/JournalCard.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import { count } from "../words.ts";
import type { PromotionContents } from "./load-promotion.ts";
import { MoveEnds } from "./MoveEnds.tsx";
import { Moves, type MovesActs } from "./Moves.tsx";
import { PromotionCard } from "./PromotionCard.tsx";
import { PromotionParts } from "./PromotionParts.tsx";

export interface PromotionViewProps extends MovesActs, JournalActs {
  me: Me;
  /** Promotions that were asked for by id; the selected rows otherwise. */
  ids: string[] | null;
  /** The act whose ribbon button was pressed. */
  act: PromotionAct | null;
  load: (ids: string[] | null) => Promise<PromotionContents | null>;
  review: (only: RowsByTable | null) => void;
  showFund: (id: string) => void;
  showHistory: (of: HistoryOf) => void;
}

/** One promotion in full, or several in short, with what this person may do with them. */
export function PromotionView({ ids, load, ...props }: PromotionViewProps) {
  const look = useLook();
  const [wanted, setWanted] = useState(ids);
  const loadWanted = useCallback(() => load(wanted), [load, wanted]);
  const { phase, reload } = useLoad(loadWanted);
  const [act, setAct] = useState(props.act);
  const [moved, setMoved] = useState<Moved[]>([]);
  const showSelected = () => {
    setMoved([]);
    if (wanted === null) reload();
    else setWanted(null);
  };
  /** Afterwards the view keeps to these promotions, whatever is selected, and shows what they are now. */
  const ended = (outcome: Moved[]) => {
    setAct(null);
    setMoved(outcome);
    setWanted(outcome.map(({ id }) => id));
  };
  return (
    <div className={look.column}>
      <div className={look.buttons}>
        <Button size="small" onClick={showSelected}>
          Show selected rows
        </Button>
      </div>
      {moved.length > 0 && <MoveEnds moved={moved} />}
      <Loaded phase={phase} label="Looking at the promotion" retry={reload}>
        {(contents) =>
          contents === null ? (
            <p className={look.quiet}>
              No promotion is selected. Select one or more rows of Promotions or Promo Lines, then
              press Show selected rows. A row that was never published has to be published first.
            </p>
          ) : (
            <Contents
              {...props}
              act={act}
              setAct={setAct}
              contents={contents}
              reload={reload}
              ended={ended}
            />
          )
        }
      </Loaded>
    </div>
  );
}

function Contents({
  contents: { promotions, parts, unpublished },
  reload,
  ended,
  setAct,
  review,
  ...props
}: Omit<PromotionViewProps, "ids" | "load"> & {
  contents: PromotionContents;
  reload: () => void;
  ended: (moved: Moved[]) => void;
  setAct: (act: PromotionAct | null) => void;
}) {
  const [only, ...others] = promotions;
  const facts =
    only !== undefined && others.length === 0 ? (
      <PromotionCard promotion={only} showFund={props.showFund} />
    ) : (
      <Several promotions={promotions} />
    );
  const decision =
    unpublished.length > 0 ? (
      <Unpublished labels={unpublished} review={() => review(null)} />
    ) : (
      <Moves
        me={props.me}
        promotions={promotions}
        act={props.act}
        setAct={setAct}
        move={props.move}
        ended={ended}
      />
    );
  // Whoever pressed an act's button sees first what it does and where to confirm it.
  return (
    <>
      {props.act === null && facts}
      {decision}
      {props.act !== null && facts}
      {only !== undefined && parts !== null && (
        <PromotionParts {...props} promotion={only} parts={parts} changed={reload} />
      )}
    </>
  );
}

function Unpublished({ labels, review }: { labels: string[]; review: () => void }) {
  const look = useLook();
  return (
    <section className={look.card} aria-label="Not published yet">
      <p className={look.quiet}>
        Tradebook does not know yet what you changed here. Publish or discard it first, so that what
        you see is what is decided: {labels.join(", ")}.
      </p>
      <div className={look.buttons}>
        <Button appearance="primary" onClick={review}>
          Review changes
        </Button>
      </div>
    </section>
  );
}

const SHOWN = 100;

function Several({ promotions }: { promotions: Promotion[] }) {
  const look = useLook();
  return (
    <section className={look.card} aria-label="Selected promotions">
      <h2 className={look.heading}>{count(promotions.length, "promotion")}</h2>
      <ul className={look.list}>
        {promotions.slice(0, SHOWN).map(({ id, number, name, plannedSpend }) => (
          <li key={id} className={look.line}>
            <span className={look.wrapping}>
              {number} · {name}
            </span>
            <span className={look.number}>{plannedSpend.toDisplay()}</span>
          </li>
        ))}
      </ul>
      {promotions.length > SHOWN && (
        <p className={look.quiet}>and {promotions.length - SHOWN} more</p>
      )}
    </section>
  );
}
