import { useCallback, useEffect, useRef } from "react";
import type { Wanted } from "../desk/get-data.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import type { TableName } from "../ports.ts";
import { PARENTS_FIRST } from "../table-words.ts";
import { Filters, type FiltersProps } from "./Filters.tsx";
import { GetDataProgress } from "./GetDataProgress.tsx";
import { type GetDataActs, useGetData } from "./use-get-data.ts";

interface GetDataViewProps extends GetDataActs, Pick<FiltersProps, "lists" | "funds"> {
  tables: TableName[];
  /** Undefined unless a table is to be added: then the user says where. */
  place: Wanted["place"] | undefined;
  /** True when the ribbon's button was pressed: then the last filter is used at once. */
  startsAtOnce: boolean;
  queries: (tables: readonly TableName[]) => Promise<Wanted["queries"]>;
}

/** Which tables with which rows, and how far they are. */
export function GetDataView({ queries, ...props }: GetDataViewProps) {
  const load = useCallback(() => queries(PARENTS_FIRST), [queries]);
  const { phase, reload } = useLoad(load);
  return (
    <Loaded phase={phase} label="Looking at this workbook" retry={reload}>
      {(last) => <GetDataFor {...props} last={last} />}
    </Loaded>
  );
}

function GetDataFor({
  last,
  tables,
  place,
  startsAtOnce,
  lists,
  funds,
  ...acts
}: Omit<GetDataViewProps, "queries"> & { last: Wanted["queries"] }) {
  const look = useLook();
  const { phase, start, confirm, cancel } = useGetData(acts);
  const asked = useRef<Wanted>({ queries: pick(last, tables), place: place ?? "sheet" });
  const ask = (wanted: Wanted) => {
    asked.current = wanted;
    start(wanted);
  };
  const hasStarted = useRef(!startsAtOnce);
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    start(asked.current);
  }, [start]);

  const isBusy = phase.at === "downloading" || phase.at === "writing" || phase.at === "asking";
  return (
    <div className={look.column}>
      <GetDataProgress
        phase={phase}
        confirm={confirm}
        cancel={cancel}
        retry={() => start(asked.current)}
      />
      <Filters
        initial={last}
        tables={tables}
        place={place ?? "sheet"}
        asksPlace={place !== undefined}
        lists={lists}
        funds={funds}
        isBusy={isBusy}
        submit={ask}
      />
    </div>
  );
}

const pick = (queries: Wanted["queries"], tables: readonly TableName[]): Wanted["queries"] =>
  Object.fromEntries(tables.map((table) => [table, queries[table] ?? {}]));
