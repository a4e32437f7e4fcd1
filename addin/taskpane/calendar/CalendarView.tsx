import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { addDays } from "../../../shared/day.ts";
import type { Notice } from "../pane.ts";
import { CodeField } from "../parts/CodeField.tsx";
import { DatePair } from "../parts/DatePair.tsx";
import { useLook } from "../parts/look.ts";
import { type Phase, useAct, useLoad } from "../parts/phase.ts";
import { Trouble } from "../parts/Trouble.tsx";
import type { Lists } from "../ports.ts";

/** A plan is looked at with what just ran and the half year to come. */
const DAYS_BEFORE = 28;
const DAYS_AFTER = 182;

export interface CalendarViewProps {
  today: () => string;
  lists: () => Promise<Lists>;
  writeCalendar: (query: { from: string; to: string; customer?: string }) => Promise<Notice>;
}

/** The promotions by week on a sheet of their own: drawn at once for the months around today, or for other days. */
export function CalendarView({ today, lists, writeCalendar }: CalendarViewProps) {
  const look = useLook();
  const [span, setSpan] = useState(() => ({
    from: addDays(today(), -DAYS_BEFORE),
    to: addDays(today(), DAYS_AFTER),
  }));
  const isSpan = span.from !== "" && span.to >= span.from;
  const [customer, setCustomer] = useState("");
  const known = useLoad(lists).phase;
  const { phase, run } = useAct<Notice>();
  const draw = () =>
    void run(() => writeCalendar({ ...span, ...(customer === "" ? {} : { customer }) }));

  const hasDrawn = useRef(false);
  useEffect(() => {
    if (hasDrawn.current) return;
    hasDrawn.current = true;
    draw();
  });

  function ask(event: FormEvent) {
    event.preventDefault();
    if (isSpan) draw();
  }
  const customers = known.at === "done" ? known.value.customers : [];
  return (
    <form className={look.column} onSubmit={ask} aria-label="Calendar">
      <Drawing phase={phase} again={draw} />
      <DatePair
        {...span}
        change={(days) => setSpan({ ...span, ...days })}
        problem={isSpan ? null : "The last day lies before the first."}
      />
      <CodeField
        label="Customer"
        hint="Code or name; its divisions and stores are included"
        placeholder="all customers"
        value={customer}
        change={setCustomer}
        options={customers.map(({ erpId, name }) => ({ code: erpId, name }))}
      />
      <div className={look.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={phase.at === "running"}>
          Draw calendar
        </Button>
      </div>
    </form>
  );
}

function Drawing({ phase, again }: { phase: Phase<Notice>; again: () => void }) {
  return (
    <>
      <output>
        {phase.at === "running" && "Drawing the calendar…"}
        {phase.at === "done" && (
          <MessageBar intent={phase.value.intent} layout="multiline">
            <MessageBarBody>{phase.value.text}</MessageBarBody>
          </MessageBar>
        )}
      </output>
      {phase.at === "refused" && <Trouble intent="warning" text={phase.reason} />}
      {phase.at === "failed" && <Trouble intent="error" text={phase.reason} retry={again} />}
    </>
  );
}
