import { PROBLEM_STATES } from "../sheets/states.ts";
import type { ManagedTable } from "./table.ts";

/** A filter as it was read, to be put back. */
interface ColumnFilter {
  index: number;
  criteria: Excel.FilterCriteria;
}

/**
 * Writes with every filter taken off and puts the filters back: under a filter Excel misplaces what is written. Tells the
 * headers whose filter did not come back.
 */
export async function withoutFilters<Row, T>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  write: () => Promise<T>,
): Promise<{ written: T; filtersLost: string[] }> {
  const filters = await readFilters(context, managed);
  if (filters.length === 0) return { written: await write(), filtersLost: [] };
  managed.table.clearFilters();
  try {
    const written = await write();
    return { written, filtersLost: await restore(context, managed, filters) };
  } catch (cause) {
    await restore(context, managed, filters);
    throw cause;
  }
}

async function readFilters<Row>(
  context: Excel.RequestContext,
  { table }: ManagedTable<Row>,
): Promise<ColumnFilter[]> {
  const autoFilter = table.autoFilter.load("isDataFiltered,criteria");
  await context.sync();
  if (!autoFilter.isDataFiltered) return [];
  const criteria: (Excel.FilterCriteria | null)[] = autoFilter.criteria;
  return criteria.flatMap((each, index) => (isActive(each) ? [{ index, criteria: each }] : []));
}

/** A column without a filter has no criteria, or empty ones: applied, those would hide every row. */
function isActive(criteria: Excel.FilterCriteria | null): criteria is Excel.FilterCriteria {
  if (criteria === null) return false;
  const { values, criterion1, color, icon, dynamicCriteria } = criteria;
  const hasChoice = (values?.length ?? 0) > 0 || Boolean(criterion1) || Boolean(color);
  return hasChoice || Boolean(icon) || (dynamicCriteria ?? "Unknown") !== "Unknown";
}

async function restore<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  filters: readonly ColumnFilter[],
): Promise<string[]> {
  const { columns } = managed.table;
  for (const { index, criteria } of filters) columns.getItemAt(index).filter.apply(criteria);
  columns.load("items/name");
  const back = await readFilters(context, managed);
  return filters
    .filter(({ index }) => !back.some((each) => each.index === index))
    .map(({ index }) => columns.items[index]?.name ?? "");
}

/** Shows only the rows somebody has to look at; tells how many there are. Nothing is filtered when there is none. */
export async function filterToProblems<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
): Promise<number> {
  const column = managed.columns.get("state");
  if (column === undefined) return 0;
  const state = managed.table.columns.getItemAt(column - managed.body.column);
  const body = state.getDataBodyRange().load("values");
  await context.sync();
  const values: unknown[][] = body.values;
  const states = values.map(([value]) => String(value));
  const problems = states.filter((each) => PROBLEM_STATES.includes(each));
  if (problems.length > 0) {
    managed.table.clearFilters();
    state.filter.applyValuesFilter([...new Set(problems)]);
    await context.sync();
  }
  return problems.length;
}
