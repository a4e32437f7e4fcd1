import type { PromotionChanges } from "../../../shared/planning/moves.ts";
import { fieldWords, momentWords } from "../words.ts";
import { useLook } from "./look.ts";

/** What differs from the version that was approved, or submitted, last. */
export function ChangesList({ changes }: { changes: PromotionChanges }) {
  const look = useLook();
  const { since } = changes;
  if (since === null)
    return <p className={look.quiet}>It was never submitted before: all of it is new.</p>;
  const verb = since.kind === "APPROVED" ? "approved" : "submitted";
  const by = since.by === null ? "" : ` by ${since.by}`;
  return (
    <>
      <p className={look.quiet}>
        {changes.changes.length === 0 ? "Nothing changed" : "Changed"} since it was {verb}
        {by}, {momentWords(since.at)}.
      </p>
      <ul className={look.bullets} aria-label="Changes">
        {changes.changes.map(({ line, field, before, after }) => (
          <li key={`${line ?? ""} ${field}`}>
            {line === null ? "" : `${line}, `}
            {fieldWords(field)}: {before ?? "empty"}
            <span aria-hidden> → </span>
            <span className={look.unseen}> becomes </span>
            <strong>{after ?? "empty"}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}
