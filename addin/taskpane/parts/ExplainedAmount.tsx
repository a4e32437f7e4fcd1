import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { type ReactNode, useId, useState } from "react";
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
  explanation: {
    display: "grid",
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalS,
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

/**
 * A number that opens where it comes from, beneath itself: a popover would cover the numbers it explains in a narrow
 * pane, and Fluent's puts focusable elements that are hidden from screen readers at both ends of the page.
 */
export function ExplainedAmount({ name, amount, facts, rule }: ExplainedAmountProps) {
  const styles = useStyles();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const text = amount.toDisplay();
  return (
    <>
      <Button
        appearance="transparent"
        size="small"
        className={styles.amount}
        aria-label={`${name} ${text}: where it comes from`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {text}
      </Button>
      {isOpen && (
        <section id={id} className={styles.explanation} aria-label={`Where ${name} comes from`}>
          <Facts facts={facts} />
          {rule && <span>{rule}</span>}
        </section>
      )}
    </>
  );
}
