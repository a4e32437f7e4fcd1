import { type Address, parseA1 } from "../a1.ts";
import { type Token, tokenize } from "./tokens.ts";
import { FormulaError, type Value } from "./values.ts";

/** A formula as a tree. */
export type Expression =
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "array"; readonly rows: Value[][] }
  | { readonly kind: "reference"; readonly address: Address }
  | { readonly kind: "structured"; readonly table: string; readonly parts: readonly string[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: "negative" | "percent"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

const BLANK: Expression = { kind: "literal", value: null };
const STRENGTH: Readonly<Record<string, number>> = {
  "=": 1,
  "<>": 1,
  "<": 1,
  ">": 1,
  "<=": 1,
  ">=": 1,
  "&": 2,
  "+": 3,
  "-": 3,
  "*": 4,
  "/": 4,
  "^": 5,
};
const SIGN_STRENGTH = 6; // in Excel -2^2 is 4

/** Parses a formula that starts with "="; what cannot be read is the error #NAME?. */
export function parseFormula(formula: string): Expression {
  const tokens = tokenize(formula.slice(1));
  const unreadable: Expression = { kind: "literal", value: new FormulaError("#NAME?") };
  if (!tokens || tokens.length === 0) {
    return unreadable;
  }
  try {
    return new Parser(tokens).parse();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return unreadable;
    }
    throw error;
  }
}

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): Expression {
    const whole = this.expression(0);
    if (this.at < this.tokens.length) {
      throw new SyntaxError("more follows");
    }
    return whole;
  }

  private expression(strength: number): Expression {
    let left = this.operand();
    for (;;) {
      const operator = this.sign();
      const own = STRENGTH[operator ?? ""] ?? 0;
      if (operator === undefined || own <= strength) {
        return left;
      }
      this.at++;
      left = { kind: "binary", operator, left, right: this.expression(own) };
    }
  }

  private operand(): Expression {
    let operand = this.primary();
    while (this.take("%")) {
      operand = { kind: "percent", operand };
    }
    return operand;
  }

  private primary(): Expression {
    const token = this.next();
    switch (token.kind) {
      case "number":
        return { kind: "literal", value: token.value };
      case "text":
        return { kind: "literal", value: token.text };
      case "error":
        return { kind: "literal", value: new FormulaError(token.text) };
      case "reference":
        return reference(token.text);
      case "structured":
        return structured(token.text);
      case "name":
        return named(token.text);
      case "function":
        return this.call(token.text);
      case "sign":
        return this.signed(token.text);
    }
  }

  private signed(sign: string): Expression {
    switch (sign) {
      case "(": {
        const inner = this.expression(0);
        this.expect(")");
        return inner;
      }
      case "-":
        return { kind: "negative", operand: this.signedOperand() };
      case "+":
      case "@":
        return this.signedOperand();
      case "{":
        return this.array();
      default:
        throw new SyntaxError(`unexpected ${sign}`);
    }
  }

  private signedOperand(): Expression {
    return this.expression(SIGN_STRENGTH);
  }

  private call(name: string): Expression {
    this.expect("(");
    const args: Expression[] = [];
    while (!this.take(")")) {
      const empty = this.sign() === "," || this.sign() === ")";
      args.push(empty ? BLANK : this.expression(0));
      if (!this.take(",") && this.sign() !== ")") {
        throw new SyntaxError("a comma is missing");
      }
    }
    return { kind: "call", name: name.toUpperCase().replace(/^_XLFN\./, ""), arguments: args };
  }

  private array(): Expression {
    const rows: Value[][] = [[]];
    while (!this.take("}")) {
      if (this.take(";")) {
        rows.push([]);
      } else if (!this.take(",")) {
        rows.at(-1)?.push(this.constant());
      }
    }
    return { kind: "array", rows };
  }

  private constant(): Value {
    const negative = this.take("-");
    const item = this.primary();
    if (item.kind !== "literal") {
      throw new SyntaxError("an array holds constants");
    }
    return negative ? -Number(item.value) : item.value;
  }

  private sign(): string | undefined {
    const token = this.tokens[this.at];
    return token?.kind === "sign" ? token.text : undefined;
  }

  private take(sign: string): boolean {
    const found = this.sign() === sign;
    this.at += found ? 1 : 0;
    return found;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) {
      throw new SyntaxError(`${sign} is missing`);
    }
  }

  private next(): Token {
    const token = this.tokens[this.at++];
    if (!token) {
      throw new SyntaxError("something is missing");
    }
    return token;
  }
}

function reference(text: string): Expression {
  const address = parseA1(text);
  return address
    ? { kind: "reference", address }
    : { kind: "literal", value: new FormulaError("#REF!") };
}

function named(name: string): Expression {
  const logical = /^(?:true|false)$/i.test(name);
  return logical
    ? { kind: "literal", value: name.toLowerCase() === "true" }
    : { kind: "name", name };
}

/** "tbl[[#This Row],[Promo '#]]" is table "tbl" and parts ["#This Row", "Promo #"]; "@" stands for "#This Row". */
function structured(text: string): Expression {
  const bracket = text.indexOf("[");
  const inner = text.slice(bracket + 1, -1).trim();
  const thisRow = inner.startsWith("@");
  const rest = thisRow ? inner.slice(1) : inner;
  const bracketed = [...rest.matchAll(/\[((?:'.|[^[\]'])*)\]/g)].map((found) => found[1] ?? "");
  const parts = rest.startsWith("[") ? bracketed : [rest];
  return {
    kind: "structured",
    table: text.slice(0, bracket),
    parts: [
      ...(thisRow ? ["#This Row"] : []),
      ...parts.filter((part) => part !== "").map((part) => part.replace(/'(.)/g, "$1")),
    ],
  };
}
