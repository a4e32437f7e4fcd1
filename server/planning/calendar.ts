import type { Calendar, CalendarQuery } from "../../shared/planning/calendar.ts";
import { overlapsOf, performanceDays } from "../../shared/planning/overlap.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { calendarFacts } from "./calendar.queries.ts";

/** Far more than a sheet shows, and few enough to compare with one another in a moment. */
const MOST = 2_000;

/** The promotions of a span of days, each with those it overlaps with. */
export async function readCalendar(tx: Tx, query: CalendarQuery, now: Date): Promise<Calendar> {
  if (query.from > query.to) {
    throw new Refusal(
      "INVALID",
      `The calendar would end (${query.to}) before it begins (${query.from}).`,
    );
  }
  const facts = await calendarFacts(tx, { ...query, limit: MOST + 1 });
  if (facts.length > MOST) {
    throw new Refusal(
      "INVALID",
      `More than ${MOST.toLocaleString("en-US")} promotions lie between ${query.from} and ${query.to}. Choose one customer or a shorter span.`,
    );
  }
  const overlaps = overlapsOf(facts.map((each) => ({ ...each, ...performanceDays(each) })));
  return {
    asOf: now.toISOString(),
    from: query.from,
    to: query.to,
    rows: facts
      .filter(({ isAsked }) => isAsked)
      .map(({ customerPath: _path, skus: _skus, isAsked: _asked, ...row }) => ({
        ...row,
        overlaps: overlaps.get(row.promotionId) ?? [],
      })),
  };
}
