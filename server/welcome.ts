import path from "node:path";
import type { Config } from "./config.ts";

/** What a person is told when everything runs: where to click. */
export function welcome({
  config,
  origin,
  moved,
}: {
  config: Config;
  origin: string | undefined;
  moved: string | undefined;
}): string[] {
  if (!origin) return ["The worker runs."];
  const reference = `  API reference   ${origin}/docs`;
  if (!config.devIssuer) return [`Tradebook answers at ${origin}`, reference];
  return [
    ...(moved ? [moved, ""] : []),
    "Tradebook runs.",
    "",
    `  Workbook        ${origin}/preview   (no Excel needed; the browser warns once: npm run trust)`,
    reference,
    "  Real Excel      npm run trust, then npm run excel, in a second terminal",
    `  ERP's folder    ${shortest(path.join(config.home, "erp", "out"))}${path.sep}   (posted journals arrive here)`,
    "",
    "Ctrl-C stops it; the data stays. npm run reset starts over.",
  ];
}

/** A path below the current folder is short; any other is clearer in full. */
function shortest(place: string): string {
  const relative = path.relative(process.cwd(), place);
  return relative.startsWith("..") ? place : relative;
}
