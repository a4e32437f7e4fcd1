import { z } from "zod";

/** How a list is asked for: at most `pageSize` rows after the place that `pageToken` marks. */
export const PageQuery = z.object({
  pageSize: z.coerce.number().int().min(1).max(2000).default(500),
  pageToken: z.string().max(2000).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A page of rows in keyset order: no row is missed or doubled. No `nextPageToken` means the last page. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    nextPageToken: z.string().nullable(),
    asOf: z.string().meta({ description: "When the page was read, RFC 3339 in UTC" }),
  });

/** A page as code sees it. */
export interface Page<Row> {
  rows: Row[];
  nextPageToken: string | null;
  asOf: string;
}
