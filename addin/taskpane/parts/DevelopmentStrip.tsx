import { makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  strip: {
    backgroundColor: tokens.colorPaletteRedBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    paddingBlock: tokens.spacingVerticalXXS,
    paddingInline: tokens.spacingHorizontalM,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** Says in words and in red that nothing here is real. */
export function DevelopmentStrip({ text }: { text: string }) {
  const styles = useStyles();
  return <div className={styles.strip}>DEV · {text}</div>;
}
