import { useEffect, useRef } from "react";
import type { Customer } from "../../../shared/master/lists.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import type { DeductionsQuery } from "../ports.ts";
import { Filters } from "./Filters.tsx";
import { GetDataProgress } from "./GetDataProgress.tsx";
import { type GetDataActs, useGetData } from "./use-get-data.ts";

interface GetDataViewProps extends GetDataActs {
  /** True when the ribbon's button was pressed: then the last filter is used at once. */
  startsAtOnce: boolean;
  lastQuery: () => Promise<DeductionsQuery>;
  customers: () => Promise<Customer[]>;
}

/** Which deductions, and how far they are. */
export function GetDataView({ lastQuery, ...props }: GetDataViewProps) {
  const { phase, reload } = useLoad(lastQuery);
  return (
    <Loaded phase={phase} label="Looking at this workbook" retry={reload}>
      {(query) => <GetDataFor {...props} query={query} />}
    </Loaded>
  );
}

function GetDataFor({
  query,
  startsAtOnce,
  customers,
  ...acts
}: Omit<GetDataViewProps, "lastQuery"> & { query: DeductionsQuery }) {
  const look = useLook();
  const { phase, start, confirm, cancel } = useGetData(acts);
  const hasStarted = useRef(!startsAtOnce);
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    start(query);
  }, [start, query]);

  const isBusy = phase.at === "downloading" || phase.at === "writing" || phase.at === "asking";
  return (
    <div className={look.column}>
      <GetDataProgress phase={phase} confirm={confirm} cancel={cancel} retry={() => start(query)} />
      <Filters initial={query} customers={customers} isBusy={isBusy} submit={start} />
    </div>
  );
}
