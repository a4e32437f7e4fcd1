import type { Api, Workbook } from "../ports.ts";

/** What every act works with: the server and the workbook. Acts know neither React nor Office. */
export interface Desk {
  api: Api;
  workbook: Workbook;
}
