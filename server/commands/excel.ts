import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { withOrigin } from "../http/pages.ts";
import { readRunning } from "../running.ts";
import { type Command, type CommandInput, CommandRefused } from "./command.ts";

const MICROSOFT_TOOL = "office-addin-dev-settings@4.0.0";

/** `npm run excel`: gives real Excel a manifest with the address of the running server; `-- --stop` takes it away. */
export const excel: Command = async (input) => {
  const stop = input.args.includes("--stop");
  const manifest = stop ? manifestOf(input) : await writeManifest(input);
  if (process.platform !== "win32" && process.platform !== "darwin") {
    throw new CommandRefused(
      `Excel runs on Windows, Mac and the web. In Excel on the web: Home → Add-ins → More Add-ins → My Add-ins → Upload My Add-in, and choose ${manifest}.`,
    );
  }
  sideLoad(stop ? ["unregister", manifest] : ["sideload", manifest, "desktop"]);
  input.say(stop ? "Excel has forgotten Tradebook." : "Excel opens; the tab TPM is on its ribbon.");
};

const manifestOf = ({ config }: CommandInput) => path.join(config.home, "manifest.xml");

/** Writes a copy of the manifest that names the running server, and returns where it is. */
export async function writeManifest(input: CommandInput): Promise<string> {
  const origin = (await readRunning(input.config.home))?.origin;
  if (!origin) {
    throw new CommandRefused(
      "Tradebook does not run. Start it with npm start in another terminal.",
    );
  }
  const manifest = manifestOf(input);
  const written = await readFile(path.join(input.root, "manifest.xml"), "utf8");
  await writeFile(manifest, withOrigin(written, origin));
  input.say(`Wrote ${manifest} for ${origin}.`);
  return manifest;
}

/** Microsoft's tool is fetched by npx when it is wanted: it is large, builds native code, and nobody else needs it. */
function sideLoad(args: readonly string[]): void {
  const windows = process.platform === "win32";
  // On Windows npx is a script, which needs a shell, which needs its arguments in quotes.
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const { status, error } = spawnSync("npx", ["--yes", MICROSOFT_TOOL, ...quoted], {
    stdio: "inherit",
    shell: windows,
  });
  if (error || status !== 0) {
    throw new CommandRefused(
      "Microsoft's office-addin-dev-settings failed; its own words are above.",
    );
  }
}
