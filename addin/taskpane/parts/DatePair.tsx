import { Field, Input } from "@fluentui/react-components";
import { useLook } from "./look.ts";

interface DatePairProps {
  from: string;
  to: string;
  change: (days: { from?: string; to?: string }) => void;
  /** What is wrong with the two, said at the second. */
  problem: string | null;
}

/** The first and the last day of a span. */
export function DatePair({ from, to, change, problem }: DatePairProps) {
  const look = useLook();
  return (
    <div className={look.pair}>
      <Field label="From">
        <Input type="date" value={from} onChange={(_event, { value }) => change({ from: value })} />
      </Field>
      <Field label="To" {...(problem === null ? {} : { validationMessage: problem })}>
        <Input type="date" value={to} onChange={(_event, { value }) => change({ to: value })} />
      </Field>
    </div>
  );
}
