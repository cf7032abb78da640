import type { Transaction } from "@/db/client";
import { type Filter, hasDays, hasFacets } from "./filter";
import * as store from "./store";

type Total = { readonly names: number; readonly isExact: boolean };

/**
 * How a page is to be read (null: nothing matches), and how many names there are. The total may still
 * be under way, so that the page need not wait for it.
 */
export type Choice = {
  readonly source: store.Source | null;
  readonly total: Total | Promise<Total>;
};

const exactly = (names: number): Total => ({ names, isExact: true });
const upTo = (names: number): Total => ({
  names: Math.min(names, store.FETCHED_AT_MOST),
  isExact: names <= store.FETCHED_AT_MOST,
});

const isFew = (names: number) => names <= store.FETCHED_AT_MOST;
const WALK = { kind: "walk" } as const;

function searched(tx: Transaction, filter: Filter): Choice {
  const total = store
    .countSearched(tx, filter)
    .then((names) => ({ names, isExact: names < store.FETCHED_AT_MOST }));
  return { source: { kind: "search" }, total };
}

/**
 * Decides from the maintained counts how to read a page, so that no combination of filters makes the
 * database walk a table in vain: nothing is read when nothing matches; up to a thousand names are
 * fetched by their keys and sorted; more are so dense that an index walked in order meets them soon.
 *
 * @see docs/decisions/004
 */
export async function chooseSource(tx: Transaction, filter: Filter): Promise<Choice> {
  if (filter.q !== "") return searched(tx, filter);
  if (filter.tag !== null && isFew(await store.countByTag(tx, filter.side, filter.tag)))
    return searched(tx, filter);
  if (!hasFacets(filter)) return { source: WALK, total: totalWithoutFacets(tx, filter) };

  const { names, keys } = await store.countByFacets(tx, filter);
  if (names === 0) return { source: null, total: exactly(0) };
  const isMore = hasDays(filter) || filter.tag !== null;
  if (!isFew(names)) {
    const total = isMore ? store.countUpTo(tx, filter).then(upTo) : exactly(names);
    return { source: WALK, total };
  }
  const source = { kind: "fetch", keys } as const;
  const total = isMore ? store.countFetched(tx, source, filter).then(exactly) : exactly(names);
  return { source, total };
}

function totalWithoutFacets(tx: Transaction, filter: Filter): Promise<Total> {
  if (filter.tag !== null && hasDays(filter)) return store.countUpTo(tx, filter).then(upTo);
  if (hasDays(filter)) return store.countByDays(tx, filter).then(exactly);
  return store.countByTag(tx, filter.side, filter.tag ?? "").then(exactly);
}
