import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PromotionLinePage } from "../../../shared/planning/line.ts";
import { Promotion, PromotionBatchResult } from "../../../shared/planning/promotion.ts";
import { type Department, openDepartment } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("10000000.00");
});
afterAll(() => department.close());

describe("copying", () => {
  test("makes a draft of the caller's own, weeks later, with its lines and its fund", async () => {
    const source = await department.promotion({ status: "CLOSED", fundId, planned: "1234.56" });
    const before = await department.request("paula", `GET /v1/promotions/${source.id}`);

    const answer = await department.move("peter", "copy", { ...source, weeks: 52 });

    const copy = answer.as(Promotion);
    const original = before.as(Promotion);
    expect(copy).toMatchObject({
      status: "DRAFT",
      fundStatus: "NONE",
      accrualStatus: "NONE",
      name: original.name,
      fundId,
      ownerName: "Peter Plan",
      createdByName: "Peter Plan",
      editable: true,
    });
    expect(copy.number).not.toBe(original.number);
    expect(copy.number).toMatch(/^P-\d+$/);
    expect(Date.parse(copy.sellInStart!) - Date.parse(original.sellInStart!)).toBe(
      364 * 86_400_000,
    );
    expect(copy.plannedSpend.toMinor()).toBe("1234.56");
    const lines = await department.request("peter", `GET /v1/promotion-lines?promotion=${copy.id}`);
    expect(lines.as(PromotionLinePage).rows.map(({ lineSpend }) => lineSpend.toMinor())).toEqual([
      "1234.56",
    ]);
    expect(await department.state(source.id)).toMatchObject({ status: "CLOSED", version: 1 });
  });

  test("a selection is shifted as one, each to a number of its own", async () => {
    const sources = await department.promotions(3, { status: "SETTLED", fundId });

    const { results } = await department.moveAll(
      "paula",
      "copy",
      sources.map((source) => ({ ...source, weeks: -4 })),
    );

    const numbers = results.map(({ row }) => row?.number);
    expect(new Set(numbers).size).toBe(3);
    expect(results.map(({ id }) => id)).toEqual(sources.map(({ id }) => id));
    expect(results.map(({ row }) => row?.status)).toEqual(["DRAFT", "DRAFT", "DRAFT"]);
    const source = await department.request("paula", `GET /v1/promotions/${sources[0]?.id}`);
    const shifted =
      Date.parse(results[0]?.row?.sellInStart ?? "") -
      Date.parse(source.as(Promotion).sellInStart ?? "");
    expect(shifted).toBe(-28 * 86_400_000);
  });

  test("is refused when its weeks lead out of the calendar", async () => {
    const source = await department.promotion({ fundId });
    await department.app.database.as(
      (tx) => tx`
        update planning.promotions set date_end_sellin = '2099-12-01' where id = ${source.id}
      `,
    );
    const seen = await department.seen(source.id);

    const answer = await department.move("paula", "copy", { ...seen, weeks: 52 });

    expect(answer.status).toBe(422);
    expect(answer.problem().detail).toContain("does not lie between 2000-01-01 and 2099-12-31");
  });

  test("sent again under its Idempotency-Key is one copy", async () => {
    const { id, version } = await department.promotion({ fundId });
    const headers = { "idempotency-key": randomUUID() };
    const send = () =>
      department.request("paula", `POST /v1/promotions/${id}/actions/copy`, {
        body: { version },
        headers,
      });

    const first = (await send()).as(Promotion);
    const second = await send();

    expect(second.as(Promotion).id).toBe(first.id);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  test("a draft that was copied may be deleted, and its copy stays", async () => {
    const source = await department.promotion({ fundId });
    const made = await department.move("paula", "copy", source);
    const { id, version } = source;

    const answer = await department.request("paula", "POST /v1/promotions/batch", {
      body: {
        batchId: randomUUID(),
        rows: [{ key: "1", op: "delete", id, version, changes: {} }],
      },
    });

    expect(answer.as(PromotionBatchResult).results).toMatchObject([{ outcome: "saved" }]);
    expect(await department.state(id)).toEqual({});
    expect(await department.state(made.as(Promotion).id)).toMatchObject({ status: "DRAFT" });
  });
});
