import type { Me } from "../../shared/tenancy/identity.ts";
import { Account } from "./account/Account.tsx";
import { Activity } from "./activity/Activity.tsx";
import type { Acts } from "./acts.ts";
import { CalendarView } from "./calendar/CalendarView.tsx";
import { FundChartView } from "./calendar/FundChartView.tsx";
import type { FollowedState } from "./desk/followed-postings.ts";
import { Diagnostics } from "./diagnostics/Diagnostics.tsx";
import { FundView } from "./fund/FundView.tsx";
import { GetDataView } from "./get-data/GetDataView.tsx";
import { History } from "./history/History.tsx";
import { Home } from "./home/Home.tsx";
import type { View } from "./pane.ts";
import { PromotionView } from "./promotion/PromotionView.tsx";
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
export function CurrentView(props: CurrentViewProps) {
  const { view, me, acts, go } = props;
  if (isPlanning(view)) return <PlanningView {...props} view={view} />;
  if (isPerson(view)) return <PersonView {...props} view={view} />;
  const review = () => go({ at: "review", only: null });
  switch (view.at) {
    case "home":
      return (
        <Home
          {...acts}
          me={me}
          load={acts.loadHome}
          get={(tables) => go({ at: "getData", tables, start: true })}
          choose={(tables) => go({ at: "getData", tables, start: false })}
          review={review}
        />
      );
    case "getData":
      return (
        <GetDataView {...acts} tables={view.tables} startsAtOnce={view.start} place={view.place} />
      );
    case "review":
      return <Review {...acts} only={view.only} validates={view.validate === true} />;
    case "result":
      return (
        <Result
          {...acts}
          outcome={view.outcome}
          review={(only) => go({ at: "review", only })}
          post={() => go({ at: "settlePreview" })}
        />
      );
    case "row":
      return <Row {...acts} named={view.claimId} load={acts.loadRow} review={review} />;
    case "settlePreview":
      return <SettlePreview {...acts} review={review} />;
  }
}

const PERSON_VIEWS = ["activity", "account", "diagnostics"] as const;
type PersonOf = Extract<View, { at: (typeof PERSON_VIEWS)[number] }>;

const isPerson = (view: View): view is PersonOf =>
  PERSON_VIEWS.some((person) => person === view.at);

/** The views of who is signed in and what that person did. */
function PersonView({ view, me, followed, acts }: CurrentViewProps & { view: PersonOf }) {
  switch (view.at) {
    case "activity":
      return <Activity {...acts} followed={followed} again={acts.askAgain} />;
    case "account":
      return <Account me={me} signOut={acts.signOut} />;
    case "diagnostics":
      return <Diagnostics {...acts} />;
  }
}

const PLANNING_VIEWS = ["promotion", "fund", "history", "calendar", "fundChart"] as const;
type PlanningOf = Extract<View, { at: (typeof PLANNING_VIEWS)[number] }>;

const isPlanning = (view: View): view is PlanningOf =>
  PLANNING_VIEWS.some((planning) => planning === view.at);

/** The views of promotions, funds and what happened to them. */
function PlanningView({ view, me, acts, go }: CurrentViewProps & { view: PlanningOf }) {
  switch (view.at) {
    case "promotion":
      return (
        <PromotionView
          {...acts}
          me={me}
          ids={view.ids}
          act={view.act ?? null}
          load={acts.loadPromotions}
          review={(only) => go({ at: "review", only })}
        />
      );
    case "fund":
      return <FundView {...acts} me={me} id={view.id} load={acts.loadFund} />;
    case "history":
      return <History named={view.of} load={acts.loadHistory} />;
    case "calendar":
      return <CalendarView {...acts} />;
    case "fundChart":
      return <FundChartView {...acts} />;
  }
}
