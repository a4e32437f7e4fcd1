/** Excel's own size: 1,048,576 rows, 16,384 columns (XFD). */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** A rectangle of cells; `r` and `c` count from 0. */
export interface Zone {
  readonly r: number;
  readonly c: number;
  readonly rows: number;
  readonly cols: number;
}

/** A zone as it was written, with the sheet's name when one was given. */
export interface Address extends Zone {
  readonly sheet?: string;
}

/** Only the rectangle of something that has one. */
export const zoneOf = ({ r, c, rows, cols }: Zone): Zone => ({ r, c, rows, cols });

/** 0 is "A", 26 is "AA". */
export function columnName(column: number): string {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  }
  return name;
}

/** "A" is 0, "AA" is 26. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) {
    index = index * 26 + letter.charCodeAt(0) - 64;
  }
  return index - 1;
}

/** A sheet's name as a formula writes it: quoted unless it reads like a plain word. */
export function quoteSheet(name: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_.]*$/.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}

/** "B2", "A1:C3", "A:C" or "2:4", without a sheet. */
export function a1({ r, c, rows, cols }: Zone): string {
  if (rows === MAX_ROWS) {
    return `${columnName(c)}:${columnName(c + cols - 1)}`;
  }
  if (cols === MAX_COLUMNS) {
    return `${r + 1}:${r + rows}`;
  }
  const first = columnName(c) + (r + 1);
  return rows === 1 && cols === 1 ? first : `${first}:${columnName(c + cols - 1)}${r + rows}`;
}

/** Reads an A1 address, absolute or relative, with or without a sheet; null when it is none. */
export function parseA1(text: string): Address | null {
  const prefixed = /^(?:'((?:[^']|'')+)'|([^!']+))!(.*)$/.exec(text);
  const zone = parseZone((prefixed?.[3] ?? text).replaceAll("$", "").trim());
  if (!zone || !fits(zone)) {
    return null;
  }
  const sheet = prefixed?.[1]?.replaceAll("''", "'") ?? prefixed?.[2];
  return sheet === undefined ? zone : { ...zone, sheet };
}

function parseZone(text: string): Zone | null {
  const cells = /^([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?$/.exec(text);
  if (cells) {
    const [, firstColumn = "", firstRow = "", lastColumn = firstColumn, lastRow = firstRow] = cells;
    return between(
      [Number(firstRow) - 1, columnIndex(firstColumn)],
      [Number(lastRow) - 1, columnIndex(lastColumn)],
    );
  }
  const columns = /^([A-Za-z]{1,3}):([A-Za-z]{1,3})$/.exec(text);
  if (columns) {
    const [, first = "", last = ""] = columns;
    return between([0, columnIndex(first)], [MAX_ROWS - 1, columnIndex(last)]);
  }
  const rows = /^(\d{1,7}):(\d{1,7})$/.exec(text);
  return rows ? between([Number(rows[1]) - 1, 0], [Number(rows[2]) - 1, MAX_COLUMNS - 1]) : null;
}

function between([r1, c1]: [number, number], [r2, c2]: [number, number]): Zone {
  return {
    r: Math.min(r1, r2),
    c: Math.min(c1, c2),
    rows: Math.abs(r2 - r1) + 1,
    cols: Math.abs(c2 - c1) + 1,
  };
}

/** Whether a zone lies on a sheet at all. */
export function fits({ r, c, rows, cols }: Zone): boolean {
  return (
    r >= 0 && c >= 0 && rows > 0 && cols > 0 && r + rows <= MAX_ROWS && c + cols <= MAX_COLUMNS
  );
}

/** The cells two zones share, or null. */
export function intersection(a: Zone, b: Zone): Zone | null {
  const r = Math.max(a.r, b.r);
  const c = Math.max(a.c, b.c);
  const rows = Math.min(a.r + a.rows, b.r + b.rows) - r;
  const cols = Math.min(a.c + a.cols, b.c + b.cols) - c;
  return rows > 0 && cols > 0 ? { r, c, rows, cols } : null;
}

/** The smallest zone that holds both. */
export function bounding(a: Zone, b: Zone): Zone {
  const r = Math.min(a.r, b.r);
  const c = Math.min(a.c, b.c);
  return {
    r,
    c,
    rows: Math.max(a.r + a.rows, b.r + b.rows) - r,
    cols: Math.max(a.c + a.cols, b.c + b.cols) - c,
  };
}

export function contains(zone: Zone, r: number, c: number): boolean {
  return r >= zone.r && r < zone.r + zone.rows && c >= zone.c && c < zone.c + zone.cols;
}

export function sameZone(a: Zone, b: Zone): boolean {
  return a.r === b.r && a.c === b.c && a.rows === b.rows && a.cols === b.cols;
}
