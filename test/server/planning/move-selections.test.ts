import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Department, openDepartment } from "./department.ts";

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.close());

const chunks = <Each>(rows: readonly Each[], size: number): Each[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, n) =>
    rows.slice(n * size, (n + 1) * size),
  );
type Row = { id: string; version: number };
const submitAll = async (rows: readonly Row[]) => {
  const answers = [];
  for (const chunk of chunks(rows, 100)) {
    answers.push(await department.moveAll("paula", "submit", chunk));
  }
  return answers.flatMap(({ results }) => results);
};
const summary = (results: readonly { outcome: string; problem: { code: string } | null }[]) =>
  results.map(({ outcome, problem }) => problem?.code ?? outcome);

describe("a fund that runs out", () => {
  test("at row 312 of 500 refuses that row and all after it, and says why", async () => {
    const fundId = await department.fund("311000.00");
    const rows = await department.promotions(500, { fundId });

    const results = await submitAll(rows);

    expect(summary(results)).toEqual([
      ...Array.from({ length: 311 }, () => "saved"),
      ...Array.from({ length: 189 }, () => "FUND_SHORT"),
    ]);
    expect(results[311]?.problem?.detail).toContain("has 0.00 left; this promotion needs 1,000.00");
    expect(await department.left(fundId)).toBe("0.0000");
  });

  test("lets a smaller row after a refused one through, each time the same", async () => {
    const fundId = await department.fund("2500.00");
    const rows = [
      ...(await department.promotions(2, { fundId, planned: "1000.00" })),
      ...(await department.promotions(1, { fundId, planned: "600.00" })),
      ...(await department.promotions(1, { fundId, planned: "500.00" })),
      ...(await department.promotions(1, { fundId, planned: "0.01" })),
    ];

    const { summary: counts, results } = await department.moveAll("paula", "submit", rows);

    expect(summary(results)).toEqual(["saved", "saved", "FUND_SHORT", "saved", "FUND_SHORT"]);
    expect(counts).toMatchObject({ saved: 3, invalid: 2 });
    expect(results.map(({ row }) => row?.status)).toEqual([
      "PENDING_APPROVAL",
      "PENDING_APPROVAL",
      "DRAFT",
      "PENDING_APPROVAL",
      "DRAFT",
    ]);
  });

  test("is never overspent by two who submit 500 at once, in whatever order they come", async () => {
    const fundId = await department.fund("311500.00");
    const rows = await department.promotions(500, { fundId });
    const evens = rows.filter((_, n) => n % 2 === 0);
    const odds = rows.filter((_, n) => n % 2 === 1).toReversed();

    const both = await Promise.all([submitAll(evens), submitAll(odds)]);

    const saved = both.flat().filter(({ outcome }) => outcome === "saved");
    expect(saved).toHaveLength(311);
    expect(await department.left(fundId)).toBe("500.0000");
  });

  test("is never overspent by two who submit the same selection at once", async () => {
    const fundId = await department.fund("50000.00");
    const rows = await department.promotions(80, { fundId });

    const both = await Promise.all([
      department.moveAll("paula", "submit", rows),
      department.moveAll("paula", "submit", rows.toReversed()),
    ]);

    const saved = both.flatMap(({ results }) =>
      results.filter(({ outcome }) => outcome === "saved"),
    );
    expect(saved).toHaveLength(50);
    expect(new Set(saved.map(({ id }) => id)).size).toBe(50);
    expect(await department.left(fundId)).toBe("0.0000");
  });
});

describe("a selection", () => {
  test("is answered row by row in its order, and a bad row leaves the others alone", async () => {
    const fundId = await department.fund("100000.00");
    const [good, stale] = await department.promotions(2, { fundId });
    const running = await department.promotion({ status: "LIVE", fundId });
    const others = await department.promotion({ fundId, createdBy: "peter", ownerId: "peter" });
    const gone = { id: "0190d000-0000-7000-8000-00000000ffff", version: 1 };
    const rows = [running, good!, { ...stale!, version: 9 }, gone, others, good!];

    const { results, summary: counts } = await department.moveAll("paula", "submit", rows);

    expect(results.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(results.map(({ outcome, problem }) => [outcome, problem?.code ?? null])).toEqual([
      ["forbidden", "MOVE_NOT_ALLOWED"],
      ["saved", null],
      ["conflict", "VERSION_STALE"],
      ["gone", "NOT_FOUND"],
      ["forbidden", "ROLE_MISSING"],
      ["conflict", "VERSION_STALE"],
    ]);
    expect(counts).toEqual({ saved: 1, invalid: 0, conflict: 2, forbidden: 2, gone: 1 });
  });

  test("is approved as one, and each promotion accrues", async () => {
    const fundId = await department.fund("100000.00");
    const rows = await department.promotions(20, { status: "PENDING_APPROVAL", fundId });

    const { results } = await department.moveAll("sam", "approve", rows);

    expect(new Set(results.map(({ row }) => `${row?.status} ${row?.accrualStatus}`))).toEqual(
      new Set(["APPROVED QUEUED"]),
    );
    expect(await department.left(fundId)).toBe("80000.0000");
  });

  test("is approved by two at once without a deadlock, each promotion once", async () => {
    const fundId = await department.fund("100000.00");
    const rows = await department.promotions(40, { status: "PENDING_APPROVAL", fundId });

    const both = await Promise.all([
      department.moveAll("sam", "approve", rows),
      department.moveAll("sarah", "approve", rows.toReversed()),
    ]);

    const outcomes = both.flatMap(({ results }) => summary(results)).toSorted();
    expect(outcomes).toEqual([
      ...Array.from({ length: 40 }, () => "APPROVAL_NOT_OPEN"),
      ...Array.from({ length: 40 }, () => "saved"),
    ]);
  });

  test("of more than 100 is refused whole", async () => {
    const rows = Array.from({ length: 101 }, () => ({
      id: "0190d000-0000-7000-8000-00000000ffff",
      version: 1,
    }));

    const answer = await department.request("paula", "POST /v1/promotions/actions/submit", {
      body: { rows },
    });

    expect([answer.status, answer.problem().code]).toEqual([422, "INVALID"]);
  });
});
