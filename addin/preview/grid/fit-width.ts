import { type LookSource, lookAt } from "./look.ts";

const PADDING = 12;
const BUTTON = 18;
const WIDEST = 400;
const NARROWEST = 24;
const MOST_ROWS = 2000;

/** The width in pixels at which everything in a column can be read. */
export function fitWidth(source: LookSource, column: number): number {
  const used = source.sheet.used(true);
  const pen = document.createElement("canvas").getContext("2d");
  if (!used || !pen) return NARROWEST;
  let width = NARROWEST;
  for (let r = used.r; r < used.r + Math.min(used.rows, MOST_ROWS); r += 1) {
    const look = lookAt(source, { r, c: column });
    if (look.text === "") continue;
    pen.font = look.font;
    const table = source.book.tableAt(source.sheet, r, column);
    const button = table?.showFilterButton && r === table.z.r ? BUTTON : 0;
    width = Math.max(width, pen.measureText(look.text).width + PADDING + look.indent + button);
  }
  return Math.min(WIDEST, Math.ceil(width));
}
