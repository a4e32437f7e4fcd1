import { Button, Field, MessageBar, MessageBarBody, ProgressBar } from "@fluentui/react-components";
import { rowsIn, type Written as WrittenTable } from "../desk/get-data.ts";
import { useLook } from "../parts/look.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { writtenNotice } from "../sentences.ts";
import { count } from "../words.ts";
import type { GetData, GetDataPhase } from "./use-get-data.ts";

interface GetDataProgressProps extends Pick<GetData, "confirm" | "cancel"> {
  phase: GetDataPhase;
  retry: () => void;
}

/** How far it is, said aloud when it ends. */
export function GetDataProgress({ phase, confirm, cancel, retry }: GetDataProgressProps) {
  const look = useLook();
  switch (phase.at) {
    case "idle":
      return null;
    case "downloading":
      return (
        <div className={look.card}>
          <Field validationMessage={`${count(phase.done, "row")} so far`} validationState="none">
            <ProgressBar aria-label="Getting rows" />
          </Field>
          <div className={look.buttons}>
            <Button onClick={cancel}>Cancel</Button>
          </div>
        </div>
      );
    case "asking":
      return (
        <div className={look.card}>
          <p className={look.quiet}>
            These are {count(rowsIn(phase.download), "row")}. Nothing is in the sheet yet. A
            narrower filter is easier to work with.
          </p>
          <div className={look.buttons}>
            <Button appearance="primary" onClick={() => confirm(phase.download)}>
              Write {count(rowsIn(phase.download), "row")}
            </Button>
            <Button onClick={cancel}>Cancel</Button>
          </div>
        </div>
      );
    case "writing":
      return (
        <Field
          validationMessage={`Writing ${count(phase.rows, "row")} into the sheet`}
          validationState="none"
        >
          <ProgressBar aria-label="Writing rows" />
        </Field>
      );
    case "cancelled":
      return <output className={look.quiet}>Cancelled. The sheet was not changed.</output>;
    case "refused":
      return <Trouble intent="warning" text={phase.reason} />;
    case "failed":
      return <Trouble intent="error" text={phase.reason} retry={retry} />;
    case "done":
      return <Written written={phase.written} />;
  }
}

function Written({ written }: { written: WrittenTable[] }) {
  const { intent, text } = writtenNotice(written);
  return (
    <output>
      <MessageBar intent={intent} layout="multiline">
        <MessageBarBody>{text}</MessageBarBody>
      </MessageBar>
    </output>
  );
}
