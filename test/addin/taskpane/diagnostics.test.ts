import { expect, test } from "vitest";
import { describeSurroundings } from "../../../addin/taskpane/diagnostics/describe.ts";

const here = {
  version: "0.1.0",
  server: "https://localhost:3000",
  host: "Excel 16.0 on OfficeOnline",
  languages: "en-US display, en-US content",
  sets: ["ExcelApi 1.14"],
  browser: "Chromium",
};

test("support reads versions, host and the failed requests with their ids", () => {
  const text = describeSurroundings(here, [
    {
      at: "2026-11-23T09:14:07.000Z",
      request: "POST /v1/claims/batch",
      outcome: "FAULT",
      requestId: "req-7",
    },
    {
      at: "2026-11-23T09:15:07.000Z",
      request: "GET /v1/me",
      outcome: "no answer",
      requestId: null,
    },
  ]);

  expect(text).toContain("Tradebook 0.1.0\nServer https://localhost:3000");
  expect(text).toContain(
    "2026-11-23T09:14:07.000Z POST /v1/claims/batch: FAULT (request req-7)\n2026-11-23T09:15:07.000Z GET /v1/me: no answer",
  );
});

test("a session without trouble says so", () => {
  expect(describeSurroundings(here, [])).toContain("No failed requests.");
});
