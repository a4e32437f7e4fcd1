import { z } from "zod";
import { Id } from "../ids.ts";
import { Amount } from "../wire.ts";

/** What a person or system may do (decisions.md 5). Effective roles = the token's roles that the database also grants. */
export const Role = z.enum([
  "Planner",
  "SalesApprover",
  "Finance",
  "FinanceApprover",
  "Controller",
  "Auditor",
  "Integration",
  "Admin",
]);
export type Role = z.infer<typeof Role>;

/** Whoever makes a request, after the token was verified and the user found. */
export interface Caller {
  tenantId: string;
  userId: string;
  name: string;
  roles: Role[];
}

/** The tenant's tolerance rule: allowed variance = max(floor, min(percent x base, cap)) (decisions.md 2). */
export const ToleranceRule = z.object({
  percent: z.string().meta({ description: 'Percent of the base as decimal text: "2" is 2 %' }),
  cap: Amount,
  floor: Amount,
});
export type ToleranceRule = z.infer<typeof ToleranceRule>;

/** What Finance may post alone; anything above waits for a FinanceApprover. */
export const AuthorityLimits = z.object({ settlement: Amount, writeOff: Amount });
export type AuthorityLimits = z.infer<typeof AuthorityLimits>;

/** `GET /v1/me`: who is signed in, to which company, with which rules. */
export const Me = z.object({
  userId: Id,
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(Role),
  tenant: z.object({ id: Id, name: z.string(), currency: z.string() }),
  environment: z.enum(["DEV", "TEST", "PROD"]),
  tolerance: ToleranceRule,
  limits: AuthorityLimits,
});
export type Me = z.infer<typeof Me>;

/** The people the development issuer can sign in as; they exist in development only. */
export const Persona = z.enum([
  "planner",
  "finance",
  "approver",
  "controller",
  "admin",
  "auditor",
  "integration",
]);
export type Persona = z.infer<typeof Persona>;

/** `POST /dev/token`: development only, at most 15 minutes. */
export const DevTokenRequest = z
  .object({ tenant: z.enum(["demo", "second"]), persona: Persona })
  .strict();
export type DevTokenRequest = z.infer<typeof DevTokenRequest>;
export const DevToken = z.object({ accessToken: z.string(), expiresAt: z.string() });
export type DevToken = z.infer<typeof DevToken>;
