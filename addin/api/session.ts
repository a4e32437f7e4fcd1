import { z } from "zod";
import { Refusal } from "../../shared/refusal.ts";
import { DevToken } from "../../shared/tenancy/identity.ts";
import type { DevIdentity } from "../taskpane/ports.ts";
import type { Bearer, HttpClient } from "./http.ts";

const RENEW_BEFORE_MS = 60_000;
const IssuerDescription = z.object({ issuer: z.string() });

type Held =
  | { state: "signedOut" }
  | { state: "signedIn"; identity: DevIdentity; token: string; expiresAt: number };

/**
 * Who is signed in. The token lives in memory only, so closing Excel signs out; it is renewed before it expires, and
 * questions asked meanwhile wait for the same renewal.
 */
export class Session implements Bearer {
  private readonly http: HttpClient;
  private readonly now: () => number;
  private readonly ended: () => void;
  private held: Held = { state: "signedOut" };
  private renewal: Promise<string> | null = null;

  /** `http` carries no bearer itself: it is the one that fetches it. `ended` hears when nobody is signed in any more. */
  constructor({ http, now, ended }: { http: HttpClient; now: () => number; ended: () => void }) {
    this.http = http;
    this.now = now;
    this.ended = ended;
  }

  /** A development server describes its own issuer; any other server has none to describe. */
  async offersDevIdentities(): Promise<boolean> {
    try {
      const path = "/.dev-idp/.well-known/openid-configuration";
      await this.http.ask({ method: "GET", path, answer: IssuerDescription });
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === "NOT_FOUND") return false;
      throw error;
    }
  }

  async signIn(identity: DevIdentity): Promise<void> {
    await this.renew(identity);
  }

  signOut(): void {
    this.held = { state: "signedOut" };
  }

  async token(): Promise<string | null> {
    if (this.held.state === "signedOut") return null;
    const { identity, token, expiresAt } = this.held;
    return expiresAt - this.now() > RENEW_BEFORE_MS ? token : this.renew(identity);
  }

  /** The server did not take the token: one silent renewal, and true when asking again makes sense. */
  async refused(): Promise<boolean> {
    if (this.held.state === "signedOut") return false;
    try {
      await this.renew(this.held.identity);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.signOut();
      this.ended();
      return false;
    }
  }

  private renew(identity: DevIdentity): Promise<string> {
    this.renewal ??= this.fetchToken(identity).finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async fetchToken(identity: DevIdentity): Promise<string> {
    const fresh = await this.http.ask({
      method: "POST",
      path: "/dev/token",
      body: identity,
      answer: DevToken,
    });
    const expiresAt = Date.parse(fresh.expiresAt);
    this.held = { state: "signedIn", identity, token: fresh.accessToken, expiresAt };
    return fresh.accessToken;
  }
}
