import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Fragment, type ReactNode } from "react";

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "minmax(0, auto) minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  number: { whiteSpace: "nowrap" },
  fact: { margin: 0, textAlign: "right", overflowWrap: "anywhere" },
});

/** A number that breaks in the middle reads as two. */
const isNumber = (value: ReactNode): boolean =>
  typeof value === "string" && /^[+−-]?[\d,.]+$/.test(value);

/** Names and values in two columns; a value that is null is left out. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt className={styles.term}>{name}</dt>
            <dd
              className={isNumber(value) ? mergeClasses(styles.fact, styles.number) : styles.fact}
            >
              {value}
            </dd>
          </Fragment>
        ))}
    </dl>
  );
}
