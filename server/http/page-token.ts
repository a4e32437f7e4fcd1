import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Page } from "../../shared/page.ts";
import { Refusal } from "../../shared/refusal.ts";

/** What a list was asked for. Everything but the place and the size of the page belongs to the token. */
export interface PagedFilter {
  pageSize: number;
  pageToken?: string | undefined;
}

/** Reads and writes page tokens of one route for one tenant. */
export interface Pages {
  /** The key of the last row the caller has, or null for the first page. Refuses a token of another list or filter. */
  after(filter: PagedFilter): string | null;
  /** Cuts rows to `pageSize` (ask SQL for one more: `limit pageSize + 1`) and signs the token of the next page. */
  page<Row extends { id: string }>(rows: readonly Row[], filter: PagedFilter): Page<Row>;
  /** The same for rows whose key is another column, such as an account's code. */
  pageBy<Row>(rows: readonly Row[], filter: PagedFilter, keyOf: (row: Row) => string): Page<Row>;
}

/** Where tokens are valid, and the clock that dates the page. */
export interface PageScope {
  secret: string;
  tenantId: string;
  route: string;
  now: () => Date;
}

/** Opaque keyset tokens, signed, so that nobody reads a list from a place or under a filter it was not asked with. */
export function openPages(scope: PageScope): Pages {
  const pageBy = <Row>(
    rows: readonly Row[],
    filter: PagedFilter,
    keyOf: (row: Row) => string,
  ): Page<Row> => {
    const shown = rows.slice(0, filter.pageSize);
    const last = shown.at(-1);
    return {
      rows: shown,
      nextPageToken:
        rows.length > filter.pageSize && last !== undefined
          ? signed(keyOf(last), signature(scope, filter, keyOf(last)))
          : null,
      asOf: scope.now().toISOString(),
    };
  };
  return {
    after: (filter) => (filter.pageToken ? readToken(scope, filter, filter.pageToken) : null),
    page: (rows, filter) => pageBy(rows, filter, (row) => row.id),
    pageBy,
  };
}

const signed = (key: string, mac: Buffer) =>
  `${Buffer.from(key, "utf8").toString("base64url")}.${mac.toString("base64url")}`;

function readToken(scope: PageScope, filter: PagedFilter, token: string): string {
  const [place = "", mac = ""] = token.split(".");
  const key = Buffer.from(place, "base64url").toString("utf8");
  const given = Buffer.from(mac, "base64url");
  const expected = signature(scope, filter, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal(
      "PAGE_TOKEN_INVALID",
      "This page token belongs to another list or to other filters. Ask for the first page again.",
    );
  }
  return key;
}

function signature(scope: PageScope, filter: PagedFilter, key: string): Buffer {
  const asked = Object.entries(filter)
    .filter(([name, value]) => name !== "pageToken" && name !== "pageSize" && value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const query = createHash("sha256").update(JSON.stringify(asked)).digest("hex");
  return createHmac("sha256", scope.secret)
    .update(JSON.stringify([scope.tenantId, scope.route, query, key]))
    .digest()
    .subarray(0, 16);
}
