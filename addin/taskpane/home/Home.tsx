import { Button } from "@fluentui/react-components";
import type { Approval, Journal } from "../../../shared/finance/journal.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useLoad } from "../parts/phase.ts";
import { ENVIRONMENT_WORDS, ROLE_WORDS } from "../words.ts";
import { FailedJournals } from "./FailedJournals.tsx";
import type { HomeContents } from "./load-home.ts";
import { OpenApprovals } from "./OpenApprovals.tsx";
import { TableCard } from "./TableCard.tsx";

export interface HomeProps {
  me: Me;
  load: () => Promise<HomeContents>;
  /** Gets them at once, all that are open. */
  getDeductions: () => void;
  /** Shows the filters first. */
  chooseDeductions: () => void;
  refresh: () => Promise<void>;
  review: () => void;
  showClaim: (claimId: string) => Promise<void>;
  decide: (approval: Approval, approve: boolean) => Promise<void>;
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
  const { table, failed, approvals } = contents;
  const decidable = (approvals ?? []).filter(({ role }) =>
    props.me.roles.some((mine) => mine === role),
  );
  return (
    <>
      {table === null ? (
        <EmptyWorkbook getDeductions={props.getDeductions} />
      ) : (
        <TableCard table={table} changed={reload} {...props} />
      )}
      <section className={look.column} aria-labelledby="needs-me">
        <h2 className={look.heading} id="needs-me">
          What needs me
        </h2>
        {needsNobody(contents, decidable) && <p className={look.quiet}>Nothing waits for you.</p>}
        <FailedJournals journals={failed ?? []} showClaim={props.showClaim} />
        <OpenApprovals approvals={decidable} decide={props.decide} decided={reload} />
      </section>
    </>
  );
}

const needsNobody = (
  { table, failed }: { table: HomeContents["table"]; failed: Journal[] | null },
  decidable: Approval[],
) => (table?.edited ?? 0) === 0 && (failed ?? []).length === 0 && decidable.length === 0;

function EmptyWorkbook({ getDeductions }: Pick<HomeProps, "getDeductions">) {
  const look = useLook();
  return (
    <section className={look.card} aria-labelledby="first-step">
      <h2 className={look.heading} id="first-step">
        Start here
      </h2>
      <p className={look.quiet}>
        This workbook has no Tradebook table yet. Get your open deductions: they come into a sheet
        of their own, and nothing else in the workbook is touched.
      </p>
      <div className={look.buttons}>
        <Button appearance="primary" onClick={getDeductions}>
          Get deductions
        </Button>
      </div>
    </section>
  );
}
