import { Refusal } from "../../../shared/refusal.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { PaneDesk } from "../desk/desk.ts";
import type { FollowedPostings } from "../desk/followed-postings.ts";
import type { Pane } from "../pane.ts";

export interface ActsParts {
  desk: PaneDesk;
  pane: Pane;
  followed: FollowedPostings;
  newId: () => string;
  wait: (ms: number) => Promise<void>;
  /** Today in the user's own time zone. */
  today: () => string;
  describe: () => Promise<string>;
  copy: (text: string) => Promise<void>;
}

/** Views that act are shown only to somebody who is signed in; a ribbon button asks first. */
export function signedInMe(pane: Pane): Me {
  const { session } = pane.current();
  if (session.phase === "signedIn") return session.me;
  throw new Refusal("NOT_SIGNED_IN", "Sign in first: open the pane with Home.");
}
