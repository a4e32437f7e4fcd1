import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";
import type { Notice, PaneState, View } from "./pane.ts";
import { DevelopmentStrip } from "./parts/DevelopmentStrip.tsx";
import { PLANNING_TABLES } from "./table-words.ts";
import { count } from "./words.ts";

const useStyles = makeStyles({
  frame: { minHeight: "100vh", display: "flex", flexDirection: "column", minWidth: 0 },
  bar: {
    display: "flex",
    justifyContent: "space-between",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  buttons: { display: "flex", gap: tokens.spacingHorizontalS, flexShrink: 0 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    ":focus": { outlineStyle: "none" },
  },
  notice: {
    paddingTop: tokens.spacingVerticalM,
    paddingInline: tokens.spacingHorizontalM,
  },
  view: { padding: tokens.spacingHorizontalM, minWidth: 0 },
});

const TITLES: Record<View["at"], string> = {
  home: "Home",
  getData: "Get data",
  review: "Review changes",
  result: "Published",
  row: "Deduction",
  promotion: "Promotion",
  fund: "Fund",
  history: "History",
  calendar: "Calendar",
  fundChart: "Fund chart",
  settlePreview: "Post",
  activity: "Activity",
  account: "Account",
  diagnostics: "Diagnostics",
};

/** A view is called by what it is asked to do. */
function titleOf(view: View): string {
  if (view.at !== "getData") return TITLES[view.at];
  if (view.place !== undefined) return "Add table";
  return view.tables.length === 1 && view.tables[0] === "deductions"
    ? "Get deductions"
    : TITLES.getData;
}

const MENU: View[] = [
  { at: "home" },
  { at: "getData", tables: ["deductions"], start: false },
  { at: "getData", tables: [...PLANNING_TABLES], start: false },
  { at: "review", only: null },
  { at: "promotion", ids: null },
  { at: "fund", id: null },
  { at: "history", of: null },
  { at: "row", claimId: null },
  { at: "settlePreview" },
  { at: "activity" },
  { at: "account" },
  { at: "diagnostics" },
];

interface FrameProps {
  state: PaneState;
  go: (view: View) => void;
  children: ReactNode;
}

/** What stands around every view: where you are, how to get elsewhere, and what was just done. */
export function Frame({ state, go, children }: FrameProps) {
  const styles = useStyles();
  const { session, view, visit, notice } = state;
  const isSignedIn = session.phase === "signedIn";
  return (
    <div className={styles.frame}>
      <header>
        {isSignedIn && session.me.environment === "DEV" && (
          <DevelopmentStrip text={`${session.me.tenant.name} · demo data`} />
        )}
        <div className={styles.bar}>
          <Title visit={visit} text={isSignedIn ? titleOf(view) : "Sign in"} />
          {isSignedIn && (
            <div className={styles.buttons}>
              <Changes state={state} go={go} />
              <Views go={go} />
            </div>
          )}
        </div>
      </header>
      <main>
        <Announcement notice={notice} />
        <div className={styles.view}>{children}</div>
      </main>
    </div>
  );
}

/** Takes the focus on arrival when the pane has it, so that a screen reader starts at the new view. */
function Title({ visit, text }: { visit: number; text: string }) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (visit > 0 && document.hasFocus()) heading.current?.focus();
  }, [visit]);
  return (
    <h1 className={styles.title} tabIndex={-1} ref={heading}>
      {text}
    </h1>
  );
}

/** How many rows wait to be published; Home and Review say it themselves. */
function Changes({ state, go }: Pick<FrameProps, "state" | "go">) {
  const { edited, view } = state;
  if (edited === 0 || view.at === "home" || view.at === "review") return null;
  return (
    <Button size="small" onClick={() => go({ at: "review", only: null })}>
      {count(edited, "change")}
    </Button>
  );
}

function Views({ go }: { go: (view: View) => void }) {
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small">Menu</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {MENU.map((view) => (
            <MenuItem key={titleOf(view)} onClick={() => go(view)}>
              {titleOf(view)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** The live region is always there, because one that appears with its text is not read. */
function Announcement({ notice }: { notice: Notice | null }) {
  const styles = useStyles();
  return (
    <output aria-live="polite">
      {notice !== null && (
        <div className={styles.notice}>
          <MessageBar intent={notice.intent} layout="multiline">
            <MessageBarBody>{notice.text}</MessageBarBody>
          </MessageBar>
        </div>
      )}
    </output>
  );
}
