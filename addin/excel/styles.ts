import { STATES } from "../sheets/states.ts";

interface Look {
  fill?: string;
  color: string;
  bold?: true;
  italic?: true;
}

/** Our named styles: a user who dislikes one changes it once, for the whole workbook. */
export const STYLES = {
  title: "TPM Title",
  asOf: "TPM As of",
  header: "TPM Header",
  inputHeader: "TPM Input header",
  input: "TPM Input",
  readOnly: "TPM Read-only",
} as const;

type StyleName = (typeof STYLES)[keyof typeof STYLES];

/** Blue is yours to edit, black comes from Tradebook: finance's convention, and the ✎ in the header says it again. */
const LOOKS: Record<StyleName, Look & { size?: number }> = {
  "TPM Title": { color: "#12344D", bold: true, size: 16 },
  "TPM As of": { color: "#5B6770" },
  "TPM Header": { color: "#1F2A33", fill: "#E6ECF1", bold: true },
  "TPM Input header": { color: "#0B57B0", fill: "#DDE9F6", bold: true },
  "TPM Input": { color: "#0B57B0" },
  "TPM Read-only": { color: "#24292E" },
};

/** How a row's State and Message are tinted, by the word the State starts with. The word says it; the tint supports it. */
const STATE_LOOKS: readonly (readonly [state: string, look: Look])[] = [
  [STATES.edited, { fill: "#FFF6D6", color: "#6B4E00" }],
  [STATES.new, { fill: "#E2F2E5", color: "#1B6130" }],
  [STATES.delete, { fill: "#F3E3E3", color: "#7A2E2E" }],
  [STATES.deleted, { color: "#6A737B", italic: true }],
  [STATES.invalid, { fill: "#FDE9D8", color: "#8A3A00" }],
  [STATES.failed, { fill: "#FBE3E4", color: "#A01C21" }],
  [STATES.conflict, { fill: "#F0E6F8", color: "#5C2E91" }],
  [STATES.newer, { fill: "#DFECF9", color: "#0F4C81" }],
  [STATES.saved, { fill: "#EFF1F3", color: "#4D5761" }],
  [STATES.posting, { fill: "#EFF1F3", color: "#4D5761", italic: true }],
  [STATES.posted, { fill: "#E2F2E5", color: "#1B6130" }],
  [STATES.readOnly, { color: "#6A737B" }],
  [STATES.gone, { color: "#6A737B", italic: true }],
  [STATES.unknown, { fill: "#EFF1F3", color: "#4D5761", italic: true }],
];

/** Adds the styles that the workbook does not have yet; one that a user changed stays changed. */
export async function addStyles(context: Excel.RequestContext): Promise<void> {
  const known = Object.values(STYLES).map((name) => ({
    name,
    style: context.workbook.styles.getItemOrNullObject(name),
  }));
  await context.sync();
  for (const { name, style } of known) {
    if (style.isNullObject) addStyle(context, name);
  }
}

function addStyle(context: Excel.RequestContext, name: StyleName): void {
  context.workbook.styles.add(name);
  const style = context.workbook.styles.getItem(name);
  const { color, fill, bold, size } = LOOKS[name];
  // The number format is the column's: "005" must stay text whatever style a user applies.
  style.includeNumber = false;
  style.font.color = color;
  style.font.bold = bold === true;
  if (size !== undefined) style.font.size = size;
  if (fill !== undefined) style.fill.color = fill;
}

/** Where State and Message stand, and the first row of the whole table. */
interface Tinted {
  /** The first row of data, 0 first. */
  row: number;
  /** The sheet's column of State; Message is beside it. */
  state: number;
  width: number;
  whole: Excel.Range;
  /** On a sheet of its own whole columns are tinted, so that rows added below are, too. */
  isOwnSheet: boolean;
}

/** Tints State and Message by the State's words, and strikes out a row that is marked for deletion. */
export function tintStates(
  worksheet: Excel.Worksheet,
  { row, state, width, whole, isOwnSheet }: Tinted,
): void {
  const letter = String.fromCharCode(65 + (state % 26));
  const column =
    state < 26 ? letter : `${String.fromCharCode(64 + Math.floor(state / 26))}${letter}`;
  const columns = worksheet.getRangeByIndexes(row, state, 1, width);
  const tinted = isOwnSheet ? columns.getEntireColumn() : columns;
  const cell = `$${column}${isOwnSheet ? 1 : row + 1}`;
  for (const [word, { fill, color, italic }] of STATE_LOOKS) {
    const { custom } = tinted.conditionalFormats.add("Custom");
    custom.rule.formula = `=LEFT(${cell},${word.length})="${word}"`;
    custom.format.font.color = color;
    if (italic) custom.format.font.italic = true;
    if (fill !== undefined) custom.format.fill.color = fill;
  }
  const rows = isOwnSheet ? whole.getEntireColumn() : whole;
  const { custom } = rows.conditionalFormats.add("Custom");
  custom.rule.formula = `=${cell}="${STATES.delete}"`;
  custom.format.font.strikethrough = true;
}
