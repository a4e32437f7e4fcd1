import { Combobox, Field, Option } from "@fluentui/react-components";

const OPTIONS_SHOWN = 50;

interface CodeFieldProps {
  label: string;
  hint?: string;
  placeholder: string;
  value: string;
  change: (value: string) => void;
  /** What is offered; typing a code always works, and an empty list is no obstacle. */
  options: { code: string; name: string }[];
}

/** A code that may be typed or picked by its name. */
export function CodeField({ label, hint, placeholder, value, change, options }: CodeFieldProps) {
  const wanted = value.toLowerCase();
  const matching = options.filter(({ code, name }) =>
    `${code} ${name}`.toLowerCase().includes(wanted),
  );
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Combobox
        freeform
        clearable
        value={value}
        placeholder={placeholder}
        onChange={(event) => change(event.currentTarget.value)}
        onOptionSelect={(_event, { optionValue }) => change(optionValue ?? "")}
      >
        {matching.slice(0, OPTIONS_SHOWN).map(({ code, name }) => (
          <Option key={code} value={code} text={code}>
            {code === name ? code : `${code} · ${name}`}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
