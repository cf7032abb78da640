import { z } from "zod";
import type { PaidAction } from "../ledger";
import type { Simulation } from "../simulation";
import type { Bill } from "../wire";
import { TLDS, tldOf } from "../world/tlds";

/** Units of the currency for one euro, times 100. */
const RATES = { EUR: 100, USD: 109, GBP: 86, TWD: 3520, CNY: 780 } as const;

export const Currency = z.enum(["EUR", "USD", "GBP", "TWD", "CNY"]);
export type Currency = z.infer<typeof Currency>;

/** The registrar's words for what can be priced. */
export const PROCESSES = ["create", "renew", "transfer", "restore", "update"] as const;
export type Process = (typeof PROCESSES)[number];

const ACTIONS: Readonly<Partial<Record<Process, PaidAction>>> = {
  create: "register",
  renew: "renew",
  transfer: "transfer",
  restore: "restore",
};

const VAT_PERCENT = 20;
export const TAXES = [{ type: "service", rate: VAT_PERCENT, name: "vat" }] as const;
/** The account's price list. */
export const GRID = "A";

const PREMIUM_FACTOR = 40;

export const isPremium = (fqdn: string) => fqdn.startsWith("sim-premium-");

/** A price per year that holds from `fromYear` to `toYear`, in cents of euro. */
type Bracket = {
  readonly fromYear: number;
  readonly toYear: number;
  readonly cents: number;
  readonly normalCents?: number;
};

/** Prices that were moved while the simulator ran, in cents of euro. */
export const MOVED_PRICES = "gandi-prices";
const movedCents = ({ state }: Simulation, tld: string, action: PaidAction): number | undefined => {
  const cents = state.kept.get(MOVED_PRICES)?.get(`${tld}|${action}`);
  return typeof cents === "number" ? cents : undefined;
};

/** The brackets of `process` for `fqdn`; none where this registrar has no price for it. */
function brackets(sim: Simulation, fqdn: string, process: Process): readonly Bracket[] {
  const sold = tldOf(fqdn) ?? "";
  const tld = TLDS[sold];
  const action = ACTIONS[process];
  const cents = action && (movedCents(sim, sold, action) ?? tld?.prices[action]);
  if (!tld || cents === undefined) return [];
  if (isPremium(fqdn))
    return [{ fromYear: 1, toYear: tld.maxYears, cents: cents * PREMIUM_FACTOR }];
  const { firstYear } = tld.prices;
  if (action === "register" && firstYear !== undefined) {
    return [
      { fromYear: 1, toYear: 1, cents: firstYear, normalCents: cents },
      { fromYear: 2, toYear: tld.maxYears, cents },
    ];
  }
  const toYear = action === "renew" ? Math.max(1, tld.maxYears - 1) : tld.maxYears;
  return [{ fromYear: 1, toYear: action === "restore" ? 1 : toYear, cents }];
}

/** The `prices` member of a product; undefined where the registrar leaves it out. */
export function priceList(sim: Simulation, fqdn: string, process: Process, currency: Currency) {
  const found = brackets(sim, fqdn, process);
  if (found.length === 0) return undefined;
  return found.map(({ fromYear, toYear, cents, normalCents }) => ({
    duration_unit: "y",
    min_duration: fromYear,
    max_duration: toYear,
    ...amounts("price", inCurrency(cents, currency)),
    discount: normalCents !== undefined,
    ...(normalCents === undefined
      ? {}
      : amounts("normal_price", inCurrency(normalCents, currency))),
    ...(isPremium(fqdn) ? { type: "premium" } : {}),
  }));
}

/** What `years` years of `process` cost before taxes; undefined where there is no price for that many. */
export function billFor(
  sim: Simulation,
  fqdn: string,
  process: Process,
  order: { years: number; currency: Currency },
): Bill | undefined {
  const bracket = brackets(sim, fqdn, process).find(
    ({ fromYear, toYear }) => fromYear <= order.years && order.years <= toYear,
  );
  if (!bracket) return undefined;
  const yearMinor = inCurrency(bracket.cents, order.currency);
  return { priceMinor: yearMinor * order.years, currency: order.currency };
}

const inCurrency = (cents: number, currency: Currency) =>
  Math.round((cents * RATES[currency]) / 100);

function amounts(name: string, minor: number) {
  const withTax = Math.round((minor * (100 + VAT_PERCENT)) / 100);
  return { [`${name}_before_taxes`]: minor / 100, [`${name}_after_taxes`]: withTax / 100 };
}
