import { spawnSync } from "node:child_process";
import { createServer as createPlainServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "./certificate.ts";

/** Where and how to listen. */
export interface ListenOptions {
  host: string;
  port: number;
  /** Left out behind a balancer that speaks TLS. */
  certificate?: Certificate | undefined;
  /** How many of the ports after it may be taken instead when it is in use; 0 refuses. */
  otherPorts: number;
}

/** A server that listens. */
export interface Listening {
  port: number;
  /** Why it is not the port that was asked for, in a sentence. */
  moved: string | undefined;
  /** Lets requests at work finish for a while, takes no others, and returns when all connections are closed. */
  stop(): Promise<void>;
}

/** A port that is in use, in a sentence that names who uses it. */
export class PortInUse extends Error {
  override readonly name = "PortInUse";
}

const PATIENCE_MS = 10_000;

/** Listens at the port, or at the next free one where that is allowed. */
export async function listen(answer: RequestListener, options: ListenOptions): Promise<Listening> {
  const { certificate, host, port, otherPorts } = options;
  let taken: string | undefined;
  for (let candidate = port; candidate <= Math.min(port + otherPorts, 65_535); candidate++) {
    const server: Server = certificate
      ? createSecureServer(certificate, answer)
      : createPlainServer(answer);
    if (await listens(server, candidate, host)) {
      const moved = taken && `${taken} Tradebook took port ${portOf(server)} instead.`;
      return { port: portOf(server), moved, stop: () => stop(server) };
    }
    taken ??= `Port ${port} is in use${usedBy(port)}.`;
  }
  throw new PortInUse(
    `${taken ?? `Port ${port} is in use.`} Stop that process, or set PORT to another.`,
  );
}

/** False when the port is in use; any other error is thrown. */
function listens(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EACCES")
        reject(
          new PortInUse(
            `Port ${port} may not be used by this account; set PORT to one above 1023.`,
          ),
        );
      else reject(error);
    });
    server.listen(port, host, () => resolve(true));
  });
}

const portOf = (server: Server) => {
  const address: AddressInfo | string | null = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
};

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearTimeout(impatience);
}

/** Who listens there, when the system says so quickly: " by node (process 4711)". */
function usedBy(port: number): string {
  if (process.platform === "win32") return "";
  const { stdout } = spawnSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], {
    encoding: "utf8",
    timeout: 2_000,
  });
  const pid = /^p(\d+)$/m.exec(stdout ?? "")?.[1];
  const command = /^c(.+)$/m.exec(stdout ?? "")?.[1];
  return pid && command ? ` by ${command} (process ${pid})` : "";
}
