import { describe, expect, it } from "vitest";
import { openPages, type PagedFilter } from "../../../server/http/page-token.ts";
import { Refusal } from "../../../shared/refusal.ts";

const now = () => new Date("2026-11-23T09:00:00Z");
const SCOPE = { secret: "secret", tenantId: "tenant 1", route: "/v1/claims", now };
const pages = openPages(SCOPE);
const rows = ["a", "b", "c"].map((id) => ({ id }));

interface ClaimFilter extends PagedFilter {
  status?: string;
}
const tokenFor = (filter: ClaimFilter) => pages.page(rows, filter).nextPageToken ?? "none";

describe("a page of rows", () => {
  it("holds as many as were asked for, and a token when there is one more", () => {
    const page = pages.page(rows, { pageSize: 2 });

    expect([page.rows.map(({ id }) => id), page.nextPageToken !== null, page.asOf]).toEqual([
      ["a", "b"],
      true,
      "2026-11-23T09:00:00.000Z",
    ]);
  });

  it("is the last one when all rows fit", () => {
    expect(pages.page(rows, { pageSize: 3 }).nextPageToken).toBeNull();
  });

  it("is followed from the key of its last row", () => {
    const filter: ClaimFilter = { pageSize: 2, status: "PENDING" };

    const after = pages.after({ ...filter, pageToken: tokenFor(filter) });

    expect(after).toBe("b");
  });

  it("may be followed by a page of another size", () => {
    expect(pages.after({ pageSize: 500, pageToken: tokenFor({ pageSize: 2 }) })).toBe("b");
  });

  it("is the first when no token is given", () => {
    expect(pages.after({ pageSize: 2 })).toBeNull();
  });

  it("takes another column as its key when told so", () => {
    const accounts = [{ code: "1100" }, { code: "1150" }];

    const { nextPageToken } = pages.pageBy(accounts, { pageSize: 1 }, ({ code }) => code);

    expect(pages.after({ pageSize: 1, pageToken: nextPageToken ?? "" })).toBe("1100");
  });
});

const refusal = (read: () => unknown) => {
  try {
    read();
    return "accepted";
  } catch (error) {
    return error instanceof Refusal ? error.code : "fault";
  }
};

describe("a page token is refused", () => {
  const filter: ClaimFilter = { pageSize: 2, status: "PENDING" };
  it("with another filter", () => {
    const asked: ClaimFilter = { pageSize: 2, status: "SETTLED", pageToken: tokenFor(filter) };

    expect(refusal(() => pages.after(asked))).toBe("PAGE_TOKEN_INVALID");
  });

  it.each([
    ["on another route", { route: "/v1/journals" }],
    ["by another company", { tenantId: "tenant 2" }],
    ["by a server with another secret", { secret: "other" }],
  ])("%s", (_where, change) => {
    const elsewhere = openPages({ ...SCOPE, ...change });

    expect(refusal(() => elsewhere.after({ ...filter, pageToken: tokenFor(filter) }))).toBe(
      "PAGE_TOKEN_INVALID",
    );
  });

  it("when its key was changed by hand", () => {
    const [, mac = ""] = tokenFor(filter).split(".");
    const pageToken = `${Buffer.from("zzz").toString("base64url")}.${mac}`;

    expect(refusal(() => pages.after({ ...filter, pageToken }))).toBe("PAGE_TOKEN_INVALID");
  });

  it.each(["", ".", "nonsense", "a.b.c"].filter(Boolean))("when it is %s", (pageToken) => {
    expect(refusal(() => pages.after({ ...filter, pageToken }))).toBe("PAGE_TOKEN_INVALID");
  });
});
