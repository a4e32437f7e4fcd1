import { Button } from "@fluentui/react-components";
import type { Me } from "../../../shared/tenancy/identity.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import type { TableName } from "../ports.ts";
import { count, ENVIRONMENT_WORDS, ROLE_WORDS } from "../words.ts";
import { FunctionsCard } from "./FunctionsCard.tsx";
import type { HomeContents } from "./load-home.ts";
import { NeedsMe, type NeedsMeActs } from "./NeedsMe.tsx";
import { TableCard } from "./TableCard.tsx";

export interface HomeProps extends NeedsMeActs {
  me: Me;
  load: () => Promise<HomeContents>;
  /** Gets these tables at once. */
  get: (tables: TableName[]) => void;
  /** Shows the filters first. */
  choose: (tables: TableName[]) => void;
  refreshTable: (table: TableName) => Promise<void>;
  refreshValues: () => Promise<void>;
  review: () => void;
}

/** The start: who you are, what this workbook holds, and what needs you. */
export function Home(props: HomeProps) {
  const look = useLook();
  const { me, load } = props;
  const { phase, reload } = useLoad(load);
  return (
    <div className={look.column}>
      <section aria-label="Who and where">
        <p className={look.heading}>{me.tenant.name}</p>
        <p className={look.quiet}>
          {me.name} · {me.roles.map((role) => ROLE_WORDS[role]).join(", ") || "no role"}
        </p>
        <p className={look.quiet}>{ENVIRONMENT_WORDS[me.environment]}</p>
      </section>
      <Loaded phase={phase} label="Looking at this workbook" retry={reload}>
        {(contents) => <Contents {...props} contents={contents} reload={reload} />}
      </Loaded>
    </div>
  );
}

function Contents({
  contents,
  reload,
  ...props
}: HomeProps & { contents: HomeContents; reload: () => void }) {
  const look = useLook();
  const { tables, functions } = contents;
  const edited = tables.reduce((sum, table) => sum + table.edited, 0);
  return (
    <>
      {edited > 0 && (
        <div className={look.buttons}>
          <Button appearance="primary" onClick={props.review}>
            Review {count(edited, "change")}
          </Button>
        </div>
      )}
      <NeedsMe {...props} contents={contents} edited={edited} reload={reload} />
      {tables.length === 0 && <EmptyWorkbook me={props.me} get={props.get} />}
      {tables.map((table) => (
        <TableCard
          key={table.table}
          table={table}
          changed={reload}
          refreshTable={props.refreshTable}
          choose={(name) => props.choose([name])}
        />
      ))}
      <FunctionsCard state={functions} refreshValues={props.refreshValues} changed={reload} />
    </>
  );
}

/** One button for what this person works with comes first; the other is there as well. */
function EmptyWorkbook({ me, get }: Pick<HomeProps, "me" | "get">) {
  const look = useLook();
  const isPlanner = me.roles.includes("Planner");
  return (
    <section className={look.card} aria-labelledby="first-step">
      <h2 className={look.heading} id="first-step">
        Start here
      </h2>
      <p className={look.quiet}>
        This workbook has no Tradebook table yet. Rows come into sheets of their own, and nothing
        else in the workbook is touched.
      </p>
      <div className={look.buttons}>
        <Button
          appearance={isPlanner ? "secondary" : "primary"}
          onClick={() => get(["deductions"])}
        >
          Get deductions
        </Button>
        <Button
          appearance={isPlanner ? "primary" : "secondary"}
          onClick={() => get(["funds", "promotions", "promoLines"])}
        >
          Get promotions
        </Button>
      </div>
    </section>
  );
}
