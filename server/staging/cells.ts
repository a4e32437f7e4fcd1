/** A line of a CSV, cut into cells; or what is wrong with its quotes. */
export type Line = { kind: "CELLS"; cells: string[] } | { kind: "MISQUOTED" };

/** Cuts one record of a CSV into its cells: quotes taken off, doubled quotes single (RFC 4180). */
export function cutCells(line: string, separator: string): Line {
  if (!line.includes('"')) return { kind: "CELLS", cells: line.split(separator) };
  const cells: string[] = [];
  let rest: string | null = line;
  while (rest !== null) {
    const cell: Cell | null = rest.startsWith('"')
      ? quotedCell(rest, separator)
      : plainCell(rest, separator);
    if (!cell) return { kind: "MISQUOTED" };
    cells.push(cell.text);
    rest = cell.rest;
  }
  return { kind: "CELLS", cells };
}

interface Cell {
  text: string;
  /** What follows the separator; null when the line ends here. */
  rest: string | null;
}

function plainCell(line: string, separator: string): Cell {
  const end = line.indexOf(separator);
  return end < 0
    ? { text: line, rest: null }
    : { text: line.slice(0, end), rest: line.slice(end + 1) };
}

function quotedCell(line: string, separator: string): Cell | null {
  const end = closingQuote(line);
  if (end < 0) return null;
  const text = line.slice(1, end).replaceAll('""', '"');
  const after = line.slice(end + 1);
  if (after === "") return { text, rest: null };
  return after.startsWith(separator) ? { text, rest: after.slice(1) } : null;
}

function closingQuote(line: string): number {
  for (let at = line.indexOf('"', 1); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line[at + 1] !== '"') return at;
  }
  return -1;
}
