import { describe, expect, test } from "vitest";
import { lookUpReason, type ReasonRule } from "../../../shared/finance/reason.ts";

const line = (changes: Partial<ReasonRule>): ReasonRule => ({
  id: changes.code ?? "",
  retailer: "Walmart",
  code: "",
  matchKind: "EXACT",
  pattern: null,
  label: "",
  reason: "PROMO",
  trade: true,
  accountRole: null,
  override: false,
  ...changes,
});
const catalogue = [
  line({ code: "22", reason: "SHORTAGE", trade: false }),
  line({ code: "5" }),
  line({ code: "005", retailer: "Kroger", reason: "RETURNS" }),
  line({ code: "05", retailer: "Kroger", reason: "FREIGHT" }),
  line({ code: "MCB", retailer: "UNFI", matchKind: "PREFIX", reason: "OTHER" }),
  line({ code: "MCB-P", retailer: "UNFI", matchKind: "PREFIX", reason: "PROMO" }),
  line({
    code: "COOP",
    retailer: "Amazon",
    matchKind: "PATTERN",
    pattern: "^[A-Z0-9]{4}-[A-Z0-9]{8}$",
  }),
  line({ code: "SM", retailer: "Albertsons", matchKind: "PATTERN", pattern: "-SM-" }),
  line({ code: "TAX", retailer: "*", reason: "TAX", trade: false }),
];
const found = (retailer: string | null, code: string | null) =>
  lookUpReason(catalogue, { retailer, code })?.id ?? null;

describe("a retailer's code", () => {
  test("means what the retailer says", () => {
    expect(found("Walmart", "22")).toBe("22");
    expect(found("walmart", "22")).toBe("22");
  });

  test("of another retailer means nothing here", () => {
    expect(found("Kroger", "22")).toBeNull();
  });

  test("is found without its leading zeros", () => {
    expect(found("Walmart", "005")).toBe("5");
  });

  test("is taken by its exact text first: 05 is not 005", () => {
    expect(found("Kroger", "05")).toBe("05");
    expect(found("Kroger", "005")).toBe("005");
  });

  test("is found by its longest prefix", () => {
    expect(found("UNFI", "MCB-P-17")).toBe("MCB-P");
    expect(found("UNFI", "MCB-Q")).toBe("MCB");
  });

  test("is found by its pattern", () => {
    expect(found("Amazon", "AB12-CD34EF56")).toBe("COOP");
    expect(found("Amazon", "AB12-CD34EF567")).toBeNull();
    expect(found("Albertsons", "1123-SM-9")).toBe("SM");
  });

  test("is not found by a pattern that cannot be read", () => {
    const broken = line({ code: "X", matchKind: "PATTERN", pattern: "(" });

    expect(lookUpReason([broken], { retailer: "Walmart", code: "(" })).toBeNull();
  });

  test("falls back to what holds for all retailers", () => {
    expect(found("Walmart", "TAX")).toBe("TAX");
    expect(found(null, "TAX")).toBe("TAX");
  });

  test("that is missing or blank means nothing", () => {
    expect(found("Walmart", null)).toBeNull();
    expect(found("Walmart", "  ")).toBeNull();
  });

  test("follows the tenant's own line before the catalogue", () => {
    const own = line({ id: "own", code: "22", override: true, reason: "DAMAGE" });

    expect(lookUpReason([...catalogue, own], { retailer: "Walmart", code: "22" })).toBe(own);
  });
});
