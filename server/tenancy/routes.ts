import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { Refusal } from "../../shared/refusal.ts";
import { AuditFilter, AuditPage, AuditVerification } from "../../shared/tenancy/audit.ts";
import { type Caller, Me } from "../../shared/tenancy/identity.ts";
import { SettingsAnswer, SettingsChange } from "../../shared/tenancy/settings.ts";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requires, requiresAnyRole } from "../http/requires.ts";
import * as audit from "./audit.queries.ts";
import { changeSettings, currentSettings } from "./change-settings.ts";
import { DATA_DICTIONARY_FILE, dataDictionary } from "./data-dictionary.ts";
import { whoIsCalling } from "./who-is-calling.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const me = createRoute({
  method: "get",
  path: "/me",
  tags: ["Platform"],
  summary: "Who is signed in, to which company, with which roles and rules",
  ...requiresAnyRole(),
  responses: answers(Me, "The caller"),
});

/** They read the whole log; who plans reads what happened to one record of the plan. */
const AUDIT_READERS = ["Auditor", "Controller", "Admin", "Finance", "FinanceApprover"] as const;
const PLANNED: readonly (string | undefined)[] = ["promotion", "promotion-line", "fund"];

const auditLog = createRoute({
  method: "get",
  path: "/audit",
  tags: ["Platform"],
  summary: "What was done, newest first: of one row, of one kind, or everything",
  description:
    "Every act is written in the transaction of its change and never altered. Planner and SalesApprover read the history of one promotion, line or fund, named by `entity` and `id`.",
  ...requires(...AUDIT_READERS, "Planner", "SalesApprover"),
  request: { query: AuditFilter },
  responses: answers(AuditPage, "A page of acts"),
});

const verification = createRoute({
  method: "get",
  path: "/audit/verification",
  tags: ["Platform"],
  summary: "Compute the chain of hashes of the audit log again",
  description: "Reads the whole log of the company; broken places are named by their number.",
  ...requires("Auditor", "Controller", "Admin"),
  responses: answers(AuditVerification, "Whether the log is as it was written"),
});

const settings = createRoute({
  method: "get",
  path: "/settings",
  tags: ["Platform"],
  summary: "The company's rules: tolerance, limits, fiscal year, ERP",
  ...requiresAnyRole(),
  responses: answers(SettingsAnswer, "The rules and their version"),
});

const newSettings = createRoute({
  method: "put",
  path: "/settings",
  tags: ["Platform"],
  summary: "Replace the company's rules",
  description:
    "All of them, with the version that was read (409 VERSION_STALE otherwise) and a reason, which the audit log keeps. The currency cannot be changed.",
  ...requires("Controller"),
  request: { body: body(SettingsChange) },
  responses: answers(SettingsAnswer, "The rules and their new version"),
});

const dictionary = createRoute({
  method: "get",
  path: "/data-dictionary.xlsx",
  tags: ["Platform"],
  summary: "Every table and column of the live database, as a workbook",
  ...requiresAnyRole(),
  responses: {
    200: {
      description: "A sheet with schema, table, field, type, nullable, description and usage",
      content: { [XLSX]: { schema: z.string().meta({ format: "binary" }) } },
    },
    default: answers(z.null(), "").default,
  },
});

/** The platform: the caller, the company's rules, and the evidence. */
export const tenancy = new OpenAPIHono<AppEnv>()
  .openapi(me, async (c) => {
    const { caller, environment } = c.var;
    return c.json(await c.var.asTenant((tx) => whoIsCalling(tx, caller, environment)), 200);
  })
  .openapi(auditLog, async (c) => {
    const filter = c.req.valid("query");
    refuseWholeLog(c.var.caller, filter);
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => audit.auditEntries(tx, { ...filter, after }));
    return c.json(
      c.var.pages.pageBy(rows, filter, ({ seq }) => String(seq)),
      200,
    );
  })
  .openapi(verification, async (c) => {
    const { entries, problems } = await c.var.asTenant(async (tx) => ({
      entries: (await audit.auditCount(tx))[0]?.entries ?? 0,
      problems: await audit.auditProblems(tx),
    }));
    const verifiedAt = c.var.now().toISOString();
    return c.json({ entries, intact: problems.length === 0, problems, verifiedAt }, 200);
  })
  .openapi(settings, async (c) => {
    const { settings: now, version } = await c.var.asTenant(currentSettings);
    return c.json({ settings: now, version }, 200);
  })
  .openapi(newSettings, async (c) => {
    const change = c.req.valid("json");
    return c.json(await c.var.asTenant((tx) => changeSettings(tx, change)), 200);
  })
  .openapi(dictionary, async (c) => {
    const workbook = await c.var.asTenant(dataDictionary);
    c.header("content-type", XLSX);
    c.header("content-disposition", `attachment; filename="${DATA_DICTIONARY_FILE}"`);
    return c.body(new Uint8Array(workbook), 200);
  });

function refuseWholeLog({ name, roles }: Caller, { entity, id }: AuditFilter): void {
  if (AUDIT_READERS.some((role) => roles.includes(role))) return;
  if (id !== undefined && PLANNED.includes(entity)) return;
  throw new Refusal(
    "ROLE_MISSING",
    `${name} may read the history of one promotion, line or fund: name its entity and id. The whole log needs the role Auditor or Controller.`,
  );
}
