import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import path from "node:path";
import { localCertificate, localCertificateFile } from "../certificate.ts";
import { type Command, CommandRefused } from "./command.ts";

/** `npm run trust`: adds the local certificate to those that this account trusts. */
export const trust: Command = async ({ config, say }) => {
  if (config.tls !== "local") {
    throw new CommandRefused(
      "This server has a certificate of its own; there is nothing to trust.",
    );
  }
  await localCertificate(config.home, new Date());
  const file = localCertificateFile(config.home);
  const adding = trustCommand(process.platform, file, homedir());
  say(`Adding ${file} to the certificates you trust: ${adding.join(" ")}`);
  const [program = "", ...args] = adding;
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (error || status !== 0) {
    throw new CommandRefused(
      `That did not work. Add ${file} by hand as a trusted certificate${byHand(process.platform)}.`,
    );
  }
  say("Done. Restart the browser or Excel.");
};

/** How each system adds a certificate for the current account. */
export function trustCommand(platform: NodeJS.Platform, file: string, home: string): string[] {
  if (platform === "win32") return ["certutil", "-user", "-addstore", "Root", file];
  if (platform === "darwin") {
    const keychain = path.join(home, "Library/Keychains/login.keychain-db");
    return ["security", "add-trusted-cert", "-r", "trustRoot", "-k", keychain, file];
  }
  const store = `sql:${path.join(home, ".pki/nssdb")}`;
  return [
    "certutil",
    "-d",
    store,
    "-A",
    "-t",
    "P,,",
    "-n",
    "Tradebook on this machine",
    "-i",
    file,
  ];
}

const byHand = (platform: NodeJS.Platform) =>
  platform === "linux"
    ? ", in your browser's settings; the program certutil (package libnss3-tools) would have done it"
    : "";
