import { X509Certificate } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localCertificate, localCertificateFile } from "../../server/certificate.ts";
import { listen, PortInUse } from "../../server/listen.ts";
import { pageSecret } from "../../server/secrets.ts";

const host = "127.0.0.1";
let home: string;
let taken: Server;
let port: number;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "tradebook-listen-"));
  taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, host, resolve);
  });
  port = (taken.address() as AddressInfo).port;
});
afterAll(async () => {
  taken.close();
  await rm(home, { recursive: true, force: true });
});

const answer = (_: unknown, response: { end(text: string): unknown }) => {
  response.end("here");
};

describe("a port that is in use", () => {
  it("is named, with the process that uses it where the system tells, and the next free one is taken", async () => {
    const listening = await listen(answer, { host, port, otherPorts: 20 });

    await listening.stop();
    expect(listening.port).toBeGreaterThan(port);
    expect(listening.moved).toMatch(
      new RegExp(
        `^Port ${port} is in use( by .+ \\(process ${process.pid}\\))?\\. Tradebook took port ${listening.port} instead\\.$`,
      ),
    );
  });

  it("is refused where no other may be taken", async () => {
    await expect(listen(answer, { host, port, otherPorts: 0 })).rejects.toThrow(PortInUse);
    await expect(listen(answer, { host, port, otherPorts: 0 })).rejects.toThrow(
      /Stop that process, or set PORT to another\.$/,
    );
  });
});

describe("the local certificate", () => {
  const now = new Date();

  it("is for localhost and this machine's addresses, for about a year", async () => {
    const { cert } = await localCertificate(home, now);

    const { subjectAltName, validTo, ca } = new X509Certificate(cert);
    expect(subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
    expect([ca, Math.round((Date.parse(validTo) - now.getTime()) / 86_400_000)]).toEqual([
      false,
      365,
    ]);
  });

  it("is kept, and its key is readable by its owner alone", async () => {
    const first = await localCertificate(home, now);
    const second = await localCertificate(home, now);

    const key = await stat(path.join(home, "tls/localhost-key.pem"));
    expect(second).toEqual(first);
    expect(key.mode & 0o777).toBe(0o600);
  });

  it("is made anew a month before it expires", async () => {
    const first = await localCertificate(home, now);
    const later = new Date(now.getTime() + 340 * 86_400_000);

    const renewed = await localCertificate(home, later);

    expect(renewed.cert).not.toBe(first.cert);
  });

  it("serves https to whoever trusts it", async () => {
    const certificate = await localCertificate(path.join(home, "served"), now);
    const listening = await listen(answer, { host, port: 0, certificate, otherPorts: 0 });

    const text = await new Promise<string>((resolve, reject) => {
      get(
        { host: "localhost", family: 4, port: listening.port, ca: certificate.cert },
        (response) => {
          response.on("data", (chunk: Buffer) => resolve(chunk.toString()));
        },
      ).on("error", reject);
    });

    await listening.stop();
    expect(text).toBe("here");
  });

  it("that was damaged is a fault, not a silent replacement", async () => {
    await writeFile(localCertificateFile(home), "not a certificate");

    await expect(localCertificate(home, now)).rejects.toThrow(/PEM/);
  });
});

describe("the secret of page tokens", () => {
  it("is made once and kept readable by its owner alone", async () => {
    const first = await pageSecret(home);
    const second = await pageSecret(home);

    const { mode } = await stat(path.join(home, "page-secret"));
    expect([second === first, first.length, mode & 0o777]).toEqual([true, 64, 0o600]);
  });
});
