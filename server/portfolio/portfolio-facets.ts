import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { today } from "../kernel/today";
import { look } from "../kernel/transact";
import { toUnicode } from "../names/to-unicode";
import * as store from "./facets/store";
import { type Filter, filterOf, hasDays, hasFacets } from "./filter";
import type { PortfolioQuery } from "./query";
import type { FacetCount, PortfolioFacets } from "./schemas";
import { countByDays, countByTag } from "./store";

/** Whether the kept counts, which know facets alone, can answer. */
const isCounted = (filter: Filter) => filter.q === "" && filter.tag === null && !hasDays(filter);

const mostFirst = (counts: Iterable<readonly [string, number]>) =>
  [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

const listed = (
  tally: Iterable<readonly [string, number]>,
  isExact: boolean,
  label: (value: string) => string = (value) => value,
): FacetCount[] =>
  mostFirst(tally).map(([value, names]) => ({
    value,
    label: label(value),
    names: isExact ? names : null,
  }));

/** Whether the kept counts already tell that a tag or some days hold too many names to look at each. */
async function areTooMany(tx: Transaction, filter: Filter): Promise<boolean> {
  if (filter.q !== "" || (filter.tag !== null && hasDays(filter))) return false;
  const names =
    filter.tag === null
      ? await countByDays(tx, filter)
      : await countByTag(tx, filter.side, filter.tag);
  return names > store.COUNTED_AT_MOST;
}

async function tally(tx: Transaction, filter: Filter) {
  if (isCounted(filter)) return { ...(await store.tallyCounts(tx, filter)), isExact: true };
  const named = (await areTooMany(tx, filter)) ? null : await store.tallyNames(tx, filter);
  if (named) return { ...named, isExact: true };
  return { ...(await store.tallyCounts(tx, filter)), isExact: false };
}

/** Tags and days: exact from the kept counts without any other filter, else over few names, else not counted. */
async function beside(tx: Transaction, filter: Filter, day: string, isExact: boolean) {
  const isPlain = filter.q === "" && !hasFacets(filter);
  const kept = () => store.countBeside(tx, filter, day);
  const looked = isPlain && isCounted(filter) ? null : await lookedAt(tx, filter, day, isExact);
  const areTagsKept = isPlain && !hasDays(filter);
  const areDaysKept = isPlain && filter.tag === null;
  const counts = areTagsKept || areDaysKept || !looked ? await kept() : looked;
  const isTagLooked = !areTagsKept && looked !== null && filter.tag === null;
  const isDayLooked = !areDaysKept && looked !== null && !hasDays(filter);
  return {
    tag: listed((isTagLooked ? looked : counts).tags ?? [], areTagsKept || isTagLooked),
    renewWithin: store.DAY_STEPS.map((step, index) => ({
      value: String(step),
      label: String(step),
      names: areDaysKept || isDayLooked ? ((isDayLooked ? looked : counts).days[index] ?? 0) : null,
    })),
  };
}

const lookedAt = (tx: Transaction, filter: Filter, day: string, isExact: boolean) =>
  isExact ? store.countBesideNames(tx, filter, day) : null;

async function counted(tx: Transaction, filter: Filter, day: string) {
  if (isCounted(filter) && !hasFacets(filter)) {
    const [counts, besides] = await Promise.all([tally(tx, filter), beside(tx, filter, day, true)]);
    return { ...counts, besides };
  }
  const counts = await tally(tx, filter);
  return { ...counts, besides: await beside(tx, filter, day, counts.isExact) };
}

/**
 * Counts how many of the caller's names have each value a filter may take, under the other filters.
 * Exact, or null where more than five thousand names would have to be looked at one by one.
 *
 * @returns partners only for those who see all of them
 */
export async function portfolioFacets(
  ctx: ServiceContext,
  query: PortfolioQuery,
): Promise<PortfolioFacets> {
  authorize(ctx.actor, "domain.read");
  const day = today(ctx.now());
  const filter = filterOf(ctx.scope, query, day);
  return look(ctx, async (tx) => {
    // Sent at once, answered in turn: one wait instead of four.
    const [{ total, tallies, isExact, besides }, byPartner, labels] = await Promise.all([
      counted(tx, filter, day),
      ctx.scope.all ? store.countByPartner(tx, filter) : new Map<string, number>(),
      store.labels(tx),
    ]);
    const named = (id: string) => labels.get(id) ?? "Not assigned";
    return {
      total: isExact ? total : null,
      tld: listed(tallies.tld, isExact, (tld) => `.${toUnicode(tld)}`),
      account: listed(tallies.account, isExact, named),
      status: listed(tallies.status, isExact),
      lock: listed(tallies.lock, isExact),
      autoRenew: listed(tallies.autoRenew, isExact),
      flag: listed(tallies.flag, isExact),
      partner: listed(byPartner, isCounted(filter), named),
      ...besides,
    };
  });
}
