import { Button } from "@fluentui/react-components";
import type { Approval } from "../../../shared/finance/journal.ts";
import type { PromotionChanges } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import type { JournalActs } from "../parts/JournalCard.tsx";
import { useLook } from "../parts/look.ts";
import { count } from "../words.ts";
import { FailedJournals } from "./FailedJournals.tsx";
import type { HomeContents } from "./load-home.ts";
import { OpenApprovals } from "./OpenApprovals.tsx";

export interface NeedsMeActs extends JournalActs {
  showClaim: (claimId: string) => Promise<void>;
  showPromotion: (id: string) => Promise<void>;
  promotionChanges: (id: string) => Promise<PromotionChanges>;
  ownToSubmit: (promotions: Promotion[]) => void;
  decide: (approval: Approval, approve: boolean, reason: string) => Promise<void>;
}

interface NeedsMeProps extends NeedsMeActs {
  me: Me;
  contents: HomeContents;
  edited: number;
  reload: () => void;
}

/** What waits for this person: promotions to submit, approvals to decide, postings that the ERP refused. */
export function NeedsMe({ me, contents, edited, reload, ...acts }: NeedsMeProps) {
  const look = useLook();
  const { failed, approvals, toSubmit } = contents;
  const decidable = (approvals ?? []).filter(({ role }) => me.roles.some((mine) => mine === role));
  const waiting = edited + (failed ?? []).length + decidable.length + toSubmit.length;
  return (
    <section className={look.column} aria-labelledby="needs-me">
      <h2 className={look.heading} id="needs-me">
        What needs me
      </h2>
      {waiting === 0 && <p className={look.quiet}>Nothing waits for you.</p>}
      <OpenApprovals
        approvals={decidable}
        decide={acts.decide}
        decided={reload}
        promotionChanges={acts.promotionChanges}
        showPromotion={acts.showPromotion}
      />
      <ToSubmit {...acts} promotions={toSubmit} />
      <FailedJournals {...acts} journals={failed ?? []} changed={reload} />
    </section>
  );
}

const SHOWN = 5;

function ToSubmit({
  promotions,
  showPromotion,
  ownToSubmit,
}: Pick<NeedsMeActs, "showPromotion" | "ownToSubmit"> & { promotions: Promotion[] }) {
  const look = useLook();
  if (promotions.length === 0) return null;
  return (
    <section className={look.card} aria-label="Promotions to submit">
      <strong>{count(promotions.length, "promotion")} not submitted yet</strong>
      <ul className={look.list}>
        {promotions.slice(0, SHOWN).map((promotion) => (
          <li key={promotion.id} className={look.line}>
            <span className={look.wrapping}>
              {promotion.number} · {promotion.name}
              {promotion.status === "REJECTED" && ` · rejected: “${promotion.lastWords ?? ""}”`}
            </span>
            <Button
              size="small"
              aria-label={`Open ${promotion.number}`}
              onClick={() => void showPromotion(promotion.id)}
            >
              Open
            </Button>
          </li>
        ))}
      </ul>
      {promotions.length > SHOWN && (
        <div className={look.buttons}>
          <Button size="small" onClick={() => ownToSubmit(promotions)}>
            Look at all {promotions.length}
          </Button>
        </div>
      )}
    </section>
  );
}
