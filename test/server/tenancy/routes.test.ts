import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { AuditPage, AuditVerification } from "../../../shared/tenancy/audit.ts";
import { SettingsAnswer } from "../../../shared/tenancy/settings.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "none" });
});
afterAll(() => app.close());

const read = async () => (await app.request("controller", "GET /v1/settings")).as(SettingsAnswer);

const change = async (
  settings: object,
  { version, reason = "the yearly review" }: { version?: number; reason?: string } = {},
) => {
  const now = await read();
  const wanted = { ...now.settings, ...settings };
  return app.request("controller", "PUT /v1/settings", {
    body: { settings: wanted, version: version ?? now.version, reason },
  });
};

describe("a company's rules", () => {
  it("are read by everyone in it, and are the company's own", async () => {
    const { settings } = (await app.request("planner", "GET /v1/settings")).as(SettingsAnswer);
    const second = await app.request({ tenant: "second", persona: "planner" }, "GET /v1/settings");

    expect([settings.tolerance.percent, settings.tolerance.cap.toMinor()]).toEqual(["2", "500.00"]);
    expect(second.as(SettingsAnswer).settings.tolerance.percent).toBe("3");
  });

  it("are changed by a controller, and the audit log says who, what and why", async () => {
    const before = await read();

    const answer = await change({ tolerance: { percent: "2.5", cap: "400.00", floor: "0.00" } });

    expect(answer.as(SettingsAnswer).version).toBe(before.version + 1);
    const [entry] = (await app.request("auditor", "GET /v1/audit?entity=tenant")).as(
      AuditPage,
    ).rows;
    expect(entry).toMatchObject({
      act: "change-settings",
      actorName: "Carlos Stone",
      actorRole: "Controller",
      reason: "the yearly review",
      before: { tolerance: { percent: "2", cap: "500.0000" } },
      after: { tolerance: { percent: "2.5", cap: "400.0000" } },
    });
  });

  it("are not changed over somebody else's change", async () => {
    const { version } = await read();
    await change({ fiscalYearStart: 7 });

    const answer = await change({ fiscalYearStart: 1 }, { version });

    expect([answer.status, answer.problem().code]).toEqual([409, "VERSION_STALE"]);
    expect((await read()).settings.fiscalYearStart).toBe(7);
  });

  it("need a reason", async () => {
    const answer = await change({}, { reason: "" });

    expect(answer.problem().errors.map(({ pointer }) => pointer)).toEqual(["/reason"]);
  });

  it.each([
    [
      "a percentage of 100 and more",
      { tolerance: { percent: "100", cap: "1.00", floor: "0.00" } },
      "/settings/tolerance/percent",
    ],
    [
      "a percentage that is no number",
      { tolerance: { percent: "two", cap: "1.00", floor: "0.00" } },
      "/settings/tolerance/percent",
    ],
    [
      "a floor above the cap",
      { tolerance: { percent: "2", cap: "1.00", floor: "2.00" } },
      "/settings/tolerance/floor",
    ],
    [
      "a negative limit",
      { limits: { settlement: "-1.00", writeOff: "0.00" } },
      "/settings/limits/settlement",
    ],
    [
      "a limit in fractions of a cent",
      { limits: { settlement: "1.00", writeOff: "0.001" } },
      "/settings/limits/writeOff",
    ],
    ["another currency", { currency: "EUR" }, "/settings/currency"],
    ["a time zone that does not exist", { timeZone: "Mars/Olympus" }, "/settings/timeZone"],
    ["a month that does not exist", { fiscalYearStart: 13 }, "/settings/fiscalYearStart"],
  ])("are not changed to %s", async (_what, settings, pointer) => {
    const answer = await change(settings);

    expect(answer.status).toBe(422);
    expect(answer.problem().errors.map((error) => error.pointer)).toEqual([pointer]);
  });
});

describe("the audit log", () => {
  it("is read newest first, page by page, without missing or doubling an act", async () => {
    for (const fiscalYearStart of [2, 3, 4, 5, 6]) await change({ fiscalYearStart });
    const whole = (await app.request("auditor", "GET /v1/audit")).as(AuditPage).rows;

    const seqs: number[] = [];
    let token: string | null = "";
    while (token !== null) {
      const page: z.infer<typeof AuditPage> = (
        await app.request("auditor", `GET /v1/audit?pageSize=2${token && `&pageToken=${token}`}`)
      ).as(AuditPage);
      seqs.push(...page.rows.map(({ seq }) => seq));
      token = page.nextPageToken;
    }

    expect(seqs).toEqual(whole.map(({ seq }) => seq));
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
  });

  it("refuses a page token with another filter", async () => {
    await change({ fiscalYearStart: 8 });
    await change({ fiscalYearStart: 9 });
    const { nextPageToken } = (await app.request("auditor", "GET /v1/audit?pageSize=1")).as(
      AuditPage,
    );

    const answer = await app.request(
      "auditor",
      `GET /v1/audit?pageSize=1&entity=claim&pageToken=${nextPageToken}`,
    );

    expect([answer.status, answer.problem().code]).toEqual([400, "PAGE_TOKEN_INVALID"]);
  });

  it("of one company is never seen by another", async () => {
    await change({ fiscalYearStart: 10 });

    const second = await app.request({ tenant: "second", persona: "auditor" }, "GET /v1/audit");

    expect(second.as(AuditPage).rows).toEqual([]);
  });

  it("verifies while nobody touched it, and names the place once somebody did", async () => {
    await change({ fiscalYearStart: 11 });
    const verify = async () =>
      (await app.request("auditor", "GET /v1/audit/verification")).as(AuditVerification);
    const before = await verify();
    await app.database.asOwner(
      (tx) => tx`update tenancy.audit_log set reason = 'something else' where seq = 1`,
    );

    const after = await verify();

    expect([before.intact, before.problems, before.entries > 0]).toEqual([true, [], true]);
    expect([after.intact, after.problems]).toEqual([
      false,
      [{ seq: 1, problem: "the content does not match its hash" }],
    ]);
  });
});

describe("the data dictionary", () => {
  it("is a workbook to download", async () => {
    const { status, headers, text } = await app.request("auditor", "GET /v1/data-dictionary.xlsx");

    expect([status, headers.get("content-type"), text.slice(0, 2)]).toEqual([
      200,
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "PK",
    ]);
    expect(headers.get("content-disposition")).toBe(
      'attachment; filename="TPM_Enterprise_Data_Model_Spec.xlsx"',
    );
  });
});

describe("the history of one record", () => {
  it("is read by who plans; the whole log is not", async () => {
    const id = "0190d000-0000-7000-8000-000000001601";

    const one = await app.request("planner", `GET /v1/audit?entity=promotion&id=${id}`);
    const whole = await app.request("planner", "GET /v1/audit");
    const settings = await app.request("planner", `GET /v1/audit?entity=tenant&id=${id}`);

    expect(one.as(AuditPage).rows.every(({ entityId }) => entityId === id)).toBe(true);
    expect([whole.status, settings.status]).toEqual([403, 403]);
  });
});
