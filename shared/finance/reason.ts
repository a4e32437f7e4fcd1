import type { AccountRole } from "../master/lists.ts";
import type { Reason } from "./claim.ts";

/** One line of the tenant's reason catalogue. `retailer` "*" holds for all. */
export interface ReasonRule {
  id: string;
  retailer: string;
  code: string;
  matchKind: "EXACT" | "PREFIX" | "PATTERN";
  /** A regular expression, only with PATTERN. */
  pattern: string | null;
  label: string;
  reason: Reason;
  trade: boolean;
  accountRole: AccountRole | null;
  override: boolean;
}

const WITHOUT_ZEROS = /^0+(?=.)/;
const fold = (code: string) => code.trim().toUpperCase().replace(WITHOUT_ZEROS, "");

/** How well each kind of hit serves, best first: the text itself, without leading zeros, the longest prefix, a pattern. */
const HITS: readonly ((rule: ReasonRule, code: string) => number)[] = [
  (rule, code) => Number(rule.matchKind === "EXACT" && rule.code === code),
  (rule, code) => Number(rule.matchKind === "EXACT" && fold(rule.code) === fold(code)),
  (rule, code) =>
    rule.matchKind === "PREFIX" && fold(code).startsWith(fold(rule.code)) ? rule.code.length : 0,
  (rule, code) => Number(rule.matchKind === "PATTERN" && matches(rule.pattern, code)),
];

/**
 * What a retailer's reason code means: the retailer's own lines before those for all, a tenant's override before the
 * catalogue, then exact text, text without leading zeros, longest prefix, pattern (decisions.md 6). Null when nothing
 * fits. The code's text is only read; it stays as it came, so "005" stays "005".
 */
export function lookUpReason(
  rules: readonly ReasonRule[],
  { retailer, code }: { retailer: string | null; code: string | null },
): ReasonRule | null {
  if (!code?.trim()) return null;
  const own = rules.filter((rule) => same(rule.retailer, retailer ?? ""));
  const general = rules.filter((rule) => rule.retailer === "*");
  for (const group of [own, general]) {
    const found = bestOf(group, code);
    if (found) return found;
  }
  return null;
}

function bestOf(rules: readonly ReasonRule[], code: string): ReasonRule | null {
  for (const hit of HITS) {
    const [best] = rules
      .map((rule) => ({ rule, rank: hit(rule, code) }))
      .filter(({ rank }) => rank > 0)
      .toSorted((a, b) => Number(b.rule.override) - Number(a.rule.override) || b.rank - a.rank);
    if (best) return best.rule;
  }
  return null;
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** A pattern is a regular expression; one that cannot be read fits nothing. */
function matches(pattern: string | null, code: string): boolean {
  if (!pattern) return false;
  try {
    return new RegExp(pattern).test(code);
  } catch {
    return false;
  }
}
