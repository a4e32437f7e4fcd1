import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { withOrigin } from "../http/pages.ts";
import { readRunning } from "../running.ts";
import { type Command, CommandRefused } from "./command.ts";

const MICROSOFT_TOOL = "office-addin-dev-settings@4.0.0";

/** `npm run excel`: gives real Excel a manifest with the address of the running server; `-- --stop` takes it away. */
export const excel: Command = async ({ config, root, args, say }) => {
  const manifest = path.join(config.home, "manifest.xml");
  const stop = args.includes("--stop");
  if (!stop) {
    const origin = (await readRunning(config.home))?.origin;
    if (!origin) {
      throw new CommandRefused(
        "Tradebook does not run. Start it with npm start in another terminal.",
      );
    }
    const written = await readFile(path.join(root, "manifest.xml"), "utf8");
    await writeFile(manifest, withOrigin(written, origin));
    say(`Wrote ${manifest} for ${origin}.`);
  }
  if (process.platform !== "win32" && process.platform !== "darwin") {
    throw new CommandRefused(
      `Excel runs on Windows, Mac and the web. In Excel on the web: Home → Add-ins → More Add-ins → My Add-ins → Upload My Add-in, and choose ${manifest}.`,
    );
  }
  sideLoad(stop ? ["unregister", manifest] : ["sideload", manifest, "desktop"]);
  say(stop ? "Excel has forgotten Tradebook." : "Excel opens; the tab TPM is on its ribbon.");
};

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
