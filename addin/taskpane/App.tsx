import { FluentProvider } from "@fluentui/react-components";
import { useSyncExternalStore } from "react";
import type { Acts } from "./acts.ts";
import { CurrentView } from "./CurrentView.tsx";
import type { FollowedPostings } from "./desk/followed-postings.ts";
import { Frame } from "./Frame.tsx";
import type { Pane } from "./pane.ts";
import { SignIn } from "./sign-in/SignIn.tsx";
import { useTheme } from "./use-theme.ts";

interface AppProps {
  pane: Pane;
  acts: Acts;
  followed: FollowedPostings;
  /** Undefined where Excel does not tell, which is on the web. */
  officeIsDark: boolean | undefined;
}

/** The pane: who is signed in, then the view that ribbon or menu asked for. */
export function App({ pane, acts, followed, officeIsDark }: AppProps) {
  const theme = useTheme(officeIsDark);
  const state = useSyncExternalStore(pane.subscribe, pane.current);
  const postings = useSyncExternalStore(followed.subscribe, followed.current);
  const { session } = state;
  return (
    <FluentProvider theme={theme}>
      <Frame state={state} go={pane.go}>
        {session.phase === "signedOut" ? (
          <SignIn
            reason={session.reason}
            offersDevIdentities={acts.offersDevIdentities}
            signIn={acts.signIn}
          />
        ) : (
          <CurrentView
            key={state.visit}
            view={state.view}
            me={session.me}
            followed={postings}
            acts={acts}
            go={pane.go}
          />
        )}
      </Frame>
    </FluentProvider>
  );
}
