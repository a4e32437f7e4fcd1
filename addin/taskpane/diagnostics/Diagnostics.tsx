import { Button, Textarea } from "@fluentui/react-components";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useAct, useLoad } from "../parts/phase.ts";

interface DiagnosticsProps {
  describe: () => Promise<string>;
  copy: (text: string) => Promise<void>;
}

/** Everything support needs and nothing else: versions, connection, recent errors, never a value from a cell. */
export function Diagnostics({ describe, copy }: DiagnosticsProps) {
  const look = useLook();
  const { phase, reload } = useLoad(describe);
  return (
    <div className={look.column}>
      <p className={look.quiet}>
        Send this to support. It holds versions and the last errors, and no values from your sheets.
      </p>
      <Loaded phase={phase} label="Collecting" retry={reload}>
        {(text) => <Description text={text} copy={copy} />}
      </Loaded>
    </div>
  );
}

function Description({ text, copy }: { text: string; copy: DiagnosticsProps["copy"] }) {
  const look = useLook();
  const { phase, run } = useAct<void>();
  return (
    <>
      <div className={look.buttons}>
        <Button appearance="primary" onClick={() => void run(() => copy(text))}>
          Copy
        </Button>
      </div>
      <output>
        {phase.at === "done" && "Copied."}
        {(phase.at === "failed" || phase.at === "refused") &&
          "Excel does not let the pane copy here. Select the text and press Ctrl+C."}
      </output>
      <Textarea
        aria-label="Diagnostics"
        readOnly
        resize="vertical"
        value={text}
        textarea={{ rows: 18 }}
      />
    </>
  );
}
