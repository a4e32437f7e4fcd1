import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAddinStale } from "../../../server/addin-build.ts";
import { writeManifest } from "../../../server/commands/excel.ts";
import { reset } from "../../../server/commands/reset.ts";
import { trustCommand } from "../../../server/commands/trust.ts";
import { readConfig } from "../../../server/config.ts";
import { noteRunning, readRunning } from "../../../server/running.ts";
import { welcome } from "../../../server/welcome.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "tradebook-commands-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const config = () => readConfig({ AUTH_DEV_IDP: "1", NODE_ENV: "development" }, root);

async function write(name: string, changed: string): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, name);
  await utimes(file, new Date(changed), new Date(changed));
}

describe("the built add-in", () => {
  it("is stale while it is missing, and fresh once it is newer than all it is made of", async () => {
    await write("addin/taskpane/App.tsx", "2026-11-23T09:00:00Z");
    await write("shared/money.ts", "2026-11-23T09:01:00Z");
    await write("package-lock.json", "2026-11-23T08:00:00Z");
    const missing = await isAddinStale(root);
    await write("dist/addin/taskpane.html", "2026-11-23T09:02:00Z");

    expect([missing, await isAddinStale(root)]).toEqual([true, false]);
  });

  it.each(["addin/taskpane/App.tsx", "shared/money.ts", "package-lock.json", "addin/new/File.ts"])(
    "is stale again once %s changes",
    async (name) => {
      await write("dist/addin/taskpane.html", "2026-11-23T09:02:00Z");
      await write(name, "2026-11-23T09:03:00Z");

      const stale = await isAddinStale(root);

      await write(name, "2026-11-23T09:00:00Z");
      expect(stale).toBe(true);
    },
  );
});

describe("the note of a running server", () => {
  it("is there while it runs, and gone with it", async () => {
    await mkdir(config().home, { recursive: true });
    const remove = await noteRunning(config().home, {
      origin: "https://localhost:3000",
      databaseUrl: "x",
    });
    const during = await readRunning(config().home);
    await remove();

    expect([during?.origin, await readRunning(config().home)]).toEqual([
      "https://localhost:3000",
      null,
    ]);
  });

  it("does not count when its process has gone", async () => {
    const gone = { pid: 2 ** 22 + 1, databaseUrl: "x" };
    await writeFile(path.join(config().home, "running.json"), JSON.stringify(gone));

    expect(await readRunning(config().home)).toBeNull();
  });
});

describe("a command", () => {
  it("reset refuses while the server runs", async () => {
    const remove = await noteRunning(config().home, { databaseUrl: "x" });

    const refused = reset({ config: config(), root, args: [], say: () => undefined });

    await expect(refused).rejects.toThrow(`Tradebook runs (process ${process.pid})`);
    await remove();
  });

  it("excel writes a manifest with the running server's address", async () => {
    await write("manifest.xml", "2026-11-23T09:00:00Z");
    await writeFile(
      path.join(root, "manifest.xml"),
      "<Url>https://localhost:3000/taskpane.html</Url>",
    );
    const remove = await noteRunning(config().home, {
      origin: "https://localhost:3004",
      databaseUrl: "x",
    });

    const manifest = await writeManifest({
      config: config(),
      root,
      args: [],
      say: () => undefined,
    });

    await remove();
    expect(manifest).toBe(path.join(config().home, "manifest.xml"));
    expect(await readFile(manifest, "utf8")).toBe(
      "<Url>https://localhost:3004/taskpane.html</Url>",
    );
  });

  it.each([
    ["win32", "certutil -user -addstore Root cert.pem"],
    [
      "darwin",
      "security add-trusted-cert -r trustRoot -k /home/x/Library/Keychains/login.keychain-db cert.pem",
    ],
    [
      "linux",
      "certutil -d sql:/home/x/.pki/nssdb -A -t P,, -n Tradebook on this machine -i cert.pem",
    ],
  ] as const)("trust on %s asks the system's own program", (platform, command) => {
    expect(trustCommand(platform, "cert.pem", "/home/x").join(" ")).toBe(command);
  });
});

describe("what a person is told at the end of a start", () => {
  it("is where to click, with the port that was taken", () => {
    const moved = "Port 3000 is in use by node (process 1). Tradebook took port 3001 instead.";

    const lines = welcome({ config: config(), origin: "https://localhost:3001", moved }).join("\n");

    expect(lines).toContain(moved);
    expect(lines).toContain("https://localhost:3001/preview");
    expect(lines).toContain("https://localhost:3001/docs");
    expect(lines).toContain(path.join(".tradebook", "erp", "out"));
    expect(lines).toContain("npm run excel");
  });

  it("names no preview in production", () => {
    const production = { ...config(), devIssuer: false };

    expect(
      welcome({ config: production, origin: "https://localhost:3000", moved: undefined }).join(
        "\n",
      ),
    ).not.toContain("preview");
  });
});
