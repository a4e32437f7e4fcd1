import { CompoundButton, Field, makeStyles, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import type { Persona } from "../../../shared/tenancy/identity.ts";
import { DevelopmentStrip } from "../parts/DevelopmentStrip.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { useLook } from "../parts/look.ts";
import { useAct, useLoad } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { DevIdentity } from "../ports.ts";
import { PERSONA_WORDS } from "../words.ts";

/** People who work in Excel; the Integration persona sends feeds and has no pane. */
const PEOPLE = ["finance", "approver", "planner", "controller", "auditor", "admin"] as const;

const COMPANIES: Record<DevIdentity["tenant"], string> = {
  demo: "Prairie Pantry",
  second: "Harbor Snacks",
};

const useStyles = makeStyles({
  person: { width: "100%", maxWidth: "100%", justifyContent: "start", textAlign: "left" },
});

interface SignInProps {
  /** Why the last session ended, when it did so by itself. */
  reason: string | null;
  offersDevIdentities: () => Promise<boolean>;
  signIn: (as: DevIdentity) => Promise<void>;
}

/** Who are you? On a development server you choose; the token is as real as any other. */
export function SignIn({ reason, offersDevIdentities, signIn }: SignInProps) {
  const look = useLook();
  const { phase, reload } = useLoad(offersDevIdentities);
  return (
    <div className={look.column}>
      {reason !== null && <Trouble intent="warning" text={reason} />}
      <Loaded phase={phase} label="Looking for Tradebook" retry={reload}>
        {(isDevelopment) =>
          isDevelopment ? (
            <PersonaChooser signIn={signIn} />
          ) : (
            <Trouble
              intent="warning"
              text="This server offers no sign-in that this version of the pane knows. Ask your Tradebook administrator to connect it to your company's directory."
            />
          )
        }
      </Loaded>
    </div>
  );
}

function PersonaChooser({ signIn }: Pick<SignInProps, "signIn">) {
  const look = useLook();
  const [tenant, setTenant] = useState<DevIdentity["tenant"]>("demo");
  const { phase, run } = useAct<void>();
  return (
    <>
      <DevelopmentStrip text="demo companies, demo people" />
      <p className={look.quiet}>
        Choose who you want to be. Each person sees one company and may do what the role allows.
      </p>
      <Field label="Company">
        <RadioGroup
          value={tenant}
          onChange={(_event, { value }) => setTenant(value === "second" ? "second" : "demo")}
        >
          <Radio value="demo" label={COMPANIES.demo} />
          <Radio value="second" label={COMPANIES.second} />
        </RadioGroup>
      </Field>
      {(phase.at === "failed" || phase.at === "refused") && (
        <Trouble intent="error" text={phase.reason} />
      )}
      <ul className={look.list} aria-label="People">
        {PEOPLE.map((persona) => (
          <PersonButton
            key={persona}
            persona={persona}
            isBusy={phase.at === "running"}
            choose={() => void run(() => signIn({ tenant, persona }))}
          />
        ))}
      </ul>
    </>
  );
}

interface PersonButtonProps {
  persona: Persona;
  isBusy: boolean;
  choose: () => void;
}

function PersonButton({ persona, isBusy, choose }: PersonButtonProps) {
  const styles = useStyles();
  const { name, may } = PERSONA_WORDS[persona];
  return (
    <li>
      <CompoundButton
        className={styles.person}
        size="small"
        disabledFocusable={isBusy}
        secondaryContent={may}
        onClick={choose}
      >
        Sign in as {name}
      </CompoundButton>
    </li>
  );
}
