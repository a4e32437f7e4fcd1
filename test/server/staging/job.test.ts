import { afterAll, beforeAll, expect, test } from "vitest";
import { FeedReceipt } from "../../../shared/erp/batch.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { batch, deduction, send } from "./feeds.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({
    seed: "demo",
    erp: {
      can: {
        idempotency: "reference",
        answers: "at once",
        knowsPeriods: true,
        referenceLength: 16,
      },
      post: () => Promise.reject(new Error("nothing is posted here")),
      lookup: () => Promise.reject(new Error("nothing is looked up here")),
    },
  });
});
afterAll(() => app.close());

test("an upload is promoted by the job it asked for, as its own company", async () => {
  const body = JSON.stringify([deduction(), deduction({ erpRef: "1400012346" })]);
  const sent = await send(app, "deductions", { body });

  await app.runJobs();

  expect(await batch(app, sent.as(FeedReceipt).batchId)).toMatchObject({
    status: "DONE",
    accepted: 2,
    rejected: 0,
  });
});
