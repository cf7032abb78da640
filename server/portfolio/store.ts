import { type SQL, sql } from "drizzle-orm";
import { inIndexOrder, type Transaction } from "@/db/client";
import type { Position } from "./cursor";
import type { Filter } from "./filter";
import type { PortfolioQuery } from "./schemas";

/** Above this many, names are not fetched and sorted: they are walked in the order of an index. */
export const FETCHED_AT_MOST = 1_000;

/** Values as an array of bound parameters; cast it. */
export const list = (values: readonly string[]): SQL =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]`;

const isOneOf = (column: SQL, values: readonly string[], type: SQL): SQL[] => {
  const [first, ...others] = values;
  if (first === undefined) return [];
  if (others.length === 0) return [sql`${column} = ${first}::${type}`];
  return [sql`${column} = any (${list(values)}::${type}[])`];
};

const TEXT = sql.raw("text");
const UUID = sql.raw("uuid");

/** Words that partial indexes are made for stand in the text, so that the planner can see them. */
const literal = (column: string, value: string, values: readonly string[]): SQL[] =>
  values.length === 1 && values[0] === value ? [sql.raw(`${column} = '${value}'`)] : [];

/** The conditions that both the names and their counts can answer. */
export function facetConditions(filter: Filter, alias: string): SQL[] {
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  return [
    ...isOneOf(column("tld"), filter.tlds, TEXT),
    ...isOneOf(column("account_id"), filter.accounts, UUID),
    ...isOneOf(column("lifecycle"), filter.lifecycles, TEXT),
    ...(filter.lifecycles.length > 0 && !filter.lifecycles.includes("active")
      ? [sql.raw(`${alias}.lifecycle <> 'active'`)]
      : []),
    ...isOneOf(column("lock_state"), filter.locks, TEXT),
    ...literal(`${alias}.lock_state`, "unlocked", filter.locks),
    ...isOneOf(column("auto_renew"), filter.autoRenews, TEXT),
    ...(filter.flagMask
      ? [sql`${column("flags")} <> 0 and ${column("flags")} & ${filter.flagMask}::int <> 0`]
      : []),
  ];
}

/** The conditions of a filter on the names themselves, called `d`; a search is not among them. */
export function nameConditions(filter: Filter): SQL[] {
  return [
    ...(filter.partnerId ? [sql`d.partner_id = ${filter.partnerId}::uuid`] : []),
    ...(filter.isUnassigned ? [sql`d.partner_id is null`] : []),
    ...facetConditions(filter, "d"),
    ...(filter.tag === null ? [] : [sql`d.tags @> array[${filter.tag}]::text[]`]),
    ...(filter.renewFrom ? [sql`d.renew_sort >= ${filter.renewFrom}::date`] : []),
    ...(filter.renewTo ? [sql`d.renew_sort <= ${filter.renewTo}::date`] : []),
  ];
}

/** Joins conditions by "and"; none at all is true. */
export const all = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

/** How many names match the facets of a filter, and, when they are few, the keys to fetch them by. */
export async function countByFacets(
  tx: Transaction,
  filter: Filter,
): Promise<{ names: number; keys: readonly string[] }> {
  const [row] = await tx.execute<{ names: number; keys: string[] | null }>(sql`
    select coalesce(sum(f.names), 0)::int as names,
      case when sum(f.names) <= ${FETCHED_AT_MOST} then array_agg(f.facet_key::text) end as keys
    from domain_facets f
    where f.partner_id = ${filter.side}::uuid and f.names > 0 and ${all(facetConditions(filter, "f"))}`);
  return { names: row?.names ?? 0, keys: row?.keys ?? [] };
}

/** How many names there are, or carry a tag. The empty tag counts every name. */
export async function countByTag(tx: Transaction, side: string, tag = ""): Promise<number> {
  const [row] = await tx.execute<{ names: number }>(sql`
    select names from domain_tag_counts where partner_id = ${side}::uuid and tag = ${tag}`);
  return row?.names ?? 0;
}

/** How many names are to be renewed between two days. */
export async function countByDays(tx: Transaction, filter: Filter): Promise<number> {
  const [row] = await tx.execute<{ names: number }>(sql`
    select coalesce(sum(names), 0)::int as names from domain_renewals
    where partner_id = ${filter.side}::uuid
      and renew_on >= ${filter.renewFrom ?? "-infinity"}::date
      and renew_on <= ${filter.renewTo ?? "infinity"}::date`);
  return row?.names ?? 0;
}

/** Counts the names a filter matches, giving up above {@link FETCHED_AT_MOST}. */
export async function countUpTo(tx: Transaction, filter: Filter): Promise<number> {
  const [row] = await tx.execute<{ names: number }>(sql`
    select count(*)::int as names from (
      select 1 from domains d where ${all(nameConditions(filter))} limit ${FETCHED_AT_MOST + 1}
    ) as counted`);
  return row?.names ?? 0;
}

/** Where the rows come from. `walk`: straight from an index, in order; `fetch` and `search`: few, then sorted. */
export type Source =
  | { readonly kind: "walk" }
  | { readonly kind: "fetch"; readonly keys: readonly string[] }
  | { readonly kind: "search" };

const orNull = (values: readonly string[], type: SQL): SQL =>
  values.length > 0 ? sql`${list(values)}::${type}[]` : sql`null`;

function origin(source: Source, filter: Filter): SQL {
  if (source.kind !== "search") return sql`domains d`;
  return sql`search_domains(${filter.q}, ${filter.partnerId}::uuid, ${orNull(filter.tlds, TEXT)},
    ${orNull(filter.accounts, UUID)}, ${orNull(filter.lifecycles, TEXT)}, ${orNull(filter.locks, TEXT)},
    ${orNull(filter.autoRenews, TEXT)}, ${filter.flagMask || null}::int, ${filter.tag}::text,
    ${filter.renewFrom}::date, ${filter.renewTo}::date, ${FETCHED_AT_MOST}) as hit join domains d on d.id = hit`;
}

function conditions(source: Source, filter: Filter): SQL[] {
  if (source.kind === "search") return filter.isUnassigned ? [sql`d.partner_id is null`] : [];
  const keys =
    source.kind === "fetch" ? [sql`d.facet_key = any (${list(source.keys)}::bigint[])`] : [];
  return [...keys, ...nameConditions(filter)];
}

const isDescending = (query: PortfolioQuery, position: Position | null): boolean =>
  (query.dir === "desc") !== (position?.isBack ?? false);

function beyond(query: PortfolioQuery, position: Position | null): SQL[] {
  if (!position) return [];
  const sign = sql.raw(isDescending(query, position) ? "<" : ">");
  if (query.sort === "name") return [sql`d.name ${sign} ${position.key}`];
  return [sql`(d.renew_sort, d.id) ${sign} (${position.key}::date, ${position.id}::uuid)`];
}

function order(query: PortfolioQuery, isDown: boolean, alias: string): SQL {
  const way = isDown ? "desc" : "asc";
  return sql.raw(
    query.sort === "name"
      ? `${alias}.name ${way}`
      : `${alias}.renew_sort ${way}, ${alias}.id ${way}`,
  );
}

export type PortfolioRow = {
  id: string;
  name: string;
  name_unicode: string;
  tld: string;
  partner_id: string | null;
  partner_name: string | null;
  account_id: string;
  account_name: string;
  lifecycle: string;
  renew_by: string | null;
  renew_sort: string;
  expires_at: string | null;
  auto_renew_wish: boolean | null;
  auto_renew: string;
  lock_state: string;
  nameservers: string[] | null;
  dnssec: boolean | null;
  tags: string[];
  flags: number;
  is_critical: boolean;
  verified_at: string | null;
};

const COLUMNS =
  sql.raw(`d.id, d.name, d.name_unicode, d.tld, d.partner_id, d.account_id, d.lifecycle,
  d.renew_by::text, d.renew_sort::text, d.expires_at, d.auto_renew_wish, d.auto_renew, d.lock_state, d.nameservers,
  d.dnssec, d.tags, d.flags, d.is_critical`);

/** One page of names behind `position`, one row more than asked so that the caller sees whether it goes on. */
export async function page(
  tx: Transaction,
  source: Source,
  filter: Filter,
  query: PortfolioQuery,
  position: Position | null,
): Promise<PortfolioRow[]> {
  const isDown = isDescending(query, position);
  const where = all([...conditions(source, filter), ...beyond(query, position)]);
  const statement = sql`
    select d.*, p.name as partner_name, a.name as account_name,
      greatest(s.listed_at, s.details_at) as verified_at
    from (
      select ${COLUMNS} from ${origin(source, filter)}
      where ${where} order by ${order(query, isDown, "d")} limit ${query.limit + 1}
    ) as d
    join registrar_accounts a on a.id = d.account_id
    left join partners p on p.id = d.partner_id
    left join domain_sync s on s.domain_id = d.id
    order by ${order(query, isDown, "d")}`;
  const run = async () => [...(await tx.execute<PortfolioRow>(statement))];
  return source.kind === "walk" ? inIndexOrder(tx, run) : run();
}

/** How many names a search found, at most {@link FETCHED_AT_MOST}. */
export async function countSearched(tx: Transaction, filter: Filter): Promise<number> {
  const source: Source = { kind: "search" };
  const [row] = await tx.execute<{ names: number }>(sql`
    select count(*)::int as names from ${origin(source, filter)} where ${all(conditions(source, filter))}`);
  return row?.names ?? 0;
}

/** How many names few enough to fetch match the whole filter. */
export async function countFetched(
  tx: Transaction,
  source: Source,
  filter: Filter,
): Promise<number> {
  const [row] = await tx.execute<{ names: number }>(sql`
    select count(*)::int as names from domains d where ${all(conditions(source, filter))}`);
  return row?.names ?? 0;
}
