import type { Sheet } from "../sheets/sheet.ts";
import { cutMessage, DELETE_MARK, STATES } from "../sheets/states.ts";
import type { Diff, EditedRow } from "../taskpane/ports.ts";
import type { Baseline } from "./baseline.ts";
import { idOf, isBlank, keyOf, type SheetRow } from "./compare.ts";
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
  STATES.new,
  STATES.delete,
  STATES.invalid,
  STATES.conflict,
  STATES.unknown,
  STATES.failed,
];

/** A refusal of the server stays in sight while the row still differs. */
const STAYS: readonly string[] = [STATES.failed, STATES.unknown];

const TWICE = {
  state: STATES.invalid,
  message:
    "This row is in the table twice. Delete one of the two, or make the copy a new row in the pane.",
};

interface Shown {
  state: string;
  message: string;
}

/** What Review writes into State and Message: only the rows whose mark changes. */
export function reviewMarks<Row>(sheet: Sheet<Row>, state: SheetState<Row>, diff: Diff): Mark[] {
  const edited = new Map(diff.edited.map((row) => [row.id, row]));
  const twice = new Set(diff.duplicated.map(({ id }) => id));
  return state.rows.flatMap((row) => {
    if (isBlank(row)) return [];
    const shown = shownIn(row);
    const edit = edited.get(keyOf(row));
    const mark = twice.has(idOf(row))
      ? TWICE
      : edit === undefined
        ? markOfClean(sheet, { shown, baseline: state.baselines.get(idOf(row)) })
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

/** What a row that differs says, whatever it says now. */
export function markOfEdit(edit: EditedRow, shown: Shown): Shown {
  const problems = edit.problems.map((each) => `${each.header}: ${each.message}`).join(" ");
  if (edit.op === "delete") {
    return { state: STATES.delete, message: problems || DELETE_MARK };
  }
  if (problems !== "") return { state: STATES.invalid, message: problems };
  if (STAYS.includes(shown.state)) return shown;
  if (edit.conflicts.length > 0) {
    const fields = edit.conflicts.map(({ header }) => header).join(", ");
    const message = `Changed by somebody else too: ${fields}. Publish keeps yours, Discard takes Tradebook's.`;
    return { state: STATES.conflict, message };
  }
  if (edit.op === "create") return { state: STATES.new, message: "Not published yet." };
  const changed = edit.fields.map(({ header }) => header).join(", ");
  return { state: STATES.edited, message: `Not published yet: ${changed}.` };
}
