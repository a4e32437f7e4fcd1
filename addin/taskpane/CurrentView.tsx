import type { Me } from "../../shared/tenancy/identity.ts";
import { Account } from "./account/Account.tsx";
import { Activity } from "./activity/Activity.tsx";
import type { Acts } from "./acts.ts";
import type { FollowedState } from "./desk/followed-postings.ts";
import { Diagnostics } from "./diagnostics/Diagnostics.tsx";
import { GetDataView } from "./get-data/GetDataView.tsx";
import { Home } from "./home/Home.tsx";
import type { View } from "./pane.ts";
import { Result } from "./result/Result.tsx";
import { Review } from "./review/Review.tsx";
import { Row } from "./row/Row.tsx";
import { SettlePreview } from "./settle-preview/SettlePreview.tsx";

interface CurrentViewProps {
  view: View;
  me: Me;
  followed: FollowedState;
  acts: Acts;
  go: (view: View) => void;
}

/** The one view that is shown, with the acts it needs and nothing more. */
export function CurrentView({ view, me, followed, acts, go }: CurrentViewProps) {
  const getDeductions = () => go({ at: "getData", start: false });
  const review = () => go({ at: "review", only: null });
  switch (view.at) {
    case "home":
      return (
        <Home
          {...acts}
          me={me}
          load={acts.home}
          getDeductions={() => go({ at: "getData", start: true })}
          chooseDeductions={getDeductions}
          review={review}
        />
      );
    case "getData":
      return <GetDataView {...acts} startsAtOnce={view.start} />;
    case "review":
      return <Review {...acts} only={view.only} />;
    case "result":
      return (
        <Result
          {...acts}
          outcome={view.outcome}
          retry={(only) => go({ at: "review", only })}
          post={() => go({ at: "settlePreview" })}
        />
      );
    case "row":
      return <Row {...acts} named={view.claimId} load={acts.row} review={review} />;
    case "settlePreview":
      return <SettlePreview {...acts} review={review} />;
    case "activity":
      return (
        <Activity
          {...acts}
          followed={followed}
          again={acts.askAgain}
          getDeductions={getDeductions}
        />
      );
    case "account":
      return <Account me={me} signOut={acts.signOut} />;
    case "diagnostics":
      return <Diagnostics {...acts} />;
  }
}
