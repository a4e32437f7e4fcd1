import type { z } from "zod";
import type { Page } from "../../shared/page.ts";
import type { OnProgress } from "../taskpane/ports.ts";
import type { HttpClient } from "./http.ts";

const PAGE_SIZE = 2_000;

/** A list on the server: its path, its filter and the shape of a page. */
export interface ListQuestion<Row> {
  path: string;
  filter: Record<string, string | number | undefined>;
  page: z.ZodType<Page<Row>>;
}

/** Reads a list to its end, page after page, into memory; a cancelled reading leaves nothing behind. */
export async function wholeList<Row>(
  http: HttpClient,
  { path, filter, page }: ListQuestion<Row>,
  { onProgress, signal }: { onProgress?: OnProgress; signal?: AbortSignal } = {},
): Promise<{ rows: Row[]; asOf: string }> {
  const rows: Row[] = [];
  let pageToken: string | undefined;
  for (;;) {
    const query = queryText({ ...filter, pageSize: PAGE_SIZE, pageToken });
    const answer = await http.ask({
      method: "GET",
      path: `${path}?${query}`,
      answer: page,
      ...(signal ? { signal } : {}),
    });
    rows.push(...answer.rows);
    const isLast = answer.nextPageToken === null;
    onProgress?.({ done: rows.length, ...(isLast ? { total: rows.length } : {}) });
    if (answer.nextPageToken === null) return { rows, asOf: answer.asOf };
    pageToken = answer.nextPageToken;
  }
}

/** The fields that are set, as a query string. */
export function queryText(filter: Record<string, string | number | undefined>): string {
  const set = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(set).toString();
}
