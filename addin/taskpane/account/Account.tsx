import { Button } from "@fluentui/react-components";
import type { Me } from "../../../shared/tenancy/identity.ts";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { ENVIRONMENT_WORDS, ROLE_WORDS } from "../words.ts";

/** Who is signed in, to which company, and what that allows. */
export function Account({ me, signOut }: { me: Me; signOut: () => void }) {
  const look = useLook();
  const { tolerance, limits, tenant } = me;
  return (
    <div className={look.column}>
      <Facts
        facts={[
          ["Name", me.name],
          ["E-mail", me.email],
          ["Company", tenant.name],
          ["Currency", tenant.currency],
          ["Roles", me.roles.map((role) => ROLE_WORDS[role]).join(", ") || "none"],
          ["Environment", ENVIRONMENT_WORDS[me.environment]],
        ]}
      />
      <section className={look.card} aria-labelledby="rules">
        <h2 className={look.heading} id="rules">
          Rules of {tenant.name}
        </h2>
        <Facts
          facts={[
            ["Tolerance", `${tolerance.percent} % of what is expected`],
            ["at most", tolerance.cap.toDisplay()],
            ["at least", tolerance.floor.toDisplay()],
            ["Settlement without approval", `up to ${limits.settlement.toDisplay()}`],
            ["Write-off without approval", `up to ${limits.writeOff.toDisplay()}`],
          ]}
        />
      </section>
      <div className={look.buttons}>
        <Button onClick={signOut}>Sign out or switch</Button>
      </div>
    </div>
  );
}
