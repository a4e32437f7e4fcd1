import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Money } from "../../../shared/money.ts";
import { Facts } from "./Facts.tsx";

const useStyles = makeStyles({
  amount: {
    fontVariantNumeric: "tabular-nums",
    minWidth: "auto",
    padding: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: "underline",
    textDecorationStyle: "dotted",
    textUnderlineOffset: "3px",
  },
  surface: {
    maxWidth: "272px",
    display: "grid",
    gap: tokens.spacingVerticalS,
    textAlign: "left",
  },
});

interface ExplainedAmountProps {
  /** What the number is, for screen readers and the heading of its explanation. */
  name: string;
  amount: Money;
  /** The parts it comes from. */
  facts: [name: string, value: ReactNode][];
  /** One sentence: the rule behind it. */
  rule?: string;
}

/** A number that opens where it comes from. */
export function ExplainedAmount({ name, amount, facts, rule }: ExplainedAmountProps) {
  const styles = useStyles();
  const text = amount.toDisplay();
  return (
    <Popover withArrow inline>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          size="small"
          className={styles.amount}
          aria-label={`${name} ${text}: where it comes from`}
        >
          {text}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={`Where ${name} comes from`}>
        <strong>
          {name} {text}
        </strong>
        <Facts facts={facts} />
        {rule && <span>{rule}</span>}
      </PopoverSurface>
    </Popover>
  );
}
