import type { Api, CellFunctions, Workbook } from "../ports.ts";

/** What every act works with: the server and the workbook. Acts know neither React nor Office. */
export interface Desk {
  api: Api;
  workbook: Workbook;
}

/** The desk of the pane, which also looks after the workbook's cell functions. */
export interface PaneDesk extends Desk {
  functions: CellFunctions;
}
