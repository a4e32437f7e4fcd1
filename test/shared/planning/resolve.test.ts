import { describe, expect, test } from "vitest";
import { resolve, unresolved } from "../../../shared/planning/resolve.ts";

const ENTRIES = [
  { code: "WALMART", name: "Walmart", also: ["id-1"] },
  { code: "WALMART-EAST", name: "Walmart East" },
  { code: "KROGER", name: "Kroger" },
  { code: "05", name: "Store" },
  { code: "5", name: "Store" },
];

describe("a typed name", () => {
  test.each([
    ["WALMART", "WALMART"],
    ["walmart", "WALMART"],
    [" Walmart East ", "WALMART-EAST"],
    ["ID-1", "WALMART"],
    ["05", "05"],
    ["5", "5"],
  ])("%s stands for %s", (text, code) => {
    expect(resolve(text, ENTRIES)).toMatchObject({ kind: "found", code });
  });

  test("that several have is ambiguous and names their codes", () => {
    expect(resolve("store", ENTRIES)).toEqual({ kind: "ambiguous", codes: ["05", "5"] });
  });

  test.each([
    ["Wallmart", ["WALMART"]],
    ["Kroegr", ["KROGER"]],
    ["wal", ["WALMART", "WALMART-EAST"]],
    ["Albertsons", []],
  ])("%s is unknown and suggests %j", (text, codes) => {
    const found = resolve(text, ENTRIES);

    expect(found.kind === "unknown" && found.suggestions.map(({ code }) => code)).toEqual(codes);
  });

  test("suggests three at most", () => {
    const many = Array.from({ length: 9 }, (_, n) => ({ code: `F-100${n}`, name: `Fund ${n}` }));

    const found = resolve("F-10", many);

    expect(found.kind === "unknown" && found.suggestions).toHaveLength(3);
  });
});

describe("the words of a name that did not resolve", () => {
  const wanted = { field: "customerErpId", what: "customer" };

  test("ask what was meant", () => {
    expect(
      unresolved({ ...wanted, text: "Wallmart" }, resolve("Wallmart", ENTRIES) as never),
    ).toEqual({
      pointer: "/changes/customerErpId",
      code: "UNKNOWN",
      message: "There is no customer Wallmart. Did you mean WALMART (Walmart)?",
      allowed: ["WALMART"],
    });
  });

  test("point to the list when nothing is near", () => {
    const error = unresolved({ ...wanted, text: "Qq" }, { kind: "unknown", suggestions: [] });

    expect(error.message).toBe("There is no customer Qq. Choose a customer from the list.");
    expect(error).not.toHaveProperty("allowed");
  });

  test("name the codes of what is ambiguous", () => {
    const error = unresolved(
      { ...wanted, text: "Store" },
      { kind: "ambiguous", codes: ["05", "5"] },
    );

    expect(error.message).toContain("write the code of the customer you mean, 05 or 5");
    expect(error.allowed).toEqual(["05", "5"]);
  });
});
