import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import type { ClaimPreview } from "../../../shared/finance/posting.ts";
import { Money } from "../../../shared/money.ts";
import { labelOf } from "../desk/accept-suggestions.ts";
import { sentenceOfProblem } from "../desk/row-ends.ts";
import { Entries } from "../parts/Entries.tsx";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { AccountTotals } from "./AccountTotals.tsx";

/** One deduction: the journal it would make, its proof that nothing is lost, and who has to agree. */
export function ClaimPreviewCard({ claim }: { claim: ClaimPreview }) {
  const look = useLook();
  return (
    <section className={look.card} aria-label={labelOf(claim)}>
      <h2 className={look.heading}>{labelOf(claim)}</h2>
      {claim.problem === null ? (
        <Journal claim={claim} />
      ) : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            Not ready, and left out: {sentenceOfProblem(claim.problem)}
          </MessageBarBody>
        </MessageBar>
      )}
    </section>
  );
}

function Journal({ claim }: { claim: ClaimPreview }) {
  const look = useLook();
  return (
    <>
      <p className={look.quiet}>
        Posting date {claim.postingDate}, period {claim.period.period}
      </p>
      <Entries entries={claim.entries} />
      <AccountTotals totals={claim.totals} title="Accounts" />
      <TieOut tieOut={claim.tieOut} />
      {claim.approvals.map(({ kind, message }) => (
        <MessageBar key={kind} intent="info" layout="multiline">
          <MessageBarBody>{message}</MessageBarBody>
        </MessageBar>
      ))}
    </>
  );
}

/** Open before, less every part, is open after: shown as a sum so that anyone can check it. */
function TieOut({ tieOut }: { tieOut: ClaimPreview["tieOut"] }) {
  const look = useLook();
  const parts: [string, Money][] = [
    ["Settled", tieOut.settled],
    ["Within tolerance", tieOut.tolerance],
    ["Disputed", tieOut.disputed],
    ["Written off", tieOut.writtenOff],
    ["Not trade", tieOut.nonTrade],
  ];
  const present = parts.filter(([, amount]) => !amount.isZero());
  const left = tieOut.openBefore.minus(Money.sum(present.map(([, amount]) => amount)));
  return (
    <div>
      <Facts
        facts={[
          ["Open now", tieOut.openBefore.toDisplay()],
          ...present.map(([name, amount]): [string, string] => [`− ${name}`, amount.toDisplay()]),
          ["= Open after", tieOut.openAfter.toDisplay()],
        ]}
      />
      <p className={look.quiet}>
        {left.equals(tieOut.openAfter)
          ? "✓ Ties out to the cent."
          : `✖ Does not tie out: the parts leave ${left.toDisplay()}. Do not post; copy Diagnostics.`}
      </p>
    </div>
  );
}
