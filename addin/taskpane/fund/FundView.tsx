import { Button } from "@fluentui/react-components";
import { useCallback, useState } from "react";
import type { Fund } from "../../../shared/planning/fund.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { HistoryOf } from "../pane.ts";
import { ExplainedAmount } from "../parts/ExplainedAmount.tsx";
import { Facts } from "../parts/Facts.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { FundMovements } from "./FundMovements.tsx";
import { FundPromotions } from "./FundPromotions.tsx";
import type { FundContents } from "./load-fund.ts";
import { type TransferActs, TransferForm } from "./TransferForm.tsx";

interface FundViewProps extends TransferActs {
  me: Me;
  /** A fund that was asked for by id; the selected one otherwise. */
  id: string | null;
  load: (id: string | null) => Promise<FundContents | null>;
  showPromotion: (id: string) => Promise<void>;
  showHistory: (of: HistoryOf) => void;
}

/** One fund: where its money went, what may be moved, and which promotions use it. */
export function FundView({ id, load, ...props }: FundViewProps) {
  const look = useLook();
  const [wanted, setWanted] = useState(id);
  const loadWanted = useCallback(() => load(wanted), [load, wanted]);
  const { phase, reload } = useLoad(loadWanted);
  return (
    <div className={look.column}>
      <div className={look.buttons}>
        <Button size="small" onClick={() => (wanted === null ? reload() : setWanted(null))}>
          Show selected fund
        </Button>
      </div>
      <Loaded phase={phase} label="Looking at the fund" retry={reload}>
        {(contents) =>
          contents === null ? (
            <p className={look.quiet}>
              No fund is selected. Select a row of Funds, or a promotion that has a fund, then press
              Show selected fund.
            </p>
          ) : (
            <Contents {...props} contents={contents} reload={reload} />
          )
        }
      </Loaded>
    </div>
  );
}

function Contents({
  contents: { fund, movements, promotions },
  reload,
  me,
  showPromotion,
  showHistory,
  ...transferActs
}: Omit<FundViewProps, "id" | "load"> & { contents: FundContents; reload: () => void }) {
  const look = useLook();
  return (
    <>
      <FundCard fund={fund} />
      {me.roles.includes("Controller") && (
        <TransferForm {...transferActs} fund={fund} moved={reload} />
      )}
      <FundMovements movements={movements} />
      <FundPromotions promotions={promotions} showPromotion={showPromotion} />
      <div className={look.buttons}>
        <Button
          onClick={() =>
            showHistory({ table: "funds", id: fund.id, label: `${fund.number} · ${fund.name}` })
          }
        >
          History
        </Button>
      </div>
    </>
  );
}

function FundCard({ fund }: { fund: Fund }) {
  const look = useLook();
  const label = `${fund.number} · ${fund.name}`;
  return (
    <section className={look.card} aria-label={label}>
      <h2 className={look.heading}>{label}</h2>
      <p className={look.quiet}>
        {fund.customerName ?? "all customers"} · {fund.from} to {fund.to}
      </p>
      {fund.failedAccruals.isPositive() && (
        <Trouble
          intent="warning"
          text={`${fund.failedAccruals.toDisplay()} of what is committed belongs to promotions whose accrual the ERP refused: it is no active budget until that is posted.`}
        />
      )}
      <Facts
        facts={[
          [
            "Available",
            <ExplainedAmount
              key="available"
              name="Available"
              amount={fund.available}
              facts={[
                ["Budget", fund.budget.toDisplay()],
                ["+ Earned", fund.earned.toDisplay()],
                ["+ Transfers", fund.transfers.toDisplay()],
                ["+ Adjustments", fund.adjustments.toDisplay()],
                ["− Drawbacks", fund.drawbacks.toDisplay()],
                ["− Reserved", fund.reserved.toDisplay()],
                ["− Committed", fund.committed.toDisplay()],
                ["− Actual", fund.actual.toDisplay()],
                ["= Available", fund.available.toDisplay()],
              ]}
              rule="Always computed, never stored. Submitting reserves, approving commits, settling makes it actual."
            />,
          ],
          ["Budget", fund.budget.toDisplay()],
          ["Brand", fund.brand],
          ["Owner", fund.ownerName],
          ["Note", fund.note],
        ]}
      />
    </section>
  );
}
