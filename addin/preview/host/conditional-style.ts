import { a1, contains, type Zone } from "./a1.ts";
import { offsetFormula } from "./calc/translate.ts";
import type { CellStyle, CellValue, ConditionalFormat, Sheet } from "./model.ts";

interface Position {
  readonly r: number;
  readonly c: number;
}
type Evaluate = (formula: string, at: Position) => CellValue;

/** The styles of the rules that hold for a cell; the first rule to set something wins, as in Excel. */
export function conditionalStyle(sheet: Sheet, at: Position, evaluate: Evaluate): CellStyle | null {
  const styles: CellStyle[] = [];
  for (const format of sheet.conditionalFormats) {
    if (contains(format.z, at.r, at.c) && holds(format, at, evaluate)) {
      styles.unshift(format.style);
      if (format.stopIfTrue) {
        break;
      }
    }
  }
  return styles.length > 0 ? styles.reduce((below, above) => ({ ...below, ...above })) : null;
}

function holds(format: ConditionalFormat, at: Position, evaluate: Evaluate): boolean {
  const moved = (formula: string) => movedFormula(formula, format.z, at);
  if (format.type === "Custom") {
    return evaluate(moved(format.formula), at) === true;
  }
  if (!format.comparison) {
    return false;
  }
  const { operator, formula1, formula2 } = format.comparison;
  const cell = a1({ ...at, rows: 1, cols: 1 });
  const test = comparison(operator, {
    cell,
    first: moved(formula1),
    second: moved(formula2 ?? "0"),
  });
  return evaluate(test, at) === true;
}

function movedFormula(formula: string, z: Zone, at: Position): string {
  return offsetFormula(formula, at.r - z.r, at.c - z.c);
}

const SIGNS: Readonly<Record<string, string>> = {
  EqualTo: "=",
  NotEqualTo: "<>",
  GreaterThan: ">",
  GreaterThanOrEqual: ">=",
  LessThan: "<",
  LessThanOrEqual: "<=",
};

function comparison(
  operator: string,
  { cell, first, second }: { cell: string; first: string; second: string },
): string {
  const low = `(${first.replace(/^=/, "")})`;
  const high = `(${second.replace(/^=/, "")})`;
  if (operator === "Between") {
    return `=AND(${cell}>=${low},${cell}<=${high})`;
  }
  if (operator === "NotBetween") {
    return `=OR(${cell}<${low},${cell}>${high})`;
  }
  return `=${cell}${SIGNS[operator] ?? "="}${low}`;
}
