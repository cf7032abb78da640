import type { PaidAction } from "../ledger";

/** Prices of one year in EUR cents before taxes. A missing action is one this registrar does not price. */
export type TldPrices = Readonly<Partial<Record<PaidAction, number>>> & {
  readonly register: number;
  /** Price of the first year while a promotion runs. */
  readonly firstYear?: number;
};

export type TldFacts = {
  readonly category: "gTLD" | "ccTLD";
  readonly canLock: boolean;
  readonly maxYears: number;
  /** Days after expiry: until hold ends, until restore ends, until the name is deleted. */
  readonly phaseEnds: readonly [hold: number, restore: number, deleted: number];
  readonly prices: TldPrices;
};

const GENERIC = {
  category: "gTLD",
  canLock: true,
  maxYears: 10,
  phaseEnds: [45, 75, 80],
} as const;
const COUNTRY = {
  category: "ccTLD",
  canLock: true,
  maxYears: 10,
  phaseEnds: [45, 75, 80],
} as const;

const price = (register: number, renew: number, transfer?: number, restore?: number) => ({
  register,
  renew,
  ...(transfer === undefined ? {} : { transfer }),
  ...(restore === undefined ? {} : { restore }),
});

/** The TLDs this registrar sells, by A-label. */
export const TLDS: Readonly<Record<string, TldFacts>> = {
  com: { ...GENERIC, prices: { ...price(1650, 1739, 1650, 8900), firstYear: 800 } },
  net: { ...GENERIC, prices: price(1590, 1850, 1590, 8900) },
  org: { ...GENERIC, prices: { ...price(1310, 1790, 1310, 8900), firstYear: 899 } },
  info: { ...GENERIC, prices: { ...price(2150, 2399, 2150, 8900), firstYear: 350 } },
  shop: { ...GENERIC, prices: { ...price(3100, 3410, 3100, 10400), firstYear: 250 } },
  studio: { ...GENERIC, prices: price(3800, 4200, 3800, 10400) },
  app: { ...GENERIC, prices: price(1990, 2199, 1990, 10400) },
  eu: {
    ...COUNTRY,
    canLock: false,
    phaseEnds: [30, 70, 70],
    prices: price(990, 990, 0, 4200),
  },
  fr: { ...COUNTRY, prices: price(1250, 1250, 0, 3600) },
  de: { ...COUNTRY, canLock: false, maxYears: 1, prices: price(740, 740, 0) },
  "co.uk": { ...COUNTRY, prices: price(1120, 1120, 0) },
  io: { ...COUNTRY, prices: price(5200, 5590, 5200, 14900) },
  it: { ...COUNTRY, maxYears: 1, prices: price(1199, 1199, 999, 2200) },
  nl: { ...COUNTRY, maxYears: 1, prices: price(890, 890, 0) },
  es: { ...COUNTRY, maxYears: 5, prices: price(999, 1099, 0, 3900) },
  ch: { ...COUNTRY, maxYears: 1, prices: price(1090, 1090, 0) },
  ro: { ...COUNTRY, prices: price(1450, 1450, 600) },
  "xn--p1ai": { ...COUNTRY, maxYears: 1, prices: price(1390, 1390) },
};

/** The TLD of `fqdn` among those sold here, longest first; undefined when it is not sold. */
export function tldOf(fqdn: string): string | undefined {
  const labels = fqdn.split(".");
  const two = labels.slice(-2).join(".");
  if (labels.length > 2 && two in TLDS) return two;
  const last = labels.at(-1) ?? "";
  return last in TLDS ? last : undefined;
}
