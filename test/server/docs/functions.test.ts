import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCall } from "../../../shared/intelligence/function-call.ts";
import { FunctionName } from "../../../shared/intelligence/functions.ts";
import { PROMOTION_FIELD_NAMES } from "../../../shared/intelligence/promotion-fields.ts";

const page = readFileSync(new URL("../../../server/docs/functions.md", import.meta.url), "utf8");

/** What the sentence that refuses a word lists as allowed. */
function allowed(name: string, ...args: string[]): string[] {
  const call = readCall({ name, args }, { fiscalYearStart: 1 });
  const message = "result" in call && "error" in call.result ? call.result.error.message : "";
  return /Use (.+)\.$/.exec(message)?.[1]?.split(", ") ?? [];
}

test("the page names every function, every measure and every field", () => {
  const words = [
    ...allowed("FUND", "F-1", "?"),
    ...allowed("SPEND", "*", "*", "2026", "?"),
    ...allowed("SPEND", "*", "*", "2026", "planned", "?"),
    ...allowed("ACCRUAL", "P-1", "?"),
    ...allowed("OPENDEDUCTIONS", "*", "?"),
    ...allowed("ASOF", "?"),
  ];

  expect(words).toHaveLength(7 + 4 + 3 + 4 + 2 + 4);
  expect(
    words.filter((word) => !page.includes(`\`${word}\``) && !page.includes(`"${word}"`)),
  ).toEqual([]);
  expect(FunctionName.options.filter((id) => !page.includes(`\`TPM.${id}\``))).toEqual([]);
  const fields = page.replaceAll("\n", " ");
  expect(PROMOTION_FIELD_NAMES.filter((field) => !fields.includes(field))).toEqual([]);
});

test("every example of the page is understood", () => {
  const examples = [...page.matchAll(/TPM\.([A-Z]+)\(([^()]*)\)/g)];

  const wrong = examples.filter(([, name = "", inside = ""]) => {
    const args = inside
      .split(",")
      .map((each) => each.trim())
      .map((each) => (/^[A-Z]\d$/.test(each) ? "2026-03-31" : each.replaceAll('"', "")));
    const call = readCall({ name, args: args[0] === "" ? [] : args }, { fiscalYearStart: 1 });
    return !("query" in call);
  });

  expect(examples.length).toBeGreaterThan(6);
  expect(wrong.map(([example]) => example)).toEqual([]);
});
