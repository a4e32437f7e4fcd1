import { deliverJournalJob } from "../finance/deliver-journal.ts";
import { matchClaimJob } from "../finance/match-claim.ts";
import { accrueShipmentsJob } from "../planning/accrue-shipments.ts";
import { promoteBatch } from "../staging/promote.ts";
import {
  type Chore,
  chase,
  deliverDueJournals,
  forgetKeys,
  makePartitions,
  turnByDate,
} from "./housekeeping.ts";
import type { Task } from "./task.ts";

/** Everything a fact can ask for, by the name that `jobs.enqueue` is given. */
export const TASKS: Readonly<Record<string, Task>> = {
  "promote-batch": promoteBatch,
  "match-claim": matchClaimJob,
  "deliver-journal": deliverJournalJob,
  "accrue-shipments": accrueShipmentsJob,
};

/** Everything the clock asks for. */
export const CHORES: Readonly<Record<string, Chore>> = {
  "make-partitions": makePartitions,
  "forget-keys": forgetKeys,
  "chase-journals": chase,
  "deliver-due-journals": deliverDueJournals,
  "turn-promotions": turnByDate,
};

/** When (UTC): a start that was down at the time catches up within a day. */
export const CRONTAB = `
15 2 * * * make-partitions ?fill=1d
40 2 * * * forget-keys ?fill=1d
* * * * * chase-journals
* * * * * deliver-due-journals
* * * * * turn-promotions
`;
