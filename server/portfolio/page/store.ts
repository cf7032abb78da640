import { type SQL, sql } from "drizzle-orm";
import { again, inIndexOrder, type Transaction } from "@/db/client";
import { NOBODY } from "../../partners/counted-as";
import type { Position } from "../cursor";
import type { Filter } from "../filter";
import type { PortfolioQuery } from "../query";
import {
  all,
  FETCHED_AT_MOST,
  facetConditions,
  inactive,
  list,
  listText,
  TEXT,
  UUID,
} from "../store";

/** Names that no kept count knows are counted one by one up to here, while somebody waits. */
export const COUNTED_AT_MOST = 300;

/**
 * How a page is read. `plain`: nothing is asked for but whose names; `walk`: along an index, in order, passing over names that do not have one of
 * the keys (null: whose fields do not fit); `fetch`: by few keys, then sorted; `search`: by text or tag, then sorted.
 */
export type Source =
  | { readonly kind: "plain" }
  | { readonly kind: "walk"; readonly keys: readonly string[] | null }
  | { readonly kind: "fetch"; readonly keys: readonly string[] }
  | { readonly kind: "search" };

type Sort = PortfolioQuery["sort"];

const isKeyed = (alias: string, keys: readonly string[]): SQL =>
  sql`${sql.raw(alias)}.facet_key = any (${list(keys)}::bigint[])`;

/**
 * What an index carries of the conditions of a filter; of tags only a sign that a name may have it.
 * Of the words partial indexes are made for only an index by day knows, so they stand there alone.
 */
function carriedConditions(filter: Filter, keys: readonly string[] | null, sort: Sort): SQL[] {
  const keyed = (all: readonly string[]) => [
    isKeyed("w", all),
    ...(sort === "renewBy" ? inactive(filter, "w") : []),
  ];
  return [
    ...(filter.partnerId ? [sql`w.partner_id = ${filter.partnerId}::uuid`] : []),
    ...(filter.isUnassigned ? [sql`w.partner_id is null`] : []),
    ...(keys ? keyed(keys) : facetConditions(filter, "w")),
    ...(filter.tag === null ? [] : [sql`w.tag_bits & tag_bits(array[${filter.tag}]::text[]) <> 0`]),
    ...(filter.renewFrom ? [sql`w.renew_sort >= ${filter.renewFrom}::date`] : []),
    ...(filter.renewTo ? [sql`w.renew_sort <= ${filter.renewTo}::date`] : []),
  ];
}

/** The names of a walk, called `w`; where a tag is asked for, each that may have it is looked at. */
function walked(
  filter: Filter,
  keys: readonly string[] | null,
  sort: Sort,
  also: readonly SQL[] = [],
): SQL {
  const carried = all([...carriedConditions(filter, keys, sort), ...also]);
  if (filter.tag === null) return sql`domains w where ${carried}`;
  // Without the offset the two would become one again, and every name passed over would be fetched.
  return sql`domains w cross join lateral (
    select from domains t where t.id = w.id and t.tags @> array[${filter.tag}]::text[] offset 0
  ) as tagged where ${carried}`;
}

/** Few names by their keys. The keys are the way in: what else is asked is written so that no index answers it. */
const fetchedConditions = (filter: Filter, keys: readonly string[]): SQL[] => [
  isKeyed("w", keys),
  ...(filter.partnerId ? [sql`w.partner_id = ${filter.partnerId}::uuid`] : []),
  ...(filter.isUnassigned ? [sql`w.partner_id is null`] : []),
  ...(filter.tag === null ? [] : [sql`array_cat(w.tags, null) @> array[${filter.tag}]::text[]`]),
  ...(filter.renewFrom ? [sql`w.renew_sort + 0 >= ${filter.renewFrom}::date`] : []),
  ...(filter.renewTo ? [sql`w.renew_sort + 0 <= ${filter.renewTo}::date`] : []),
];

/** Always a parameter, so that the text of a search is the same whatever is asked besides. */
const orNull = (values: readonly string[], type: SQL): SQL =>
  sql`${values.length > 0 ? listText(values) : null}::${type}[]`;

const searched = (filter: Filter): SQL =>
  sql`search_domains(${filter.q}, ${filter.isUnassigned ? NOBODY : filter.partnerId}::uuid,
    ${orNull(filter.tlds, TEXT)}, ${orNull(filter.accounts, UUID)}, ${orNull(filter.lifecycles, TEXT)},
    ${orNull(filter.locks, TEXT)}, ${orNull(filter.autoRenews, TEXT)}, ${filter.flagMask || null}::int,
    ${filter.tag}::text, ${filter.renewFrom}::date, ${filter.renewTo}::date, ${FETCHED_AT_MOST})`;

/** Behind a position one end of a range of days says nothing more, and would be taken for where to begin. */
function withoutStart(filter: Filter, query: PortfolioQuery, position: Position | null): Filter {
  if (!position || query.sort === "name") return filter;
  return {
    ...filter,
    ...(isDescending(query, position) ? { renewTo: null } : { renewFrom: null }),
  };
}

const isDescending = (query: PortfolioQuery, position: Position | null): boolean =>
  (query.dir === "desc") !== (position?.isBack ?? false);

function beyond(query: PortfolioQuery, position: Position | null): SQL[] {
  if (!position) return [];
  const sign = sql.raw(isDescending(query, position) ? "<" : ">");
  if (query.sort === "name") return [sql`w.name ${sign} ${position.key}`];
  return [sql`(w.renew_sort, w.id) ${sign} (${position.key}::date, ${position.id}::uuid)`];
}

