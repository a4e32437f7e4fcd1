import { Reason } from "../../shared/finance/claim.ts";
import type { Customer, Person, Product, Tactic } from "../../shared/master/lists.ts";
import type { Fund } from "../../shared/planning/fund.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import { codeList, type Entry, type GridList } from "../grid/lookup.ts";
import { WRITE_OFF_REASONS } from "./deductions.ts";
import type { GridLists } from "./sheet.ts";

// What the server's lists become behind the dropdowns: a code, a name, and the few facts that the local rules need.

/** The lists that every table is told with its data. */
export function listsFrom(lists: {
  customers: readonly Customer[];
  products: readonly Product[];
  tactics: readonly Tactic[];
  people: readonly Person[];
}): Omit<GridLists, "funds" | "promotions"> {
  return {
    reasons: codeList(Reason.options),
    writeOffReasons: codeList(WRITE_OFF_REASONS),
    customers: closed(lists.customers.map(customerEntry)),
    products: closed(lists.products.map(productEntry)),
    tactics: closed(lists.tactics.map(tacticEntry)),
    people: closed(peopleEntries(lists.people)),
  };
}

const closed = (entries: Entry[]): GridList => ({ entries, isOpen: false });

const customerEntry = ({ id, erpId, name, parentErpId }: Customer): Entry => ({
  code: erpId,
  name,
  also: [id],
  ...(parentErpId !== null && { facts: { parent: parentErpId } }),
});

const productEntry = ({ id, erpId, sku, name }: Product): Entry => ({
  code: sku,
  name,
  also: [id, erpId],
});

const tacticEntry = ({ code, name, costBasis }: Tactic): Entry => ({
  code,
  name,
  facts: { basis: costBasis },
});

/** People are shown by name; where two share one, by their e-mail address. */
function peopleEntries(people: readonly Person[]): Entry[] {
  const names = new Map<string, number>();
  for (const { name } of people) names.set(name, (names.get(name) ?? 0) + 1);
  return people.map(({ id, name, email }) => ({
    code: names.get(name) === 1 ? name : (email ?? id),
    name,
    also: email === null ? [id] : [id, email],
  }));
}

export const fundEntry = (fund: Fund): Entry => ({
  code: fund.number,
  name: fund.name,
  also: [fund.id],
  facts: {
    from: fund.from,
    to: fund.to,
    ...(fund.customerErpId !== null && { customer: fund.customerErpId }),
  },
});

export const promotionEntry = (promotion: Promotion): Entry => ({
  code: promotion.number,
  name: promotion.name,
  also: [promotion.id],
  facts: { tactic: promotion.tacticType },
});

/** The funds that these promotions name: not all there are. */
export function fundsNamedBy(promotions: readonly Promotion[]): Entry[] {
  return promotions.flatMap(({ fundNumber, fundName }) =>
    fundNumber === null ? [] : [{ code: fundNumber, name: fundName ?? fundNumber }],
  );
}

/** Both lists in one; what the second knows of a code is newer. */
export function joined(list: GridList, entries: readonly Entry[]): GridList {
  const byCode = new Map(list.entries.map((entry) => [entry.code, entry]));
  for (const entry of entries) byCode.set(entry.code, { ...byCode.get(entry.code), ...entry });
  return { entries: [...byCode.values()], isOpen: list.isOpen };
}
