import type { Mishap } from "../../api/mishaps.ts";

/** Where the pane runs, as far as it can know. */
export interface Surroundings {
  version: string;
  server: string;
  host: string;
  languages: string;
  /** The highest level of each requirement set: "ExcelApi 1.14". */
  sets: string[];
  browser: string;
}

/** The text that support gets: surroundings and mishaps, never a value from a cell, a name or a token. */
export function describeSurroundings(here: Surroundings, mishaps: readonly Mishap[]): string {
  const errors = mishaps.map(
    ({ at, request, outcome, requestId }) =>
      `${at} ${request}: ${outcome}${requestId === null ? "" : ` (request ${requestId})`}`,
  );
  return [
    `Tradebook ${here.version}`,
    `Server ${here.server}`,
    `Host ${here.host}`,
    `Languages ${here.languages}`,
    `Supported ${here.sets.join(", ")}`,
    `Browser ${here.browser}`,
    "",
    errors.length === 0 ? "No failed requests." : "Failed requests, oldest first:",
    ...errors,
  ].join("\n");
}
