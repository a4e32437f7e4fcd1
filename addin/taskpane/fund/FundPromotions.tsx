import { Button } from "@fluentui/react-components";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { useLook } from "../parts/look.ts";
import { FUND_STATUS_WORDS, plain } from "../words.ts";

const SHOWN = 50;

/** The promotions that a fund pays for, and how much of it each holds. */
export function FundPromotions({
  promotions,
  showPromotion,
}: {
  promotions: Promotion[];
  showPromotion: (id: string) => Promise<void>;
}) {
  const look = useLook();
  return (
    <section className={look.column} aria-labelledby="fund-promotions">
      <h2 className={look.heading} id="fund-promotions">
        Promotions ({promotions.length})
      </h2>
      {promotions.length === 0 && <p className={look.quiet}>No promotion uses it yet.</p>}
      <ul className={look.list}>
        {promotions.slice(0, SHOWN).map((promotion) => (
          <li key={promotion.id} className={look.card}>
            <div className={look.line}>
              <strong className={look.wrapping}>
                {promotion.number} · {promotion.name}
              </strong>
              <span className={look.number}>{promotion.plannedSpend.toDisplay()}</span>
            </div>
            <span className={look.quiet}>
              {plain(promotion.status)} · {FUND_STATUS_WORDS[promotion.fundStatus]}
            </span>
            <div className={look.buttons}>
              <Button
                size="small"
                aria-label={`Open ${promotion.number}`}
                onClick={() => void showPromotion(promotion.id)}
              >
                Open
              </Button>
            </div>
          </li>
        ))}
        {promotions.length > SHOWN && <li>and {promotions.length - SHOWN} more</li>}
      </ul>
    </section>
  );
}
