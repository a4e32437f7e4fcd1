import { contains } from "../host/a1.ts";
import { offsetFormula } from "../host/calc/translate.ts";
import type { CellStyle, CellValue, ConditionalFormat, Sheet } from "../host/model.ts";
import type { Spot } from "./zone.ts";

/** Calculates a formula as if it stood in a cell. */
export type Evaluate = (formula: string, at: { readonly sheet: Sheet } & Spot) => CellValue;

/** The settings of every conditional format that applies to a cell; the first in the list wins. */
export function conditionalStyle(sheet: Sheet, spot: Spot, evaluate: Evaluate): CellStyle {
  const style: CellStyle = {};
  for (const format of sheet.conditionalFormats) {
    if (!contains(format.z, spot.r, spot.c) || !applies(format, { sheet, ...spot }, evaluate)) {
      continue;
    }
    Object.assign(style, { ...format.style, ...style });
    if (format.stopIfTrue) break;
  }
  return style;
}

type Place = { readonly sheet: Sheet } & Spot;

function applies(format: ConditionalFormat, place: Place, evaluate: Evaluate): boolean {
  if (format.type === "Custom") {
    if (format.formula === "") return false;
    const result = evaluate(moved(format.formula, format.z, place), place);
    return result === true || (typeof result === "number" && result !== 0);
  }
  const value = place.sheet.at(place.r, place.c)?.v ?? "";
  const rule = format.comparison;
  if (!rule || value === "") return false;
  const bound = (text: string) =>
    evaluate(moved(text.startsWith("=") ? text : `=${text}`, format.z, place), place);
  const low = bound(rule.formula1);
  const high = rule.formula2 === undefined ? low : bound(rule.formula2);
  return compares(rule.operator, value, { low, high });
}

interface Bounds {
  readonly low: CellValue;
  readonly high: CellValue;
}

function compares(operator: string, value: CellValue, { low, high }: Bounds): boolean {
  const tests: Readonly<Record<string, () => boolean>> = {
    EqualTo: () => order(value, low) === 0,
    NotEqualTo: () => order(value, low) !== 0,
    GreaterThan: () => order(value, low) > 0,
    LessThan: () => order(value, low) < 0,
    GreaterThanOrEqual: () => order(value, low) >= 0,
    LessThanOrEqual: () => order(value, low) <= 0,
    Between: () => order(value, low) >= 0 && order(value, high) <= 0,
    NotBetween: () => order(value, low) < 0 || order(value, high) > 0,
  };
  return tests[operator]?.() ?? false;
}

/** Excel's order: numbers before text before truth values, text without regard to case. */
function order(one: CellValue, other: CellValue): number {
  if (typeof one === "number" && typeof other === "number") return Math.sign(one - other);
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  const [left, right] = [String(one).toLowerCase(), String(other).toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

const rank = (value: CellValue): number => ["number", "string", "boolean"].indexOf(typeof value);

/** A rule is written for the first cell of its zone; for any other its relative references move along. */
const moved = (formula: string, from: Spot, to: Spot): string =>
  offsetFormula(formula, to.r - from.r, to.c - from.c);
