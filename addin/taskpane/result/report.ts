import type { PublishOutcome } from "../desk/publish.ts";
import { TABLE_WORDS } from "../table-words.ts";

/** The outcome as tab-separated text, to be pasted into a mail or a sheet. */
export function reportOf({ saved, troubles, stopped }: PublishOutcome): string {
  const lines = troubles.map(({ table, label, cell, message }) =>
    [TABLE_WORDS[table].title, label, cell?.header ?? "", message].join("\t"),
  );
  return [
    `${saved} saved, ${troubles.length} not saved`,
    ...(stopped === null ? [] : [stopped]),
    ...(lines.length === 0 ? [] : ["Table\tRow\tField\tWhat to do", ...lines]),
  ].join("\n");
}
