import type { Moved } from "../desk/moves.ts";
import { useLook } from "../parts/look.ts";

/** How an act came out, row by row; screen readers hear it. */
export function MoveEnds({ moved }: { moved: Moved[] }) {
  const look = useLook();
  const done = moved.filter(({ isDone }) => isDone).length;
  return (
    <section className={look.card} aria-label="Outcome">
      <output>
        <strong>
          {done} done
          {done < moved.length && ` · ${moved.length - done} refused`}
        </strong>
      </output>
      <ul className={look.list}>
        {moved.map(({ id, label, isDone, message }) => (
          <li key={id} className={look.wrapping}>
            <span aria-hidden>{isDone ? "✓ " : "✖ "}</span>
            {label}: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
