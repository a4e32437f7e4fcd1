import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Money } from "../../../shared/money.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { labelOfPromotion } from "../desk/moves.ts";
import { ExplainedAmount } from "../parts/ExplainedAmount.tsx";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { ACCRUAL_WORDS, FUND_STATUS_WORDS, METHOD_WORDS, plain, unitWords } from "../words.ts";

interface PromotionCardProps {
  promotion: Promotion;
  showFund: (id: string) => void;
}

/** What a promotion is and where its money stands; every amount opens where it comes from. */
export function PromotionCard({ promotion, showFund }: PromotionCardProps) {
  const look = useLook();
  const { fundId, fundNumber, fundName } = promotion;
  return (
    <section className={look.card} aria-label={labelOfPromotion(promotion)}>
      <h2 className={look.heading}>{labelOfPromotion(promotion)}</h2>
      <p className={look.quiet}>
        {plain(promotion.status)} · {promotion.tacticName} · {promotion.customerName}
      </p>
      {promotion.lastWords !== null && <p>“{promotion.lastWords}”</p>}
      {promotion.accrualStatus === "FAILED" && (
        <Trouble
          intent="error"
          text={`The ERP refused its accrual, so it does not go live: ${promotion.accrualMessage ?? "no reason given"}`}
        />
      )}
      <Facts facts={[...moneyOf(promotion), ...termsOf(promotion)]} />
      {fundId !== null && (
        <div className={look.buttons}>
          <Button size="small" onClick={() => showFund(fundId)}>
            Fund {fundNumber} {fundName}
          </Button>
        </div>
      )}
    </section>
  );
}

function moneyOf(promotion: Promotion): [string, ReactNode][] {
  const { plannedSpend, fixedCost, accrued, settled, plannedMargin, spendPerUnit } = promotion;
  const left = promotion.accrualStatus === "RELEASED" ? Money.zero : accrued.minus(settled);
  return [
    [
      "Planned spend",
      <ExplainedAmount
        key="planned"
        name="Planned spend"
        amount={plannedSpend}
        facts={[
          ["Lines", plannedSpend.minus(fixedCost).toDisplay()],
          ["+ Fixed cost", fixedCost.toDisplay()],
          ["= Planned spend", plannedSpend.toDisplay()],
        ]}
        rule="Each line is its discount per unit times base and uplift units, in cents."
      />,
    ],
    ["Planned units", unitWords(promotion.plannedUnits)],
    ["Spend per unit", spendPerUnit?.toDisplay() ?? null],
    ["Planned margin", plannedMargin.toDisplay()],
    ["Shipped units", unitWords(promotion.shippedUnits)],
    ["Accrual", ACCRUAL_WORDS[promotion.accrualStatus]],
    ["Accrued", accrued.toDisplay()],
    ["Settled", settled.toDisplay()],
    [
      "Accrual left",
      <ExplainedAmount
        key="left"
        name="Accrual left"
        amount={left}
        facts={[
          ["Accrued", accrued.toDisplay()],
          ["− Settled", settled.toDisplay()],
          ["− Released", accrued.minus(settled).minus(left).toDisplay()],
          ["= Left", left.toDisplay()],
        ]}
        rule="What was accrued and neither settled nor released. Closing the promotion releases it."
      />,
    ],
    [
      "Fund",
      promotion.fundNumber === null
        ? "none"
        : `${FUND_STATUS_WORDS[promotion.fundStatus]}, ${promotion.fundAvailable?.toDisplay() ?? "nothing"} left in ${promotion.fundNumber}`,
    ],
  ];
}

/** A day does not break at its hyphens. */
function span(from: string | null, to: string | null): ReactNode {
  if (from === null) return null;
  return (
    <>
      <DayText day={from} /> to <DayText day={to ?? "open"} />
    </>
  );
}

function DayText({ day }: { day: string }) {
  const look = useLook();
  return <span className={look.number}>{day}</span>;
}

const termsOf = (promotion: Promotion): [string, ReactNode][] => [
  ["Sell-in", span(promotion.sellInStart, promotion.sellInEnd)],
  ["Scan", span(promotion.scanStart, promotion.scanEnd)],
  ["Accrues", METHOD_WORDS[promotion.accrualMethod]],
  ["Uplift", promotion.forecastUpliftPct === null ? null : `${promotion.forecastUpliftPct} %`],
  ["Bill through", promotion.billThroughErpId],
  ["Owner", promotion.ownerName],
  ["Created by", promotion.createdByName],
  ["Note", promotion.note],
];
