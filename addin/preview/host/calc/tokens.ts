/** One word of a formula. */
export type Token =
  | { readonly kind: "number"; readonly value: number }
  | {
      readonly kind: "text" | "error" | "reference" | "name" | "function" | "structured" | "sign";
      readonly text: string;
    };

const SHEET = String.raw`(?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const COLUMN = String.raw`\$?[A-Za-z]{1,3}`;
const AREA = `${CELL}(?::${CELL})?(?![\\w(.])|${COLUMN}:${COLUMN}(?![\\w(.])`;

// The order matters: a function is known by its bracket, a reference by not running on into a word.
const WORDS: readonly (readonly [Exclude<Token["kind"], "number"> | "number", RegExp])[] = [
  ["text", /"(?:[^"]|"")*"/y],
  ["error", /#(?:N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!)/y],
  ["reference", new RegExp(`(?:${SHEET})?(?:${AREA})`, "y")],
  ["structured", /(?:[A-Za-z_\\][\w.\\]*)?\[(?:'.|[^[\]']|\[(?:'.|[^[\]'])*\])*\]/y],
  ["function", /[A-Za-z_][\w.]*(?=\()/y],
  ["number", /\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?/y],
  ["name", /[A-Za-z_\\][\w.\\]*/y],
  ["sign", /<=|>=|<>|[-+*/^&=<>%(),{};@]/y],
];

/** The words of a formula without its "="; null when something in it is no word at all. */
export function tokenize(formula: string): Token[] | null {
  const tokens: Token[] = [];
  let at = skipBlanks(formula, 0);
  while (at < formula.length) {
    const found = wordAt(formula, at);
    if (!found) {
      return null;
    }
    tokens.push(found.token);
    at = skipBlanks(formula, at + found.length);
  }
  return tokens;
}

function skipBlanks(formula: string, from: number): number {
  let at = from;
  while (/\s/.test(formula.charAt(at))) {
    at++;
  }
  return at;
}

function wordAt(formula: string, at: number): { token: Token; length: number } | null {
  for (const [kind, pattern] of WORDS) {
    pattern.lastIndex = at;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) {
      const token: Token =
        kind === "number" ? { kind, value: Number(text) } : { kind, text: unquoted(kind, text) };
      return { token, length: text.length };
    }
  }
  return null;
}

function unquoted(kind: string, text: string): string {
  return kind === "text" ? text.slice(1, -1).replaceAll('""', '"') : text;
}
