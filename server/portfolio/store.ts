import { type SQL, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import type { Filter } from "./filter";

/** Above this many, names are not fetched and sorted: they are walked in the order of an index. */
export const FETCHED_AT_MOST = 1_000;

/** Values in PostgreSQL's own writing of an array. */
export const listText = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** The same as one parameter; cast it. */
export const list = (values: readonly string[]): SQL => sql`${listText(values)}`;

const isOneOf = (column: SQL, values: readonly string[], type: SQL): SQL[] => {
  const [first, ...others] = values;
  if (first === undefined) return [];
  if (others.length === 0) return [sql`${column} = ${first}::${type}`];
  return [sql`${column} = any (${list(values)}::${type}[])`];
};

export const TEXT = sql.raw("text");
export const UUID = sql.raw("uuid");

/** Partial indexes are made for these words, so they stand in the text, where the planner sees them. */
export const inactive = (filter: Filter, alias: string): SQL[] =>
  filter.lifecycles.length > 0 && !filter.lifecycles.includes("active")
    ? [sql.raw(`${alias}.lifecycle <> 'active'`)]
    : [];

/** The conditions that both the names and their counts can answer. */
export function facetConditions(filter: Filter, alias: string): SQL[] {
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  return [
    ...isOneOf(column("tld"), filter.tlds, TEXT),
    ...isOneOf(column("account_id"), filter.accounts, UUID),
    ...isOneOf(column("lifecycle"), filter.lifecycles, TEXT),
    ...inactive(filter, alias),
    ...isOneOf(column("lock_state"), filter.locks, TEXT),
    ...isOneOf(column("auto_renew"), filter.autoRenews, TEXT),
    ...(filter.flagMask ? [sql`${column("flags")} & ${filter.flagMask}::int <> 0`] : []),
  ];
}

/** The conditions of a filter on the names themselves; a search is not among them. */
export function nameConditions(filter: Filter, alias = "d"): SQL[] {
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  return [
    ...(filter.partnerId ? [sql`${column("partner_id")} = ${filter.partnerId}::uuid`] : []),
    ...(filter.isUnassigned ? [sql`${column("partner_id")} is null`] : []),
    ...facetConditions(filter, alias),
    ...(filter.tag === null ? [] : [sql`${column("tags")} @> array[${filter.tag}]::text[]`]),
    ...(filter.renewFrom ? [sql`${column("renew_sort")} >= ${filter.renewFrom}::date`] : []),
    ...(filter.renewTo ? [sql`${column("renew_sort")} <= ${filter.renewTo}::date`] : []),
  ];
}

/** Joins conditions by "and"; none at all is true. */
export const all = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

/**
 * How many names match the facets of a filter, out of how many there are on its side, and the keys of
 * those that match when they are few, or fewer than the given share of all.
 */
export async function countByFacets(
  tx: Transaction,
  filter: Filter,
  share = 0,
): Promise<{ names: number; all: number; keys: readonly string[] }> {
  const [row] = await tx.execute<{ names: number; all: number; keys: string[] | null }>(sql`
    with side as (
      select coalesce(max(names), 0) as names from domain_tag_counts
      where partner_id = ${filter.side}::uuid and tag = ''
    )
    select coalesce(sum(f.names), 0)::int as names, (select names from side) as all,
      case when sum(f.names) <= greatest(${FETCHED_AT_MOST}, ${share}::float8 * (select names from side))
        then array_agg(f.facet_key::text) end as keys
    from domain_facets f
    where f.partner_id = ${filter.side}::uuid and f.names > 0 and ${all(facetConditions(filter, "f"))}`);
  return { names: row?.names ?? 0, all: row?.all ?? 0, keys: row?.keys ?? [] };
}

/** How many names there are, or carry a tag. The empty tag counts every name. */
export async function countByTag(tx: Transaction, side: string, tag = ""): Promise<number> {
  const [row] = await again<{ names: number }>(
    tx,
    sql`select names from domain_tag_counts where partner_id = ${side}::uuid and tag = ${tag}`,
  );
  return row?.names ?? 0;
}

/** How many names are to be renewed between two days. */
export async function countByDays(tx: Transaction, filter: Filter): Promise<number> {
  const [row] = await again<{ names: number }>(
    tx,
    sql`select coalesce(sum(names), 0)::int as names from domain_renewals
    where partner_id = ${filter.side}::uuid
      and renew_on >= ${filter.renewFrom ?? "-infinity"}::date
      and renew_on <= ${filter.renewTo ?? "infinity"}::date`,
  );
  return row?.names ?? 0;
}
