import type { Day } from "../../shared/day.ts";
import type { Tx } from "../db/pool.ts";

/** What the answers of one kind of function need beside the questions. */
export interface Asking {
  tx: Tx;
  today: Day;
  timeZone: string;
}
