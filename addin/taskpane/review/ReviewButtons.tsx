import { Button, makeStyles, mergeClasses } from "@fluentui/react-components";
import { useState } from "react";
import { useLook } from "../parts/look.ts";
import { count } from "../words.ts";

const useStyles = makeStyles({ question: { flexBasis: "100%" } });

interface ReviewButtonsProps {
  publishable: number;
  discardable: number;
  isBusy: boolean;
  publish: () => void;
  validate: () => void;
  discard: () => void;
}

/** Publish at once, because the list above is the confirmation; discard after a question, because typing is lost by it. */
export function ReviewButtons({
  publishable,
  discardable,
  isBusy,
  publish,
  validate,
  discard,
}: ReviewButtonsProps) {
  const look = useLook();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className={look.actions}>
      <Button
        appearance="primary"
        disabledFocusable={isBusy || publishable === 0}
        onClick={publish}
      >
        Publish {publishable}
      </Button>
      <Button disabledFocusable={isBusy || publishable === 0} onClick={validate}>
        Validate
      </Button>
      <Button
        disabledFocusable={isBusy || discardable === 0}
        aria-expanded={isAsking}
        onClick={() => setIsAsking(!isAsking)}
      >
        Discard {discardable}…
      </Button>
      {isAsking && (
        <Question
          rows={discardable}
          keep={() => setIsAsking(false)}
          discard={() => {
            setIsAsking(false);
            discard();
          }}
        />
      )}
    </div>
  );
}

/** Stands in the page and traps no focus, because office.js takes Tab and Escape for itself. */
function Question({
  rows,
  keep,
  discard,
}: {
  rows: number;
  keep: () => void;
  discard: () => void;
}) {
  const styles = useStyles();
  const look = useLook();
  return (
    <section
      className={mergeClasses(look.column, styles.question)}
      aria-label="Discard your changes?"
      aria-live="polite"
    >
      <p className={look.quiet}>
        Tradebook's values go back into {count(rows, "row")}. What you typed there is lost.
      </p>
      <div className={look.buttons}>
        <Button onClick={discard}>Discard {rows}</Button>
        <Button onClick={keep}>Keep</Button>
      </div>
    </section>
  );
}
