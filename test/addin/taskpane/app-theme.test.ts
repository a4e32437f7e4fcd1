import { expect, test } from "vitest";
import { themeFor } from "../../../addin/taskpane/app-theme.ts";

const bright = { officeIsDark: false, systemIsDark: false, hasForcedColors: false };
const background = (given: Partial<typeof bright> | { officeIsDark: undefined }) =>
  themeFor({ ...bright, ...given }).colorNeutralBackground1;

const LIGHT = "#ffffff";
const DARK = "#292929";
const BLACK = "#000000";

test("Excel's own theme decides, whatever the system prefers", () => {
  expect(background({ officeIsDark: true })).toBe(DARK);
  expect(background({ systemIsDark: true })).toBe(LIGHT);
});

test("where Excel does not tell, the system decides", () => {
  expect(background({ officeIsDark: undefined })).toBe(LIGHT);
  expect(background({ officeIsDark: undefined, systemIsDark: true })).toBe(DARK);
});

test("forced colours win, because the user needs them", () => {
  expect(background({ officeIsDark: false, hasForcedColors: true })).toBe(BLACK);
});

/** WCAG's relative luminance of a colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

test.each([false, true])("a primary button is readable when Excel is dark: %s", (officeIsDark) => {
  const theme = themeFor({ ...bright, officeIsDark });

  expect(
    contrast(theme.colorBrandBackground, theme.colorNeutralForegroundOnBrand),
  ).toBeGreaterThanOrEqual(4.5);
});
