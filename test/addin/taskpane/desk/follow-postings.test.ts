import { expect, test } from "vitest";
import { followPostings } from "../../../../addin/taskpane/desk/follow-postings.ts";
import { FollowedPostings } from "../../../../addin/taskpane/desk/followed-postings.ts";
import type { Posting } from "../../../../addin/taskpane/desk/post.ts";
import type { Claim } from "../../../../shared/finance/claim.ts";
import { memoryApi } from "../memory-api.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aClaim, CLAIM_ID } from "../samples.ts";

const onItsWay: Posting = {
  claimId: CLAIM_ID,
  label: "D-1001 · Walmart US",
  journalId: "j",
  state: "onItsWay",
  message: "",
};

/** A server whose claim goes through these states, one per question. */
function deskSeeing(...claims: Partial<Claim>[]) {
  let asked = 0;
  const claim = () => {
    asked += 1;
    return Promise.resolve(aClaim(claims[Math.min(asked, claims.length) - 1] ?? {}));
  };
  return {
    desk: { api: memoryApi({ claim }), workbook: new MemoryWorkbook() },
    asked: () => asked,
  };
}

const patient = () => {
  const waits: number[] = [];
  const wait = (ms: number) => {
    waits.push(ms);
    return Promise.resolve();
  };
  return { waits, wait };
};

test("a journal is followed until it is posted, and the row in the sheet says so", async () => {
  const { desk } = deskSeeing(
    { journalStatus: "QUEUED" },
    { journalStatus: "SENT" },
    { journalStatus: "POSTED", erpDocument: "4900001234" },
  );

  const [posting] = await followPostings(desk, [onItsWay], {
    wait: patient().wait,
    onChange: () => undefined,
    signal: new AbortController().signal,
  });

  expect(posting).toMatchObject({
    state: "posted",
    message: "Posted as ERP document 4900001234.",
  });
  expect(desk.workbook.shown).toMatchObject([{ id: CLAIM_ID, state: "posted" }]);
});

test("a journal that the ERP refuses ends with the ERP's words", async () => {
  const { desk } = deskSeeing({
    journalStatus: "FAILED",
    journalFailure: { code: "PERIOD_CLOSED", message: "Period 2026-09 is closed." },
  });

  const [posting] = await followPostings(desk, [onItsWay], {
    wait: patient().wait,
    onChange: () => undefined,
    signal: new AbortController().signal,
  });

  expect(posting?.message).toBe("Period 2026-09 is closed. (ERP: PERIOD_CLOSED)");
  expect(desk.workbook.shown).toMatchObject([{ state: "failed" }]);
});

test("it asks less and less often, at most every five seconds, and gives up after two minutes", async () => {
  const { desk, asked } = deskSeeing({ journalStatus: "QUEUED" });
  const { waits, wait } = patient();

  const [posting] = await followPostings(desk, [onItsWay], {
    wait,
    onChange: () => undefined,
    signal: new AbortController().signal,
  });

  expect(posting?.state).toBe("onItsWay");
  expect(waits.slice(0, 3)).toEqual([600, 900, 1350]);
  expect(Math.max(...waits)).toBe(5_000);
  expect(asked()).toBeLessThan(40);
});

test("postings that wait for approval are not asked about", async () => {
  const { desk, asked } = deskSeeing({ journalStatus: "QUEUED" });

  await followPostings(desk, [{ ...onItsWay, state: "waitsForApproval" }], {
    wait: patient().wait,
    onChange: () => undefined,
    signal: new AbortController().signal,
  });

  expect(asked()).toBe(0);
});

test("a second posting of a claim replaces the first, and the end is told once", async () => {
  const { desk } = deskSeeing({ journalStatus: "POSTED" });
  const ended: Posting[][] = [];
  const followed = new FollowedPostings({
    follow: (postings, following) =>
      followPostings(desk, postings, { ...following, wait: patient().wait }),
    ended: (postings) => ended.push(postings),
  });

  const first = followed.add([{ ...onItsWay, message: "first" }]);
  await followed.add([{ ...onItsWay, message: "second" }]);
  await first;

  expect(followed.current().postings).toHaveLength(1);
  expect(followed.current().phase.at).toBe("ended");
  expect(ended).toHaveLength(1);
});

test("a lost connection is said, and asking again goes on", async () => {
  let isDown = true;
  const claim = () =>
    isDown
      ? Promise.reject(new Error("Tradebook cannot be reached."))
      : Promise.resolve(aClaim({ journalStatus: "POSTED" }));
  const desk = { api: memoryApi({ claim }), workbook: new MemoryWorkbook() };
  const followed = new FollowedPostings({
    follow: (postings, following) =>
      followPostings(desk, postings, { ...following, wait: patient().wait }),
    ended: () => undefined,
  });

  await followed.add([onItsWay]);
  expect(followed.current().phase).toEqual({
    at: "failed",
    reason: "Tradebook cannot be reached.",
  });

  isDown = false;
  await followed.again();
  expect(followed.current().postings).toMatchObject([{ state: "posted" }]);
});
