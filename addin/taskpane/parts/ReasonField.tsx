import { Field, Textarea } from "@fluentui/react-components";

/** The server takes no shorter one. */
export const SHORTEST_REASON = 3;

interface ReasonFieldProps {
  value: string;
  change: (value: string) => void;
  isRequired: boolean;
  hint: string;
}

/** Why somebody does something, for whoever reads it later. */
export function ReasonField({ value, change, isRequired, hint }: ReasonFieldProps) {
  return (
    <Field label="Reason" required={isRequired} hint={hint}>
      <Textarea value={value} maxLength={500} onChange={(_event, typed) => change(typed.value)} />
    </Field>
  );
}
