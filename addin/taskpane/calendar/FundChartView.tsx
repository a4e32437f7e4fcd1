import { Button, Field, MessageBar, MessageBarBody, Select } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { Fund } from "../../../shared/planning/fund.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useAct, useLoad } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";

export interface FundChartActs {
  funds: () => Promise<Fund[]>;
  selectedFund: () => Promise<string | null>;
  writeBurnDown: (fundId: string) => Promise<string>;
}

interface Choice {
  funds: Fund[];
  selected: string | null;
}

/** A fund's burn-down as a native chart: at once for the selected fund, or for one that is chosen here. */
export function FundChartView({ funds, selectedFund, writeBurnDown }: FundChartActs) {
  const [load] = useState(() => async (): Promise<Choice> => {
    const [all, selected] = await Promise.all([funds(), selectedFund()]);
    return { funds: all, selected };
  });
  const { phase, reload } = useLoad(load);
  return (
    <Loaded phase={phase} label="Looking for funds" retry={reload}>
      {(choice) => <Chart choice={choice} writeBurnDown={writeBurnDown} />}
    </Loaded>
  );
}

function Chart({
  choice: { funds, selected },
  writeBurnDown,
}: { choice: Choice } & Pick<FundChartActs, "writeBurnDown">) {
  const look = useLook();
  const [fundId, setFundId] = useState(selected ?? funds[0]?.id ?? "");
  const { phase, run } = useAct<string>();
  const draw = () => void run(() => writeBurnDown(fundId));

  const hasDrawn = useRef(selected === null);
  useEffect(() => {
    if (hasDrawn.current) return;
    hasDrawn.current = true;
    draw();
  });

  if (funds.length === 0)
    return <p className={look.quiet}>There is no fund yet. Add one on the sheet Funds.</p>;
  return (
    <div className={look.column}>
      <output>
        {phase.at === "running" && "Drawing the chart…"}
        {phase.at === "done" && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{phase.value}</MessageBarBody>
          </MessageBar>
        )}
      </output>
      {phase.at === "refused" && <Trouble intent="warning" text={phase.reason} />}
      {phase.at === "failed" && <Trouble intent="error" text={phase.reason} retry={draw} />}
      <Field label="Fund">
        <Select value={fundId} onChange={(_event, { value }) => setFundId(value)}>
          {funds.map(({ id, number, name }) => (
            <option key={id} value={id}>
              {number} · {name}
            </option>
          ))}
        </Select>
      </Field>
      <div className={look.buttons}>
        <Button appearance="primary" disabledFocusable={phase.at === "running"} onClick={draw}>
          Draw chart
        </Button>
      </div>
    </div>
  );
}
