import { Button } from "@fluentui/react-components";
import { useCallback, useState } from "react";
import { Money } from "../../../shared/money.ts";
import { PromotionStatus } from "../../../shared/planning/promotion.ts";
import type { AuditEntry } from "../../../shared/tenancy/audit.ts";
import { Role } from "../../../shared/tenancy/identity.ts";
import type { HistoryOf } from "../pane.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import { fieldWords, momentWords, plain, ROLE_WORDS } from "../words.ts";
import type { HistoryContents } from "./load-history.ts";

interface HistoryProps {
  named: HistoryOf | null;
  load: (of: HistoryOf | null) => Promise<HistoryContents | null>;
}

/** Who did what to one record, field by field, newest first. */
export function History({ named, load }: HistoryProps) {
  const look = useLook();
  const [wanted, setWanted] = useState(named);
  const loadWanted = useCallback(() => load(wanted), [load, wanted]);
  const { phase, reload } = useLoad(loadWanted);
  return (
    <div className={look.column}>
      <div className={look.buttons}>
        <Button size="small" onClick={() => (wanted === null ? reload() : setWanted(null))}>
          Show selected row
        </Button>
      </div>
      <Loaded phase={phase} label="Reading the history" retry={reload}>
        {(contents) =>
          contents === null ? (
            <p className={look.quiet}>
              No row is selected. Select a row of a Tradebook table, then press Show selected row.
            </p>
          ) : (
            <Entries contents={contents} />
          )
        }
      </Loaded>
    </div>
  );
}

function Entries({ contents: { of, entries } }: { contents: HistoryContents }) {
  const look = useLook();
  return (
    <>
      <h2 className={look.heading}>{of.label}</h2>
      {entries.length === 0 && <p className={look.quiet}>Nothing was done to it yet.</p>}
      <ol className={look.list} aria-label="History">
        {entries.map((entry) => (
          <li key={entry.seq} className={look.card}>
            <strong>{fieldWords(entry.act.replaceAll(/[.-]/g, " "))}</strong>
            <span className={look.quiet}>
              {entry.actorName}
              {entry.actorRole !== null && ` (${wordsOf(entry.actorRole)})`},{" "}
              {momentWords(entry.at)}
            </span>
            {entry.reason !== null && <span>“{entry.reason}”</span>}
            <Fields entry={entry} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Fields({ entry: { before, after } }: { entry: AuditEntry }) {
  const look = useLook();
  const changed = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .map((field) => ({ field, was: textOf(before?.[field]), is: textOf(after?.[field]) }))
    .filter(({ was, is }) => was !== is);
  if (changed.length === 0) return null;
  return (
    <ul className={look.bullets}>
      {changed.map(({ field, was, is }) => (
        <li key={field} className={look.wrapping}>
          {fieldWords(field)}: {was}
          <span aria-hidden> → </span>
          <span className={look.unseen}> becomes </span>
          {is}
        </li>
      ))}
    </ul>
  );
}

/** A value of the books in the words of the pane: codes as people write them, amounts in cents, several joined. */
function textOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "empty";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return typeof value === "string" ? wordsOf(value) : JSON.stringify(value);
}

const CENTS = /^-?\d{1,15}\.\d\d00$/;
const CODE = /^[A-Z]+(_[A-Z]+)+$/;

function wordsOf(text: string): string {
  const role = Role.safeParse(text);
  if (role.success) return ROLE_WORDS[role.data];
  if (CENTS.test(text)) return Money.of(text).toDisplay();
  const isCode = CODE.test(text) || PromotionStatus.safeParse(text).success;
  return isCode ? plain(text) : text;
}
