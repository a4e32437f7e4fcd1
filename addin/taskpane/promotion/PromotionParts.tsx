import { Button } from "@fluentui/react-components";
import type { PromotionLine } from "../../../shared/planning/line.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { labelOfPromotion } from "../desk/moves.ts";
import type { HistoryOf } from "../pane.ts";
import { ChangesList } from "../parts/ChangesList.tsx";
import { ExplainedAmount } from "../parts/ExplainedAmount.tsx";
import { Facts } from "../parts/Facts.tsx";
import { type JournalActs, JournalCard } from "../parts/JournalCard.tsx";
import { useLook } from "../parts/look.ts";
import { unitWords } from "../words.ts";
import type { PromotionParts as Parts } from "./load-promotion.ts";

interface PromotionPartsProps extends JournalActs {
  promotion: Promotion;
  parts: Parts;
  changed: () => void;
  showHistory: (of: HistoryOf) => void;
}

/** What belongs to a promotion: its difference since approval, its lines, and what was booked for it. */
export function PromotionParts({
  promotion,
  parts: { lines, journals, changes },
  changed,
  showHistory,
  retryJournal,
  redate,
}: PromotionPartsProps) {
  const look = useLook();
  return (
    <>
      {changes !== null && changes.since !== null && (
        <section className={look.card} aria-labelledby="difference">
          <h2 className={look.heading} id="difference">
            Difference since then
          </h2>
          <ChangesList changes={changes} />
        </section>
      )}
      <Lines lines={lines} />
      {(journals ?? []).map((journal) => (
        <JournalCard
          key={journal.id}
          journal={journal}
          changed={changed}
          retryJournal={retryJournal}
          redate={redate}
        />
      ))}
      <div className={look.buttons}>
        <Button
          onClick={() =>
            showHistory({
              table: "promotions",
              id: promotion.id,
              label: labelOfPromotion(promotion),
            })
          }
        >
          History
        </Button>
      </div>
    </>
  );
}

const SHOWN = 50;

function Lines({ lines }: { lines: PromotionLine[] }) {
  const look = useLook();
  return (
    <section className={look.column} aria-labelledby="lines">
      <h2 className={look.heading} id="lines">
        Lines ({lines.length})
      </h2>
      {lines.length === 0 && (
        <p className={look.quiet}>No line yet. Add rows below the table Promo Lines and publish.</p>
      )}
      <ul className={look.list}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.id} className={look.card}>
            <strong>
              {line.sku} {line.productName}
            </strong>
            <Facts
              facts={[
                ["Line spend", <LineSpend key="spend" line={line} />],
                ["Margin per unit", line.marginPerUnit.toDisplay()],
                ["Landed cost per unit", line.landedCost.toDisplay()],
                ["Forecast margin", line.forecastMargin.toDisplay()],
              ]}
            />
          </li>
        ))}
        {lines.length > SHOWN && <li>and {lines.length - SHOWN} more</li>}
      </ul>
    </section>
  );
}

function LineSpend({ line }: { line: PromotionLine }) {
  return (
    <ExplainedAmount
      name={`Line spend of ${line.sku}`}
      amount={line.lineSpend}
      facts={[
        ["Discount per unit", line.discountPerUnit.toString()],
        ["× Base units", unitWords(line.forecastedBaseUnits)],
        ["and uplift units", unitWords(line.forecastedUpliftUnits)],
        ["= Line spend", line.lineSpend.toDisplay()],
      ]}
      rule="Discount per unit times all units, rounded to the cent once."
    />
  );
}
