import { Button } from "@fluentui/react-components";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { useAct } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { momentWords } from "../words.ts";
import type { HomeContents } from "./load-home.ts";

const SHOWN = 5;

interface FunctionsCardProps {
  state: HomeContents["functions"];
  refreshValues: () => Promise<void>;
  changed: () => void;
}

/** The TPM functions of this workbook's cells; not shown where there are none. */
export function FunctionsCard({ state, refreshValues, changed }: FunctionsCardProps) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  const { pending, remembered, failed, asOf } = state;
  if (pending + remembered + failed.length === 0) return null;
  return (
    <section className={look.card} aria-labelledby="functions">
      <h2 className={look.heading} id="functions">
        TPM functions
      </h2>
      <Facts
        facts={[
          ["Values", remembered.toLocaleString("en-US")],
          ["On their way", pending === 0 ? null : pending.toLocaleString("en-US")],
          ["As of", asOf === null ? null : momentWords(asOf)],
        ]}
      />
      {failed.length > 0 && (
        <Trouble
          intent="warning"
          text={`Without a value: ${failed.slice(0, SHOWN).join("; ")}${failed.length > SHOWN ? ` and ${failed.length - SHOWN} more` : ""}`}
        />
      )}
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <div className={look.buttons}>
        <Button
          size="small"
          disabledFocusable={phase.at === "running"}
          onClick={() =>
            void run(async () => {
              await refreshValues();
              changed();
            })
          }
        >
          Refresh values
        </Button>
      </div>
    </section>
  );
}
