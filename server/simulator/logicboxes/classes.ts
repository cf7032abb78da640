import type { PaidAction } from "../ledger";

/** A product class: its TLDs and what a year costs the reseller, in cents. */
export type LbClass = {
  readonly key: string;
  readonly tlds: readonly string[];
  readonly cents: Readonly<Partial<Record<PaidAction, number>>>;
  /** What each year costs when more than one is registered. */
  readonly laterCents?: number;
  readonly maxYears: number;
  /** Names its registry answers in one call; the rest are unknown. */
  readonly answers?: number;
};

const cents = (register: number, renew: number, transfer: number, restore?: number) => ({
  register,
  renew,
  transfer,
  ...(restore === undefined ? {} : { restore }),
});

/** Registries of one group answer five names of a call. */
const DONUTS = { maxYears: 10, answers: 5 } as const;

export const CLASSES: readonly LbClass[] = [
  { key: "domcno", tlds: ["com"], cents: cents(849, 849, 849, 8000), maxYears: 10 },
  { key: "dotnet", tlds: ["net"], cents: cents(1029, 1129, 1029, 8000), maxYears: 10 },
  {
    key: "domorg",
    tlds: ["org"],
    cents: cents(699, 1099, 999, 8000),
    laterCents: 899,
    maxYears: 10,
  },
  { key: "dominfo", tlds: ["info"], cents: cents(299, 1899, 1899, 8000), maxYears: 10 },
  { key: "dombiz", tlds: ["biz"], cents: cents(1499, 1599, 1499, 8000), maxYears: 10 },
  { key: "domxyz", tlds: ["xyz"], cents: cents(199, 1199, 1199, 8000), maxYears: 10 },
  { key: "dotshop", tlds: ["shop"], cents: cents(249, 3199, 3199, 8000), maxYears: 10 },
  { key: "dotonline", tlds: ["online"], cents: cents(99, 2899, 2899, 8000), maxYears: 10 },
  { key: "dotstudio", tlds: ["studio"], cents: cents(2399, 2799, 2399, 9000), ...DONUTS },
  { key: "dotagency", tlds: ["agency"], cents: cents(799, 2499, 2099, 9000), ...DONUTS },
  { key: "dotemail", tlds: ["email"], cents: cents(699, 2399, 2199, 9000), ...DONUTS },
  { key: "dotio", tlds: ["io"], cents: cents(3899, 4599, 4599, 12000), maxYears: 5 },
  { key: "dotco", tlds: ["co"], cents: cents(2199, 2699, 2699, 8500), maxYears: 5 },
  {
    key: "dotin",
    tlds: ["in", "co.in", "net.in"],
    cents: cents(599, 749, 749, 7000),
    maxYears: 10,
  },
  { key: "dotuk", tlds: ["uk", "co.uk", "org.uk"], cents: cents(579, 679, 0), maxYears: 10 },
  { key: "doteu", tlds: ["eu"], cents: cents(599, 649, 599, 3500), maxYears: 10 },
  { key: "dotde", tlds: ["de"], cents: cents(549, 549, 549), maxYears: 1 },
  { key: "dotes", tlds: ["es"], cents: cents(849, 949, 0), maxYears: 5 },
  { key: "dotfr", tlds: ["fr"], cents: cents(899, 949, 899, 4500), maxYears: 10 },
  { key: "dotnl", tlds: ["nl"], cents: cents(699, 699, 699), maxYears: 1 },
  { key: "dotro", tlds: ["ro"], cents: cents(1099, 1099, 650), maxYears: 10 },
  {
    key: "dotca",
    tlds: ["ca"],
    cents: cents(1099, 1199, 1099, 9900),
    maxYears: 10,
    answers: 15,
  },
];

const BY_TLD: ReadonlyMap<string, LbClass> = new Map(
  CLASSES.flatMap((one) => one.tlds.map((tld) => [tld, one] as const)),
);

/** The class of everything behind the first dot; undefined when it is not sold. */
export const classOf = (tld: string): LbClass | undefined => BY_TLD.get(tld);

/** What is behind the first dot of `name`. */
export const tldOf = (name: string): string => name.slice(name.indexOf(".") + 1);

const PREMIUM_CENTS = 120_000;

/** Names that begin like this have a price of their own. */
export const isPremium = (name: string): boolean => name.startsWith("sim-premium-");

/** What each of `years` years costs; undefined where there is no price. */
export function yearlyCents(name: string, action: PaidAction, years: number): number | undefined {
  const own = classOf(tldOf(name));
  const listed = own?.cents[action];
  const most = action === "transfer" || action === "restore" ? 1 : own?.maxYears;
  if (!own || listed === undefined || years > (most ?? 0)) return undefined;
  if (isPremium(name)) return PREMIUM_CENTS;
  return action === "register" && years > 1 ? (own.laterCents ?? listed) : listed;
}

/** Endings of countries, whose registries leave no room for a service that hides the holder. */
const WITHOUT_PRIVACY = /\.(?:in|uk|eu|de|es|fr|nl|ro|ca)$/;
export const offersPrivacy = (name: string): boolean => !WITHOUT_PRIVACY.test(name);
