/**
 * The words of the State column: a glyph and a word, so that colour only supports them. The glyphs are signs of ordinary
 * text fonts: an emoji such as a padlock is a blank box in some Excels.
 */
export const STATES = {
  clean: "",
  edited: "✎ Edited",
  new: "＋ New",
  delete: "⌫ Delete",
  deleted: "✓ Deleted",
  invalid: "⚠ Invalid",
  failed: "✖ Failed",
  conflict: "⇄ Conflict",
  newer: "⟳ Newer",
  gone: "⊘ Not listed",
  saved: "✓ Saved",
  posting: "… Posting",
  posted: "✓ Posted",
  readOnly: "⊖ Read-only",
  unknown: "? Unknown",
} as const;

/** What Message says of a row that is marked for deletion. */
export const DELETE_MARK = "The next publish deletes this row.";

/** The states a person has to do something about: what "Show only these" filters to. */
export const PROBLEM_STATES: readonly string[] = [
  STATES.invalid,
  STATES.failed,
  STATES.conflict,
  STATES.unknown,
];

/** Longer messages would make the sheet heavy; the pane has the full text. */
const LONGEST_MESSAGE = 500;

export const cutMessage = (message: string): string =>
  message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE - 1)}…`;
