import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import type { Diff } from "../ports.ts";
import { count } from "../words.ts";
import { Publishing, type PublishingActs } from "./Publishing.tsx";
import { StrayRows } from "./StrayRows.tsx";

interface ReviewProps extends PublishingActs {
  /** Only these rows, after "Retry"; all that differ otherwise. */
  only: string[] | null;
  diff: () => Promise<Diff>;
}

/** Every cell that differs from the server, before anything is sent. */
export function Review({ only, diff, ...acts }: ReviewProps) {
  const look = useLook();
  const { phase, reload } = useLoad(diff);
  return (
    <Loaded phase={phase} label="Comparing the sheet with the server's values" retry={reload}>
      {(found) => {
        const edited = found.edited.filter(({ id }) => only === null || only.includes(id));
        return (
          <div className={look.column}>
            {edited.length === 0 ? (
              <p className={look.quiet}>
                Nothing differs from Tradebook in {count(found.rows, "row")}. Change a cell marked ✎
                in the table, or select rows and press Accept suggestion.
              </p>
            ) : (
              <Publishing edited={edited} reload={reload} {...acts} />
            )}
            <StrayRows found={found} />
          </div>
        );
      }}
    </Loaded>
  );
}
