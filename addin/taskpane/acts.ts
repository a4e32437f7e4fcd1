import { dataActs } from "./acts/data-acts.ts";
import { deductionActs, editActs } from "./acts/edit-acts.ts";
import type { ActsParts } from "./acts/parts.ts";
import { planningActs } from "./acts/planning-acts.ts";
import { postActs } from "./acts/post-acts.ts";
import type { Posting } from "./desk/post.ts";
import type { Pane } from "./pane.ts";
import type { DevIdentity } from "./ports.ts";
import { endedNotice } from "./sentences.ts";

export type Acts = ReturnType<typeof makeActs>;

/** Everything the views and the ribbon can do: the desk's acts, and where the pane goes after them. */
export function makeActs(parts: ActsParts) {
  return {
    ...sessionActs(parts),
    ...dataActs(parts),
    ...editActs(parts),
    ...deductionActs(parts),
    ...planningActs(parts),
    ...postActs(parts),
    newKey: parts.newId,
    describe: parts.describe,
    copy: parts.copy,
  };
}

function sessionActs({ desk, pane }: ActsParts) {
  return {
    offersDevIdentities: () => desk.api.offersDevIdentities(),
    signIn: async (as: DevIdentity) => pane.signedIn(await desk.api.signIn(as)),
    signOut: () => {
      desk.api.signOut();
      pane.go({ at: "home" });
      pane.signedOut(null);
    },
  };
}

/** Tells how a round of postings ended, unless Activity is open and says it already. */
export const tellEnd = (pane: Pane) => (postings: Posting[]) => {
  if (pane.current().view.at !== "activity") pane.notify(endedNotice(postings));
};
