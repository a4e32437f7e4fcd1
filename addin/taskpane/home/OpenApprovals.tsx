import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Approval } from "../../../shared/finance/journal.ts";
import type { PromotionChanges } from "../../../shared/planning/moves.ts";
import { ChangesList } from "../parts/ChangesList.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { ReasonField, SHORTEST_REASON } from "../parts/ReasonField.tsx";
import { Trouble } from "../parts/Trouble.tsx";
import { momentWords } from "../words.ts";

interface OpenApprovalsProps {
  approvals: Approval[];
  decide: (approval: Approval, approve: boolean, reason: string) => Promise<void>;
  decided: () => void;
  promotionChanges: (id: string) => Promise<PromotionChanges>;
  showPromotion: (id: string) => Promise<void>;
}

/** What waits for a second person, and may be decided by this one. */
export function OpenApprovals({ approvals, ...acts }: OpenApprovalsProps) {
  const look = useLook();
  if (approvals.length === 0) return null;
  return (
    <ul className={look.list} aria-label="Waiting for your approval">
      {approvals.map((approval) => (
        <OpenApproval {...acts} key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}

function OpenApproval({
  approval,
  decide,
  decided,
  promotionChanges,
  showPromotion,
}: Omit<OpenApprovalsProps, "approvals"> & { approval: Approval }) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  const [reason, setReason] = useState("");
  const [isRejecting, setIsRejecting] = useState(false);
  const isPromotion = approval.entity.startsWith("promotion");
  const answer = (approve: boolean) =>
    void run(async () => {
      await decide(approval, approve, reason.trim());
      decided();
    });
  const reject = () => {
    // Whoever asked has to know what to change.
    if (isPromotion && reason.trim() === "") setIsRejecting(true);
    else answer(false);
  };
  return (
    <li className={look.card}>
      <Asked approval={approval} />
      {isPromotion && (
        <Difference
          load={() => promotionChanges(approval.entityId)}
          open={() => showPromotion(approval.entityId)}
        />
      )}
      {isRejecting && (
        <ReasonField
          value={reason}
          change={setReason}
          isRequired
          hint="The planner reads it and changes the promotion"
        />
      )}
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      <Answers
        isBusy={phase.at === "running"}
        canReject={!isRejecting || reason.trim().length >= SHORTEST_REASON}
        approve={() => answer(true)}
        reject={reject}
      />
    </li>
  );
}

function Asked({
  approval: { summary, reason, requestedBy, requestedAt },
}: {
  approval: Approval;
}) {
  const look = useLook();
  return (
    <>
      <strong>{summary}</strong>
      {reason !== null && <span>“{reason}”</span>}
      <span className={look.quiet}>
        asked by {requestedBy}, {momentWords(requestedAt)}
      </span>
    </>
  );
}

function Answers({
  isBusy,
  canReject,
  approve,
  reject,
}: {
  isBusy: boolean;
  canReject: boolean;
  approve: () => void;
  reject: () => void;
}) {
  const look = useLook();
  return (
    <div className={look.buttons}>
      <Button size="small" appearance="primary" disabledFocusable={isBusy} onClick={approve}>
        Approve
      </Button>
      <Button size="small" disabledFocusable={isBusy || !canReject} onClick={reject}>
        Reject
      </Button>
    </div>
  );
}

/** What changed since it was approved or submitted last, when somebody asks. */
function Difference({
  load,
  open,
}: {
  load: () => Promise<PromotionChanges>;
  open: () => Promise<void>;
}) {
  const look = useLook();
  const { phase, run } = useAct<PromotionChanges>();
  return (
    <>
      <div className={look.buttons}>
        <Button size="small" onClick={() => void run(load)}>
          What changed
        </Button>
        <Button size="small" onClick={() => void open()}>
          Open
        </Button>
      </div>
      <Loaded phase={phase} label="Comparing" retry={() => void run(load)}>
        {(changes) => <ChangesList changes={changes} />}
      </Loaded>
    </>
  );
}
