import { DOMAIN_FLAG_NAMES, DOMAIN_FLAGS } from "../../names/domain-flags";

/** What is counted by value, in the order of the bits that say which of them a name misses. */
export const DIMENSIONS = [
  { key: "tld", column: "tld" },
  { key: "account", column: "account_id" },
  { key: "status", column: "lifecycle" },
  { key: "lock", column: "lock_state" },
  { key: "autoRenew", column: "auto_renew" },
  { key: "flag", column: "flags" },
] as const;
export type DimensionKey = (typeof DIMENSIONS)[number]["key"];

/** `bit` of GROUPING(): the columns that are not in the group, the last column lowest. */
export const bitOf = (key: DimensionKey): number =>
  1 << (DIMENSIONS.length - 1 - DIMENSIONS.findIndex((dimension) => dimension.key === key));

export const ALL_BITS = (1 << DIMENSIONS.length) - 1;

export type Tally = Map<string, number>;
export type Tallies = Record<DimensionKey, Tally>;

/** Names by flag, out of names by sum of flags. */
export function byFlag(sums: ReadonlyMap<string, number>): Tally {
  const tally: Tally = new Map();
  for (const flag of DOMAIN_FLAG_NAMES) {
    let names = 0;
    for (const [sum, counted] of sums) if (Number(sum) & DOMAIN_FLAGS[flag]) names += counted;
    if (names > 0) tally.set(flag, names);
  }
  return tally;
}
