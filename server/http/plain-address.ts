import { createMiddleware } from "hono/factory";
import { Refusal } from "../../shared/refusal.ts";
import type { AppEnv } from "./env.ts";

/** No text of the books holds the character NUL, and Postgres has no place for it: an address with one is a mistake. */
export const plainAddress = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.url.includes("%00")) {
    throw new Refusal("INVALID", "The address contains the character NUL (%00); leave it out.");
  }
  await next();
});
