// Amounts as text between a cell's double and the wire. Excel keeps 15 significant digits, so a double is first cut to
// those: rounding the raw double instead disagrees with exact arithmetic on one half in ten (excel.md 5).

const SIGNIFICANT = 15;

/** From here on a double no longer carries four decimals exactly. */
const TOO_LARGE = 10n ** 11n;

/** The decimal that a double stands for, by its first 15 significant digits and without an exponent. */
export function decimalOf(value: number): string {
  const [mantissa = "0", exponent] = value.toPrecision(SIGNIFICANT).split("e");
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "0", fraction = ""] = mantissa.replace("-", "").split(".");
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  return point > 0
    ? `${sign}${digits.padEnd(point, "0").slice(0, point)}.${digits.slice(point)}`
    : `${sign}0.${"0".repeat(-point)}${digits}`;
}

/** Half-up (away from zero) to `places` decimals, as PostgreSQL's numeric rounds; `rounded` tells whether that changed it. */
export function roundDecimal(text: string, places: number): { text: string; rounded: boolean } {
  const sign = text.startsWith("-") ? "-" : "";
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const rest = fraction.slice(places);
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, "0"));
  const units = /^[5-9]/.test(rest) ? kept + 1n : kept;
  const digits = units.toString().padStart(places + 1, "0");
  const point = digits.length - places;
  const result = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return { text: units === 0n ? result : sign + result, rounded: /[1-9]/.test(rest) };
}

/** Whether an amount is 100,000,000,000 or more, which no cell holds to four decimals. */
export function isTooLargeForCell(text: string): boolean {
  return BigInt(text.replace("-", "").split(".")[0] || "0") >= TOO_LARGE;
}

/** Moves the decimal point: `shiftPoint("0.125", 2)` is "12.5". Exact, since no digit is computed. */
export function shiftPoint(text: string, places: number): string {
  const sign = text.startsWith("-") ? "-" : "";
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point > 0 ? digits.padEnd(point, "0") : "0".repeat(1 - point) + digits;
  const at = Math.max(1, point);
  const rest = padded.slice(at);
  const result = `${padded.slice(0, at).replace(/^0+(?=\d)/, "")}${rest === "" ? "" : `.${rest}`}`;
  return sign + result;
}