/** The key of the order comes first; names are unique, days need the id beside them. */
function order(query: PortfolioQuery, isDown: boolean, key: string, id: string): SQL {
  const way = isDown ? "desc" : "asc";
  return sql.raw(query.sort === "name" ? `${key} ${way}` : `${key} ${way}, ${id} ${way}`);
}

function names(source: Source, filter: Filter, sort: Sort, also: readonly SQL[]): SQL {
  if (source.kind === "plain") return walked(filter, null, sort, also);
  if (source.kind === "walk") return walked(filter, source.keys, sort, also);
  if (source.kind === "search") return sql`hits w where ${all(also)}`;
  return sql`domains w where ${all([...fetchedConditions(filter, source.keys), ...also])}`;
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
  pending_id: string | null;
  pending_kind: string | null;
  pending_count: number | null;
  /** How many names the list has, where the page is to tell. */
  found: number | null;
};

const COLUMNS =
  sql.raw(`d.id, d.name, d.name_unicode, d.tld, d.partner_id, d.account_id, d.lifecycle,
  d.renew_by::text, d.renew_sort::text, d.expires_at, d.auto_renew_wish, d.auto_renew, d.lock_state, d.nameservers,
  d.dnssec, d.tags, d.flags, d.is_critical, p.name as partner_name, a.name as account_name,
  greatest(s.listed_at, s.details_at) as verified_at, o.id as pending_id, o.kind as pending_kind, o.count as pending_count`);

/** The newest change of a name that has not ended, and how many there are: a few names have one, most have none. */
const PENDING = sql.raw(`
  left join lateral (
    select id, kind, (count(*) over ())::int as count from operations
    where name = d.name and finished_at is null
    order by requested_at desc, id desc limit 1
  ) o on true`);

/** What a page tells beside its rows: how many names the whole list has, where that was not counted before. */
function told(source: Source, filter: Filter): SQL {
  if (source.kind === "search") return sql`(select count(*) from hits)::int`;
  if (source.kind !== "plain") return sql`null::int`;
  return sql`(select names from domain_tag_counts where partner_id = ${filter.side}::uuid and tag = '')`;
}

/** One page of names behind `position`, one row more than asked so that the caller sees whether it goes on. */
export async function page(
  tx: Transaction,
  source: Source,
  filter: Filter,
  query: PortfolioQuery,
  position: Position | null,
): Promise<PortfolioRow[]> {
  const isDown = isDescending(query, position);
  const key = query.sort === "name" ? "name" : "renew_sort";
  const behind = withoutStart(filter, query, position);
  const hits =
    source.kind === "search"
      ? sql`with hits as materialized (
        select id, name collate "C" as name, renew_sort from ${searched(filter)})`
      : sql``;
  // A number in the text, so that a plan that is kept knows how few rows are wanted.
  const limit = sql.raw(String(query.limit + 1));
  const statement = sql`${hits}
    select ${COLUMNS}, ${told(source, filter)} as found from (
      select w.id, ${sql.raw(`w.${key}`)} as key from ${names(source, behind, query.sort, beyond(query, position))}
      order by ${order(query, isDown, `w.${key}`, "w.id")} limit ${limit}
    ) as page
    join domains d on d.id = page.id
    join registrar_accounts a on a.id = d.account_id
    left join partners p on p.id = d.partner_id
    left join domain_sync s on s.domain_id = d.id
    ${PENDING}
    order by ${order(query, isDown, "page.key", "page.id")}`;
  // The plan of a plain page is the same for every partner, that of a search for every text: they are kept.
  if (source.kind === "plain" || source.kind === "search")
    return again<PortfolioRow>(tx, statement);
  const run = async () => [...(await tx.execute<PortfolioRow>(statement))];
  return source.kind === "walk" ? inIndexOrder(tx, run) : run();
}

/**
 * Counts the names a walk would meet, giving up above {@link COUNTED_AT_MOST}. By keys they are counted in
 * whatever order is quickest; without, in the order of an index.
 */
export async function countWalked(
  tx: Transaction,
  filter: Filter,
  keys: readonly string[] | null,
): Promise<number> {
  const order = keys ? sql`` : sql`order by w.renew_sort, w.id`;
  const statement = sql`
    select count(*)::int as names from (
      select 1 from ${walked(filter, keys, "name")} ${order} limit ${COUNTED_AT_MOST + 1}
    ) as counted`;
  const count = () => tx.execute<{ names: number }>(statement);
  const [row] = await (keys ? count() : inIndexOrder(tx, count));
  return row?.names ?? 0;
}

/** How many names a search finds, at most {@link FETCHED_AT_MOST}. */
export async function countSearched(tx: Transaction, filter: Filter): Promise<number> {
  const [row] = await again<{ names: number }>(
    tx,
    sql`select count(*)::int as names from ${searched(filter)}`,
  );
  return row?.names ?? 0;
}

/** How many names few enough to fetch match the whole filter. */
export async function countFetched(
  tx: Transaction,
  filter: Filter,
  keys: readonly string[],
): Promise<number> {
  const [row] = await tx.execute<{ names: number }>(sql`
    select count(*)::int as names from domains w
    where ${all(fetchedConditions(filter, keys))}`);
  return row?.names ?? 0;
}
