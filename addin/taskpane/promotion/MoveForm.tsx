import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { Facts } from "../parts/Facts.tsx";
import { useLook } from "../parts/look.ts";
import { ReasonField, SHORTEST_REASON } from "../parts/ReasonField.tsx";
import { count } from "../words.ts";
import { ACT_WORDS, NEEDS_REASON } from "./acts-allowed.ts";
import { effectOf } from "./effect.ts";

const MOST_WEEKS = 520;

interface MoveFormProps {
  act: PromotionAct;
  promotions: Promotion[];
  /** Selected too, but not in a status that allows it. */
  leftOut: number;
  isBusy: boolean;
  confirm: (order: { reason: string; weeks?: number }) => void;
  back: () => void;
}

/** What the act will do, the reason for whoever reads it later, and the button that does it. */
export function MoveForm({ act, promotions, leftOut, isBusy, confirm, back }: MoveFormProps) {
  const look = useLook();
  const [reason, setReason] = useState("");
  const [weeks, setWeeks] = useState("52");
  const { sentence, facts } = effectOf(act, promotions);
  const needsReason = NEEDS_REASON.includes(act);
  const isReady = act === "copy" ? isWeeks(weeks) : isReason(reason, needsReason);

  function go(event: FormEvent) {
    event.preventDefault();
    if (!isReady || isBusy) return;
    confirm({ reason: reason.trim(), ...(act === "copy" ? { weeks: Number(weeks) } : {}) });
  }

  return (
    <form className={look.card} onSubmit={go} aria-label={ACT_WORDS[act]}>
      <h2 className={look.heading}>
        {ACT_WORDS[act]} {count(promotions.length, "promotion")}
      </h2>
      <p className={look.quiet}>{sentence}</p>
      {leftOut > 0 && (
        <p className={look.quiet}>
          {count(leftOut, "other")} selected, but not in a status for that: left alone.
        </p>
      )}
      <Facts facts={facts} />
      {act === "copy" ? (
        <WeeksField weeks={weeks} change={setWeeks} />
      ) : (
        <ReasonField
          value={reason}
          change={setReason}
          isRequired={needsReason}
          hint={needsReason ? "At least three letters" : "Optional, kept in the history"}
        />
      )}
      <div className={look.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={!isReady || isBusy}>
          {ACT_WORDS[act]}
        </Button>
        <Button onClick={back}>Back</Button>
      </div>
    </form>
  );
}

const isWeeks = (weeks: string): boolean =>
  /^-?\d{1,3}$/.test(weeks) && Math.abs(Number(weeks)) <= MOST_WEEKS;

function isReason(reason: string, isRequired: boolean): boolean {
  const { length } = reason.trim();
  return length >= SHORTEST_REASON || (!isRequired && length === 0);
}

function WeeksField({ weeks, change }: { weeks: string; change: (weeks: string) => void }) {
  return (
    <Field
      label="Weeks later"
      hint="All dates move by so many weeks; 52 keeps the weekday"
      {...(isWeeks(weeks) ? {} : { validationMessage: "Write whole weeks from -520 to 520." })}
    >
      <Input
        inputMode="numeric"
        value={weeks}
        onChange={(_event, { value }) => change(value.trim())}
      />
    </Field>
  );
}
