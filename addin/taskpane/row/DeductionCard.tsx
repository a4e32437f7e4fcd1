import type { ReactNode } from "react";
import type { Claim } from "../../../shared/finance/claim.ts";
import { labelOf } from "../desk/accept-suggestions.ts";
import { ExplainedAmount } from "../parts/ExplainedAmount.tsx";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { plain } from "../words.ts";

/** The ERP's facts of a deduction, as text exactly as it came, and where each amount comes from. */
export function DeductionCard({ claim }: { claim: Claim }) {
  const look = useLook();
  return (
    <section className={look.card} aria-label={labelOf(claim)}>
      <h2 className={look.heading}>{labelOf(claim)}</h2>
      <p className={look.quiet}>
        {plain(claim.status)} · customer {claim.customerErpId}
      </p>
      <Facts
        facts={[
          ["Amount", <Amount key="amount" claim={claim} />],
          ["Open", <Open key="open" claim={claim} />],
          ["Reason in the ERP", claim.reasonCodeErp],
          ["Reason", claim.reason === null ? null : plain(claim.reason)],
          ["Invoice", claim.invoiceNumber],
          ["Check or EFT", claim.checkNumber],
          ["Posted", claim.postingDate],
          ["Proof", plain(claim.backupStatus)],
          ["Dispute until", claim.disputeDeadline],
          ["ERP reference", claim.erpRef],
          ["ERP document", claim.erpDocument],
          ...inputsOf(claim),
          ["Note", claim.note],
          ["Assigned to", claim.assignedTo],
        ]}
      />
    </section>
  );
}

const inputsOf = (claim: Claim): [string, ReactNode][] => [
  ["Promo (draft)", claim.promotionNumber],
  ["Settle (draft)", claim.settle?.toDisplay() ?? null],
  ["Dispute (draft)", claim.dispute?.toDisplay() ?? null],
  ["Write-off (draft)", claim.writeOff?.toDisplay() ?? null],
];

function Amount({ claim }: { claim: Claim }) {
  return (
    <ExplainedAmount
      name="Amount"
      amount={claim.amount}
      facts={[
        ["ERP reference", claim.erpRef],
        ["Invoice", claim.invoiceNumber],
        ["Check or EFT", claim.checkNumber],
        ["Posted", claim.postingDate],
      ]}
      rule="What the retailer took, as the ERP recorded it."
    />
  );
}

function Open({ claim }: { claim: Claim }) {
  return (
    <ExplainedAmount
      name="Open"
      amount={claim.open}
      facts={[
        ["Amount", claim.amount.toDisplay()],
        ["− Settled", claim.settled.toDisplay()],
        ["− Disputed", claim.disputed.toDisplay()],
        ["− Written off", claim.writtenOff.toDisplay()],
        ["− Not trade", claim.nonTrade.toDisplay()],
        ["= Open", claim.open.toDisplay()],
      ]}
      rule="Posted parts reduce what is open; drafts do not."
    />
  );
}
