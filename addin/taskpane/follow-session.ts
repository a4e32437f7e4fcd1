import type { Pane, PaneState } from "./pane.ts";
import type { CellFunctions } from "./ports.ts";

/**
 * Has the cells ask again when somebody signs in, if any asked in vain before or was answered for somebody else. The answer
 * stops it.
 */
export function followSession(pane: Pane, functions: CellFunctions): () => void {
  let known = personOf(pane.current());
  return pane.subscribe(() => {
    const now = personOf(pane.current());
    if (now === known) return;
    known = now;
    if (now === null) return;
    const { failed, remembered } = functions.state();
    // Excel refuses to calculate while a cell is being typed; Refresh values does the same later.
    if (failed.length > 0 || remembered > 0) functions.refresh().catch(() => undefined);
  });
}

const personOf = ({ session }: PaneState): string | null =>
  session.phase === "signedIn" ? `${session.me.tenant.id} ${session.me.userId}` : null;
