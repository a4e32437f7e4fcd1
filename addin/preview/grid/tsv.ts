/** The text that cells become on the clipboard, quoted where a cell holds a tab, a line end or a quote. */
export const toTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join("\t")).join("\r\n");

const quoted = (text: string): string =>
  /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The cells of clipboard text. A last line end closes the last row, it does not begin another. */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let rest = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (rest !== "") {
    const cell = cellAt(rest);
    rows.at(-1)?.push(cell.text);
    rest = rest.slice(cell.length);
    const mark = rest[0];
    rest = rest.slice(1);
    if (mark === "\n") rows.push([]);
    if (rest === "" && mark !== undefined) rows.at(-1)?.push("");
  }
  return squared(rows);
}

function cellAt(text: string): { text: string; length: number } {
  const match = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(text);
  if (match) return { text: (match[1] ?? "").replaceAll('""', '"'), length: match[0].length };
  const plain = /^[^\t\n]*/.exec(text)?.[0] ?? "";
  return { text: plain, length: plain.length };
}

/** Every row as wide as the widest, as a range must be. */
function squared(rows: readonly string[][]): string[][] {
  const width = Math.max(1, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => "")]);
}
