import type { Sheet } from "../sheets/sheet.ts";
import { cutMessage, STATES } from "../sheets/states.ts";
import type { Diff, EditedRow } from "../taskpane/ports.ts";
import type { Baseline } from "./baseline.ts";
import { idOf, type SheetRow } from "./compare.ts";
import type { SheetState } from "./diff.ts";

/** What State and Message of one row are to say. */
export interface Mark {
  index: number;
  state: string;
  message: string;
}

/** The states of a row that differs: none of them may stay once nothing differs. */
const DIFFERS: readonly string[] = [
  STATES.edited,
  STATES.invalid,
  STATES.conflict,
  STATES.unknown,
  STATES.failed,
];

/** A refusal of the server stays in sight while the row still differs. */
const STAYS: readonly string[] = [STATES.failed, STATES.unknown];

interface Shown {
  state: string;
  message: string;
}

/** What Review writes into State and Message: only the rows whose mark changes. */
export function reviewMarks<Row>(sheet: Sheet<Row>, state: SheetState<Row>, diff: Diff): Mark[] {
  const edited = new Map(diff.edited.map((row) => [row.id, row]));
  const twice = new Set(diff.duplicated.map(({ id }) => id));
  return state.rows.flatMap((row) => {
    const id = idOf(row);
    const shown = shownIn(row);
    const edit = edited.get(id);
    const mark = twice.has(id)
      ? { state: STATES.invalid, message: "This row is in the table twice. Delete one of the two." }
      : edit === undefined
        ? markOfClean(sheet, { shown, baseline: state.baselines.get(id) })
        : markOfEdit(edit, shown);
    const message = cutMessage(mark.message);
    const isNew = mark.state !== shown.state || message !== shown.message;
    return isNew ? [{ index: row.index, state: mark.state, message }] : [];
  });
}

const shownIn = ({ values }: SheetRow): Shown => ({
  state: String(values["state"] ?? ""),
  message: String(values["message"] ?? ""),
});

function markOfClean<Row>(
  sheet: Sheet<Row>,
  { shown, baseline }: { shown: Shown; baseline: Baseline<Row> | undefined },
): Shown {
  const isOver = DIFFERS.includes(shown.state) && baseline !== undefined;
  return isOver ? sheet.outcome(baseline.row) : shown;
}

function markOfEdit(edit: EditedRow, shown: Shown): Shown {
  if (edit.problems.length > 0) {
    const message = edit.problems.map((each) => `${each.header}: ${each.message}`).join(" ");
    return { state: STATES.invalid, message };
  }
  if (STAYS.includes(shown.state)) return shown;
  if (edit.conflicts.length > 0) {
    const message = `Changed by somebody else too: ${edit.conflicts.join(", ")}. Publish keeps yours, Discard takes Tradebook's.`;
    return { state: STATES.conflict, message };
  }
  const changed = edit.fields.map(({ header }) => header).join(", ");
  return { state: STATES.edited, message: `Not published yet: ${changed}.` };
}
