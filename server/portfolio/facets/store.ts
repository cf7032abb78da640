import { type SQL, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { EVERYONE, NOBODY } from "../../partners/counted-as";
import type { Filter } from "../filter";
import { OVERDUE, UNASSIGNED } from "../query";
import { all, countByFacets, facetConditions, list, nameConditions } from "../store";
import { ALL_BITS, bitOf, byFlag, DIMENSIONS, type DimensionKey, type Tallies } from "./dimensions";

/** Above this many, names are not counted one by one while somebody waits. */
export const COUNTED_AT_MOST = 5_000;

const NO_FACETS = {
  tlds: [],
  accounts: [],
  lifecycles: [],
  locks: [],
  autoRenews: [],
  flagMask: 0,
} as const satisfies Partial<Filter>;

/** The conditions of one dimension alone. */
function ownConditions(key: DimensionKey, filter: Filter, alias: string): SQL[] {
  const own = {
    tld: { tlds: filter.tlds },
    account: { accounts: filter.accounts },
    status: { lifecycles: filter.lifecycles },
    lock: { locks: filter.locks },
    autoRenew: { autoRenews: filter.autoRenews },
    flag: { flagMask: filter.flagMask },
  }[key];
  return facetConditions({ ...filter, ...NO_FACETS, ...own }, alias);
}

/** Which dimensions a row misses, as a sum of bits, and which of them are filtered at all. */
function misses(filter: Filter, alias: string): { sum: SQL; filtered: readonly DimensionKey[] } {
  const terms = DIMENSIONS.flatMap(({ key }) => {
    const own = ownConditions(key, filter, alias);
    return own.length > 0 ? [{ key, own }] : [];
  });
  if (terms.length === 0) return { sum: sql`0`, filtered: [] };
  const sum = sql.join(
    terms.map(
      ({ key, own }) => sql`case when ${all(own)} then 0 else ${sql.raw(`${bitOf(key)}`)} end`,
    ),
    sql` + `,
  );
  return { sum, filtered: terms.map(({ key }) => key) };
}

const COLUMNS = sql.raw(DIMENSIONS.map(({ column }) => column).join(", "));

/** One scan, grouped by each dimension in turn; a filtered dimension counts what misses nothing else. */
function grouped(counted: SQL, filtered: readonly DimensionKey[]): SQL {
  const which = sql`grouping(${COLUMNS})`;
  const plain = filtered.length === 0 ? sql`sum(names)` : sql`sum(names) filter (where miss = 0)`;
  const own = filtered.map((key) => {
    const bit = bitOf(key);
    return sql.raw(`when ${ALL_BITS - bit} then sum(names) filter (where miss in (0, ${bit}))`);
  });
  const names =
    own.length === 0 ? plain : sql`case ${which} ${sql.join(own, sql` `)} else ${plain} end`;
  const value = sql.raw(
    `coalesce(${DIMENSIONS.map(({ column }) => `${column}::text`).join(", ")})`,
  );
  return sql`
    select ${which} as which, ${value} as value, coalesce(${names}, 0)::int as names
    from (${counted}) as counted
    group by grouping sets (${sql.join(
      DIMENSIONS.map(({ column }) => sql.raw(`(${column})`)),
      sql`, `,
    )}, ())`;
}

type GroupRow = { which: number; value: string | null; names: number };

function tallied(rows: readonly GroupRow[]): { total: number; tallies: Tallies } {
  const of = (key: DimensionKey) =>
    new Map(
      rows.flatMap(({ which, value, names }) =>
        which === ALL_BITS - bitOf(key) && value !== null && names > 0
          ? [[value, names] as const]
          : [],
      ),
    );
  const total = rows.find(({ which }) => which === ALL_BITS)?.names ?? 0;
  return {
    total,
    tallies: {
      tld: of("tld"),
      account: of("account"),
      status: of("status"),
      lock: of("lock"),
      autoRenew: of("autoRenew"),
      flag: byFlag(of("flag")),
    },
  };
}

/** Counts every dimension from the kept counts, which know facets alone: no search, no tag, no days. */
export async function tallyCounts(tx: Transaction, filter: Filter) {
  const { sum, filtered } = misses(filter, "f");
  const counted = sql`select ${COLUMNS}, names, ${sum} as miss from domain_facets f
    where f.partner_id = ${filter.side}::uuid and f.names > 0`;
  const statement = grouped(counted, filtered);
  // Without a filter the text is always the same.
  const isUsual = filtered.length === 0;
  return tallied(
    await (isUsual ? again<GroupRow>(tx, statement) : tx.execute<GroupRow>(statement)),
  );
}

function whose(filter: Filter, most: number): SQL {
  const { tag, renewFrom, renewTo, partnerId } = filter;
  if (filter.q === "")
    return sql`select d.* from domains d
      where ${all(nameConditions({ ...filter, ...NO_FACETS }))} limit ${most}`;
  return sql`select d.* from search_domains(${filter.q}, ${partnerId}::uuid, null, null, null, null, null,
    null, ${tag}::text, ${renewFrom}::date, ${renewTo}::date, ${most}) as hit join domains d on d.id = hit.id
    where ${filter.isUnassigned ? sql`d.partner_id is null` : sql`true`}`;
}

/**
 * Counts every dimension from the names that match search, tag and days.
 *
 * @returns null when they are more than {@link COUNTED_AT_MOST}
 */
export async function tallyNames(tx: Transaction, filter: Filter) {
  const { sum, filtered } = misses(filter, "d");
  const counted = sql`select ${COLUMNS}, 1 as names, ${sum} as miss, count(*) over () as found
    from (${whose(filter, COUNTED_AT_MOST + 1)}) as d`;
  const rows = await tx.execute<GroupRow & { found: number }>(sql`
    with counted as materialized (${counted})
    ${grouped(sql`select * from counted`, filtered)}
    union all select -1, null, coalesce(max(found), 0)::int from counted`);
  const found = rows.find(({ which }) => which === -1)?.names ?? 0;
  return found > COUNTED_AT_MOST ? null : tallied([...rows]);
}

/** Days from today up to which names are counted; -1 counts those whose day is past. */
export const DAY_STEPS = [OVERDUE, 7, 30, 60, 90] as const;

const LAST_STEP = Math.max(...DAY_STEPS);

const steps = (day: SQL, names: SQL, today: string): SQL =>
  sql.join(
    DAY_STEPS.map(
      (days) =>
        sql`coalesce(sum(${names}) filter (where ${day} <= ${today}::date + ${sql.raw(`${days}`)}), 0)::int`,
    ),
    sql`, `,
  );

type Beside = { tags: [string, number][] | null; days: number[] };

/** Counts tags and days from the kept counts: right while neither facets nor a search are asked for. */
export async function countBeside(tx: Transaction, filter: Filter, today: string): Promise<Beside> {
  const [row] = await again<Beside>(
    tx,
    sql`
    select (
      select array_agg(array[tag, names::text] order by names desc, tag) from (
        select tag, names from domain_tag_counts
        where partner_id = ${filter.side}::uuid and tag <> '' and names > 0
        order by names desc, tag limit 200
      ) as t
    ) as tags,
    (
      select array[${steps(sql`renew_on`, sql`names`, today)}] from domain_renewals
      where partner_id = ${filter.side}::uuid and renew_on <= ${today}::date + ${sql.raw(`${LAST_STEP}`)}
    ) as days`,
  );
  return decoded(row);
}

/** Counts tags and days over names few enough to look at each. */
export async function countBesideNames(
  tx: Transaction,
  filter: Filter,
  today: string,
): Promise<Beside | null> {
  const isLoose =
    filter.q !== "" || filter.tag !== null || filter.renewTo !== null || filter.renewFrom !== null;
  const { names, keys } = isLoose ? { names: 0, keys: [] } : await countByFacets(tx, filter);
  if (!isLoose && names > 0 && keys.length === 0) return null;
  const few = isLoose
    ? sql`select d.* from (${whose(filter, COUNTED_AT_MOST)}) as d where ${all(facetConditions(filter, "d"))}`
    : sql`select d.* from domains d where d.facet_key = any (${keys.length > 0 ? list(keys) : sql`'{}'`}::bigint[])
        and ${all(nameConditions(filter))}`;
  const [row] = await tx.execute<Beside>(sql`
    with few as materialized (${few})
    select (
      select array_agg(array[tag, names::text] order by names desc, tag) from (
        select tag, count(*) as names from few, unnest(few.tags) as tag group by tag
        order by count(*) desc, tag limit 200
      ) as t
    ) as tags,
    (select array[${steps(sql`renew_by`, sql`1`, today)}] from few) as days`);
  return decoded(row);
}

function decoded(row: { tags: unknown; days: number[] } | undefined): Beside {
  const tags = (row?.tags ?? []) as [string, string][];
  return { tags: tags.map(([tag, names]) => [tag, Number(names)]), days: row?.days ?? [] };
}

type SideRow = { side: string; names: number };

/** Names by partner under the facets of a filter; "none" counts those without one. */
export async function countByPartner(
  tx: Transaction,
  filter: Filter,
): Promise<Map<string, number>> {
  const conditions = facetConditions(filter, "f");
  const rows = await (conditions.length === 0
    ? again<SideRow>(
        tx,
        sql`select partner_id as side, names from domain_tag_counts where tag = '' and names > 0
          and partner_id <> ${EVERYONE}::uuid`,
      )
    : tx.execute<SideRow>(sql`select f.partner_id as side, sum(f.names)::int as names from domain_facets f
          where f.partner_id <> ${EVERYONE}::uuid and f.names > 0 and ${all(conditions)} group by 1`));
  return new Map(rows.map(({ side, names }) => [side === NOBODY ? UNASSIGNED : side, names]));
}

/** What accounts and partners are called. */
export async function labels(tx: Transaction): Promise<Map<string, string>> {
  const rows = await again<{ id: string; name: string }>(
    tx,
    sql`select id, name from registrar_accounts union all select id, name from partners`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
