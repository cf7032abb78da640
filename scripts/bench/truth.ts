import type postgres from "postgres";
import { DOMAIN_FLAGS } from "@/server/names/domain-flags";
import type { PortfolioQuery } from "@/server/portfolio/query";

/** What a plain query over the whole table says a list should hold. */
export type Truth = { readonly ids: readonly string[]; readonly names: number };

const day = (todayOn: string, days: number) =>
  new Date(Date.parse(todayOn) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Answers a portfolio query by reading every name, without anything the product has for it: no kept
 * counts, no keys, no search function. The first page, and how many names match in all.
 *
 * @param sql a superuser's connection, so that no wall stands in between
 */
export async function truthOf(
  sql: postgres.Sql,
  partnerId: string | null,
  query: PortfolioQuery,
  todayOn: string,
): Promise<Truth> {
  const isDown = query.dir === "desc";
  const way = isDown ? sql`desc` : sql`asc`;
  const order =
    query.sort === "name"
      ? sql`name ${way}`
      : sql`coalesce(renew_by, 'infinity') ${way}, id ${way}`;
  const rows = await sql<{ id: string; names: string }[]>`
    select id, count(*) over () as names from domains
    where ${whose(sql, partnerId, query)} and ${asked(sql, query)} and ${when(sql, query, todayOn)}
    order by ${order} limit ${query.limit}`;
  return { ids: rows.map(({ id }) => id), names: Number(rows[0]?.names ?? 0) };
}

function whose(sql: postgres.Sql, partnerId: string | null, { partner }: PortfolioQuery) {
  if (partnerId !== null) return sql`partner_id = ${partnerId}`;
  if (partner === "none") return sql`partner_id is null`;
  return partner === null ? sql`true` : sql`partner_id = ${partner}`;
}

function asked(sql: postgres.Sql, query: PortfolioQuery) {
  const oneOf = (column: string, values: readonly string[]) =>
    values.length === 0 ? sql`true` : sql`${sql(column)}::text = any (${[...values]})`;
  const mask = query.flag.reduce((sum, flag) => sum + DOMAIN_FLAGS[flag], 0);
  return sql`${oneOf("tld", query.tld)} and ${oneOf("account_id", query.account)}
    and ${oneOf("lifecycle", query.status)} and ${oneOf("lock_state", query.lock)}
    and ${oneOf("auto_renew", query.autoRenew)} and (${mask}::int = 0 or flags & ${mask}::int <> 0)
    and (${query.tag}::text is null or ${query.tag}::text = any (tags)) and ${named(sql, query.q)}`;
}

/** One or two signs are the beginning of a name; more may stand anywhere in it, in either spelling. */
function named(sql: postgres.Sql, q: string) {
  const text = q.toLowerCase();
  if (text.length < 3) return sql`starts_with(name, ${text})`;
  return sql`(strpos(name, ${text}) > 0 or strpos(name_unicode, ${text}) > 0)`;
}

function when(sql: postgres.Sql, query: PortfolioQuery, todayOn: string) {
  const last = query.renewWithin === null ? query.renewTo : day(todayOn, query.renewWithin);
  return sql`(${query.renewFrom}::date is null or coalesce(renew_by, 'infinity') >= ${query.renewFrom}::date)
    and (${last}::date is null or renew_by <= ${last}::date)`;
}

type Given = {
  readonly rows: readonly { readonly id: string }[];
  readonly total: { readonly names: number; readonly isExact: boolean };
};

/**
 * Compares a first page with the truth.
 *
 * @returns null when they agree, else what does not. A search or count that stopped at its limit must
 *   hold true rows and count no more than there are
 */
export function differs(given: Given, truth: Truth, isSearch: boolean): string | null {
  const ids = given.rows.map(({ id }) => id);
  const isCut = isSearch && !given.total.isExact;
  if (!isCut && ids.join() !== truth.ids.join())
    return `other rows: ${ids.slice(0, 3)} … for ${truth.ids.slice(0, 3)} …`;
  const isCountRight = given.total.isExact
    ? given.total.names === truth.names
    : given.total.names <= truth.names;
  return isCountRight ? null : `${given.total.names} counted of ${truth.names}`;
}
