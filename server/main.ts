import path from "node:path";
import { BuildFailed, buildAddinIfStale } from "./addin-build.ts";
import { type Command, CommandRefused } from "./commands/command.ts";
import { dataDictionary } from "./commands/data-dictionary.ts";
import { excel } from "./commands/excel.ts";
import { reset } from "./commands/reset.ts";
import { trust } from "./commands/trust.ts";
import { type Config, ConfigMistake, readConfig } from "./config.ts";
import { OtherVersion } from "./db/migrate.ts";
import { DatabaseUnfit } from "./given-database.ts";
import { openLog } from "./http/log.ts";
import { PortInUse } from "./listen.ts";
import { startTradebook, type Tradebook } from "./tradebook.ts";
import { welcome } from "./welcome.ts";

/*
 * node --import tsx server/main.ts [api|worker|both|reset|trust|excel|data-dictionary]
 *
 * One process of Tradebook, or one command about it. It says what it does to its parent when it has one that listens
 * (npm start), which then also wants the add-in built; otherwise it is quiet but for its log.
 */
const root = path.resolve(import.meta.dirname, "..");
const PARTS = { api: ["api"], worker: ["worker"], both: ["api", "worker"] } as const;

const tell = (message: { step: string } | { ready: readonly string[] }) => process.send?.(message);

function partsAsked(asked: string) {
  if (asked === "api" || asked === "worker" || asked === "both") return PARTS[asked];
  throw new ConfigMistake([
    `There is no "${asked}" to start: say api, worker or both, or ${Object.keys(COMMANDS).join(", ")}.`,
  ]);
}

async function main(): Promise<void> {
  const [asked = "both", ...args] = process.argv.slice(2);
  const config = readConfig(process.env, root);
  const command = COMMANDS[asked];
  if (command) await command({ config, root, args, say: (line) => console.log(line) });
  else await serve(partsAsked(asked), config);
}

const COMMANDS: Readonly<Record<string, Command>> = {
  reset,
  trust,
  excel,
  "data-dictionary": dataDictionary,
};

async function serve(parts: readonly ("api" | "worker")[], config: Config): Promise<void> {
  const log = openLog(config.logLevel);
  let running: Tradebook | undefined;
  let stopping = false;
  const stop = async () => {
    stopping = true;
    // Until it runs there is nothing to stop but what the start itself stops when it fails.
    if (!running) return;
    const stopped = running;
    running = undefined;
    await stopped.stop();
    leaveParent();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stop());
  }
  process.on("disconnect", () => void stop());

  const progress = (step: string) => {
    if (stopping) throw new Stopped();
    log.info({}, step);
    tell({ step });
  };
  if (process.send) await buildAddinIfStale(root, progress);
  running = await startTradebook({ config, parts, root, log, progress });
  if (stopping) await stop();
  else tell({ ready: welcome({ config, origin: running.origin, moved: running.moved }) });
  log.info({ origin: running?.origin, parts: parts.join(", ") }, "started");
}

/** An open channel would keep this process; a parent that was killed has closed it already. */
function leaveParent(): void {
  if (process.connected) process.disconnect();
}

/** Asked to stop before it had started. */
class Stopped extends Error {}

const IN_WORDS = [
  CommandRefused,
  ConfigMistake,
  PortInUse,
  DatabaseUnfit,
  OtherVersion,
  BuildFailed,
];

/** Mistakes that a person can mend are sentences; anything else is a fault with its stack. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inWords = IN_WORDS.some((kind) => error instanceof kind);
  return inWords ? error.message : (error.stack ?? error.message);
}

main().catch((error: unknown) => {
  if (!(error instanceof Stopped)) {
    console.error(explain(error));
    process.exitCode = 1;
  }
  leaveParent();
});
