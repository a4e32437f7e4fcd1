import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const read = async () =>
  Lock.parse(
    JSON.parse(await readFile(new URL("../../package-lock.json", import.meta.url), "utf8")),
  ).packages;

describe("the lock file", () => {
  // npm leaves out the builds of other platforms when its registry does not hold them, and npm ci then refuses everywhere.
  it("names every optional build of every package, so that npm ci runs on each platform", async () => {
    const packages = await read();

    const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(packages, at, name)),
    );

    expect(missing).toEqual([]);
  });

  it("names no host, so that it works with any registry", async () => {
    const packages = await read();

    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});

/** Node looks for a package beside the one that asks, then in each folder above it. */
function isLocked(packages: Record<string, unknown>, at: string, name: string): boolean {
  const path = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
  if (path in packages) return true;
  if (at === "") return false;
  const above = at.lastIndexOf("/node_modules/");
  return isLocked(packages, above === -1 ? "" : at.slice(0, above), name);
}
