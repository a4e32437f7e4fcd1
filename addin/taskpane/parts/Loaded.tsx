import { Spinner } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Phase } from "./phase.ts";
import { Trouble } from "./Trouble.tsx";

interface LoadedProps<Value> {
  phase: Phase<Value>;
  /** What is being loaded, for the spinner: "Looking for candidates". */
  label: string;
  retry: () => void;
  children: (value: Value) => ReactNode;
}

/** Shows a value when it is there, and until then how far it is or why it is not. */
export function Loaded<Value>({ phase, label, retry, children }: LoadedProps<Value>) {
  switch (phase.at) {
    case "idle":
      return null;
    case "running":
      return <Spinner size="small" label={`${label}…`} labelPosition="after" />;
    case "refused":
      return <Trouble intent="warning" text={phase.reason} />;
    case "failed":
      return <Trouble intent="error" text={phase.reason} retry={retry} />;
    case "done":
      return children(phase.value);
  }
}
