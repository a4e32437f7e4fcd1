import { Button } from "@fluentui/react-components";
import type { Approval } from "../../../shared/finance/journal.ts";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { momentWords } from "../words.ts";

interface OpenApprovalsProps {
  approvals: Approval[];
  decide: (approval: Approval, approve: boolean) => Promise<void>;
  decided: () => void;
}

/** What waits for a second person, and may be decided by this one. */
export function OpenApprovals({ approvals, decide, decided }: OpenApprovalsProps) {
  const look = useLook();
  if (approvals.length === 0) return null;
  return (
    <ul className={look.list} aria-label="Waiting for your approval">
      {approvals.map((approval) => (
        <OpenApproval key={approval.id} approval={approval} decide={decide} decided={decided} />
      ))}
    </ul>
  );
}

function OpenApproval({
  approval,
  decide,
  decided,
}: Omit<OpenApprovalsProps, "approvals"> & { approval: Approval }) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  const answer = (approve: boolean) =>
    void run(async () => {
      await decide(approval, approve);
      decided();
    });
  return (
    <li className={look.card}>
      <strong>{approval.summary}</strong>
      {approval.reason !== null && <span>“{approval.reason}”</span>}
      <span className={look.quiet}>
        asked by {approval.requestedBy}, {momentWords(approval.requestedAt)}
      </span>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="warning" text={phase.reason} />
      )}
      <div className={look.buttons}>
        <Button
          size="small"
          appearance="primary"
          disabledFocusable={phase.at === "running"}
          onClick={() => answer(true)}
        >
          Approve
        </Button>
        <Button
          size="small"
          disabledFocusable={phase.at === "running"}
          onClick={() => answer(false)}
        >
          Reject
        </Button>
      </div>
    </li>
  );
}
