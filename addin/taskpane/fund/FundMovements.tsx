import type { FundMovement } from "../../../shared/planning/fund.ts";
import { useLook } from "../parts/look.ts";
import { MOVEMENT_WORDS } from "../words.ts";

const SHOWN = 50;

/** What was moved into and out of a fund beside its budget, newest first. */
export function FundMovements({ movements }: { movements: FundMovement[] }) {
  const look = useLook();
  return (
    <section className={look.column} aria-labelledby="movements">
      <h2 className={look.heading} id="movements">
        Movements
      </h2>
      {movements.length === 0 && (
        <p className={look.quiet}>Nothing was moved: it has its budget and what promotions use.</p>
      )}
      <ul className={look.list}>
        {movements.slice(0, SHOWN).map((movement) => (
          <li key={movement.id} className={look.card}>
            <div className={look.line}>
              <strong>
                {MOVEMENT_WORDS[movement.kind]}
                {movement.otherFundNumber !== null && ` · ${movement.otherFundNumber}`}
              </strong>
              <span className={look.number}>{movement.amount.toDisplay()}</span>
            </div>
            <span className={look.quiet}>
              {movement.postingDate}
              {movement.by !== null && ` · ${movement.by}`}
            </span>
            {movement.reason !== null && <span>“{movement.reason}”</span>}
          </li>
        ))}
        {movements.length > SHOWN && <li>and {movements.length - SHOWN} more</li>}
      </ul>
    </section>
  );
}
