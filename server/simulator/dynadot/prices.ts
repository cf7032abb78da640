import type { Bill } from "../wire";

type Cents = {
  readonly register: number;
  readonly renew: number;
  readonly transfer: number;
  readonly restore: number;
};

/** Prices of one year in US cents by TLD. */
export const TLDS: Readonly<Record<string, Cents>> = {
  app: { register: 1299, renew: 1399, transfer: 1299, restore: 9000 },
  "co.uk": { register: 649, renew: 699, transfer: 0, restore: 4000 },
  com: { register: 1099, renew: 1099, transfer: 1049, restore: 6000 },
  dev: { register: 1199, renew: 1299, transfer: 1199, restore: 9000 },
  io: { register: 3599, renew: 4099, transfer: 3599, restore: 9900 },
  net: { register: 1199, renew: 1299, transfer: 1149, restore: 6000 },
  org: { register: 899, renew: 1199, transfer: 1099, restore: 6000 },
};

const RATES: Readonly<Record<string, number>> = { USD: 100, EUR: 92, GBP: 79, CNY: 720 };
const PREMIUM_FACTOR = 10;

export type Action = keyof Cents;

export const isPremium = (fqdn: string) => fqdn.startsWith("sim-premium-");

/** The TLD a name is sold under, longest first. */
export function tldOf(fqdn: string): string | undefined {
  return Object.keys(TLDS)
    .filter((tld) => fqdn.endsWith(`.${tld}`))
    .sort((a, b) => b.length - a.length)[0];
}

/** The price of `years` years; undefined for a currency or TLD that is not served. */
export function billFor(
  fqdn: string,
  action: Action,
  { years = 1, currency = "USD" }: { years?: number; currency?: string } = {},
): Bill | undefined {
  const cents = TLDS[tldOf(fqdn) ?? ""]?.[action];
  const rate = RATES[currency];
  if (cents === undefined || rate === undefined) return undefined;
  const yearly = Math.round((cents * rate * (isPremium(fqdn) ? PREMIUM_FACTOR : 1)) / 100);
  return { priceMinor: yearly * years, currency };
}

/** An amount as this registrar writes it. */
export const amount = (bill: Bill | undefined) =>
  bill === undefined ? "" : (bill.priceMinor / 100).toFixed(2);

/** The rows of the price list for a currency, in the order of the TLDs. */
export const priceRows = (currency: string) =>
  Object.keys(TLDS).map((tld) => ({
    tld,
    priceOf: (action: Action) => amount(billFor(`x.${tld}`, action, { currency })),
  }));
