import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import type { Candidate, Claim } from "../../../shared/finance/claim.ts";
import { ExplainedAmount } from "../parts/ExplainedAmount.tsx";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { percentWords, plain } from "../words.ts";

interface CandidatesProps {
  claim: Claim;
  candidates: Candidate[];
  choose: (candidate: Candidate) => Promise<void>;
  review: () => void;
}

/** The promotions this deduction may belong to, best first, each with its reasons in words. */
export function Candidates({ claim, candidates, choose, review }: CandidatesProps) {
  const look = useLook();
  const { phase, run } = useAct<string>();
  const use = (candidate: Candidate) =>
    void run(async () => {
      await choose(candidate);
      return candidate.number;
    });
  return (
    <section className={look.column} aria-labelledby="candidates">
      <h2 className={look.heading} id="candidates">
        Matching promotions
      </h2>
      {candidates.length === 0 && (
        <p className={look.quiet}>
          No promotion of this customer fits by date, amount or reason. If you know it, type its
          number into Promo; if it is not trade, dispute it or write it off.
        </p>
      )}
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      {phase.at === "done" && <Filled number={phase.value} review={review} />}
      <ol className={look.list}>
        {candidates.map((candidate) => (
          <li key={candidate.promotionId}>
            <CandidateCard
              candidate={candidate}
              isUsable={claim.editable && claim.open.isPositive()}
              isBusy={phase.at === "running"}
              use={() => use(candidate)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Filled({ number, review }: { number: string; review: () => void }) {
  const look = useLook();
  return (
    <div className={look.column}>
      <output>
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            Promo, Settle and Dispute of this row are filled from {number}. Publish to keep them.
          </MessageBarBody>
        </MessageBar>
      </output>
      <div className={look.buttons}>
        <Button appearance="primary" onClick={review}>
          Review changes
        </Button>
      </div>
    </div>
  );
}

interface CandidateCardProps {
  candidate: Candidate;
  isUsable: boolean;
  isBusy: boolean;
  use: () => void;
}

function CandidateCard({ candidate, isUsable, isBusy, use }: CandidateCardProps) {
  const look = useLook();
  const { number, name, score, dateStart, dateEnd } = candidate;
  const headingId = `candidate-${candidate.promotionId}`;
  return (
    <section className={look.card} aria-labelledby={headingId}>
      <div className={look.line}>
        <h3 className={look.heading} id={headingId}>
          {number}
        </h3>
        <span className={look.number}>{percentWords(score)} match</span>
      </div>
      <p className={look.quiet}>
        {name} · {plain(candidate.tacticType)} · {candidate.customerName}
      </p>
      {dateStart !== null && (
        <p className={look.quiet}>
          {dateStart} to {dateEnd ?? "open"}
        </p>
      )}
      <Reasons candidate={candidate} />
      <Remaining candidate={candidate} />
      <div className={look.buttons}>
        <Button disabledFocusable={!isUsable || isBusy} onClick={use} aria-describedby={headingId}>
          Use this promotion
        </Button>
      </div>
    </section>
  );
}

function Reasons({ candidate }: { candidate: Candidate }) {
  const look = useLook();
  return (
    <ul aria-label="Why it matches" className={look.bullets}>
      {candidate.reasons.map(({ feature, text, weight }) => (
        <li key={feature}>
          {text} ({weight < 0 ? "−" : "+"}
          {percentWords(Math.abs(weight))})
        </li>
      ))}
    </ul>
  );
}

function Remaining({ candidate }: { candidate: Candidate }) {
  const { number, remainingExpected, remainingAccrual } = candidate;
  return (
    <Facts
      facts={[
        [
          "Still expected",
          <ExplainedAmount
            key="expected"
            name={`Still expected on ${number}`}
            amount={remainingExpected}
            facts={[["Accrued and not used", remainingAccrual.toDisplay()]]}
            rule="Planned spend of the promotion, less what was settled on it so far. The tolerance is a share of this."
          />,
        ],
        ["Accrual left", remainingAccrual.toDisplay()],
      ]}
    />
  );
}
