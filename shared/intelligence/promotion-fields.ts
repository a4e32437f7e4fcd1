/** What TPM.PROMO can tell of a promotion, and under which other words it may be asked for. */
const PROMOTION_FIELDS = {
  number: ["promo", "promotion"],
  name: ["promoname"],
  customer: ["customercode", "retailer"],
  "customer name": [],
  status: ["promostatus"],
  "accrual status": ["accrual"],
  "fund status": [],
  tactic: ["tactictype"],
  fund: ["fundnumber"],
  "fund name": [],
  owner: ["ownername"],
  "sell-in from": ["sellinstart", "shipfrom"],
  "sell-in to": ["sellinend", "shipto"],
  "scan from": ["scanstart"],
  "scan to": ["scanend"],
  planned: ["plannedspend", "plan"],
  "fixed cost": ["fixed"],
  accrued: [],
  settled: [],
  remaining: [],
  balance: ["accrualbalance"],
  uplift: ["upliftpct", "forecastupliftpct"],
  note: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PromotionField = keyof typeof PROMOTION_FIELDS;

/** The names in the order in which the sentence of a wrong one lists them. */
export const PROMOTION_FIELD_NAMES = Object.keys(PROMOTION_FIELDS);

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");

const BY_WORD = new Map<string, PromotionField>(
  fieldEntries().flatMap(([field, words]) =>
    [plain(field), ...words].map((word) => [word, field] as const),
  ),
);

/** The field that a cell names, whatever its case, spaces and signs ("Sell-in from ✎" is "sell-in from"); null for none. */
export function promotionField(text: string): PromotionField | null {
  return BY_WORD.get(plain(text)) ?? null;
}

function fieldEntries(): [PromotionField, readonly string[]][] {
  return PROMOTION_FIELD_NAMES.filter(isField).map((name) => [name, PROMOTION_FIELDS[name]]);
}

function isField(name: string): name is PromotionField {
  return Object.hasOwn(PROMOTION_FIELDS, name);
}
