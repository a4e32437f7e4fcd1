import { Button } from "@fluentui/react-components";
import { useCallback, useState } from "react";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { RowsByTable } from "../desk/compare.ts";
import type { HistoryOf } from "../pane.ts";
import type { JournalActs } from "../parts/JournalCard.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import { count } from "../words.ts";
import type { PromotionContents } from "./load-promotion.ts";
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
  const showSelected = () => {
    if (wanted === null) reload();
    else setWanted(null);
  };
  return (
    <div className={look.column}>
      <div className={look.buttons}>
        <Button size="small" onClick={showSelected}>
          Show selected rows
        </Button>
      </div>
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
              contents={contents}
              reload={reload}
              stay={() => setWanted(contents.promotions.map(({ id }) => id))}
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
  stay,
  review,
  ...props
}: Omit<PromotionViewProps, "ids" | "load"> & {
  contents: PromotionContents;
  reload: () => void;
  stay: () => void;
}) {
  const look = useLook();
  const [only, ...others] = promotions;
  return (
    <>
      {only !== undefined && others.length === 0 ? (
        <PromotionCard promotion={only} showFund={props.showFund} />
      ) : (
        <Several promotions={promotions} />
      )}
      {unpublished.length > 0 ? (
        <section className={look.card} aria-label="Not published yet">
          <p className={look.quiet}>
            Tradebook does not know yet what you changed here. Publish or discard it first, so that
            what you see is what is decided: {unpublished.join(", ")}.
          </p>
          <div className={look.buttons}>
            <Button appearance="primary" onClick={() => review(null)}>
              Review changes
            </Button>
          </div>
        </section>
      ) : (
        <Moves
          me={props.me}
          promotions={promotions}
          first={props.act}
          move={props.move}
          done={stay}
          reload={reload}
        />
      )}
      {only !== undefined && parts !== null && (
        <PromotionParts {...props} promotion={only} parts={parts} changed={reload} />
      )}
    </>
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
