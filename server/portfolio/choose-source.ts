import type { Transaction } from "@/db/client";
import { type Filter, hasDays, hasFacets } from "./filter";
import * as pages from "./page/store";
import * as store from "./store";

type Total = { readonly names: number; readonly isExact: boolean };

/**
 * How a page is to be read (null: nothing matches), and how many names there are (null: the page tells,
 * so that nothing is searched twice).
 */
export type Choice = { readonly source: pages.Source | null; readonly total: Total | null };

/** Above this share of all names, the fields themselves are compared: their keys would be too many to send. */
const KEYED_SHARE = 0.4;

const exactly = (names: number): Total => ({ names, isExact: true });
const upTo = (names: number): Total => ({
  names: Math.min(names, pages.COUNTED_AT_MOST),
  isExact: names <= pages.COUNTED_AT_MOST,
});
const isFew = (names: number) => names <= store.FETCHED_AT_MOST;

/** A search stops at its limit, so a full one may have more to find. */
const foundBySearch = (names: number): Total => ({
  names,
  isExact: names < store.FETCHED_AT_MOST,
});

/** The total of a choice that left it to the page, whose rows tell `found`; a page without rows tells nothing. */
export async function totalFound(
  tx: Transaction,
  source: pages.Source,
  filter: Filter,
  found: number | null,
): Promise<Total> {
  if (source.kind === "search")
    return foundBySearch(found ?? (await pages.countSearched(tx, filter)));
  return exactly(found ?? (await store.countByTag(tx, filter.side)));
}

const PLAIN: Choice = { source: { kind: "plain" }, total: null };
const NOTHING: Choice = { source: null, total: exactly(0) };
const SEARCH: Choice = { source: { kind: "search" }, total: null };

/**
 * Decides from the maintained counts how to read a page, so that no combination of filters makes the
 * database walk a table in vain: nothing is read when nothing matches; up to a thousand names are
 * fetched by their keys and sorted; more are so dense that an index walked in order meets them soon.
 *
 * @see docs/decisions/004
 */
export async function chooseSource(tx: Transaction, filter: Filter): Promise<Choice> {
  if (filter.q !== "") return SEARCH;
  const tagged = filter.tag === null ? null : await store.countByTag(tx, filter.side, filter.tag);
  if (tagged === 0) return NOTHING;
  if (tagged !== null && isFew(tagged)) return SEARCH;
  if (hasFacets(filter)) return chooseByFacets(tx, filter, tagged);
  if (tagged === null && !hasDays(filter)) return PLAIN;
  const total = await totalWithoutFacets(tx, filter, tagged);
  return { source: total.names > 0 ? { kind: "walk", keys: null } : null, total };
}

async function chooseByFacets(
  tx: Transaction,
  filter: Filter,
  tagged: number | null,
): Promise<Choice> {
  const share = hasDays(filter) || filter.tag !== null ? 1 : KEYED_SHARE;
  const { names, all, keys } = await store.countByFacets(tx, filter, share);
  if (names === 0) return NOTHING;
  if (isFew(names)) return fetched(tx, filter, keys, names);
  // Common facets and a common tag may still be rare together, and few of them would be far between.
  if (tagged !== null && isFew((tagged * names) / all)) {
    const total = foundBySearch(await pages.countSearched(tx, filter));
    if (total.isExact) return { ...SEARCH, total };
  }
  return walked(tx, filter, keys.length > 0 ? keys : null, names);
}

async function fetched(
  tx: Transaction,
  filter: Filter,
  keys: readonly string[],
  names: number,
): Promise<Choice> {
  const isMore = hasDays(filter) || filter.tag !== null;
  const left = isMore ? await pages.countFetched(tx, filter, keys) : names;
  return { source: left > 0 ? { kind: "fetch", keys } : null, total: exactly(left) };
}

async function walked(
  tx: Transaction,
  filter: Filter,
  keys: readonly string[] | null,
  names: number,
): Promise<Choice> {
  const isMore = hasDays(filter) || filter.tag !== null;
  const total = isMore ? upTo(await pages.countWalked(tx, filter, keys)) : exactly(names);
  return { source: total.names > 0 ? { kind: "walk", keys } : null, total };
}

async function totalWithoutFacets(
  tx: Transaction,
  filter: Filter,
  tagged: number | null,
): Promise<Total> {
  if (tagged === null) return exactly(await store.countByDays(tx, filter));
  if (hasDays(filter)) return upTo(await pages.countWalked(tx, filter, null));
  return exactly(tagged);
}
