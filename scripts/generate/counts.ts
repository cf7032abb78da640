import type postgres from "postgres";

/** A table of kept counts, and what a count of the names themselves says it should hold. */
const COUNTS = [
  {
    table: "domain_facets",
    counted: `
      select side as partner_id, facet_key, account_id, tld, lifecycle, lock_state, auto_renew, flags,
        count(*)::int as names
      from sided group by 1, 2, 3, 4, 5, 6, 7, 8`,
  },
  {
    table: "domain_tag_counts",
    counted: `
      select side as partner_id, tag, count(*)::int as names
      from sided cross join lateral unnest(array_append(tags, '')) as tag group by 1, 2`,
  },
  {
    table: "domain_renewals",
    counted: `
      select side as partner_id, renew_by as renew_on, count(*)::int as names
      from sided where renew_by is not null group by 1, 2`,
  },
] as const;

/** Each name once for everyone and once for its partner, as the triggers count it. */
const SIDED = `with sided as (
  select d.*, s.side from domains d cross join lateral (values
    ('00000000-0000-0000-0000-000000000000'::uuid),
    (coalesce(d.partner_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))) as s(side)
)`;

/** Counts all names anew, as the triggers would have kept the counts. The tables must be empty. */
export async function fillCounts(sql: postgres.Sql): Promise<void> {
  for (const { table, counted } of COUNTS)
    await sql.unsafe(`insert into ${table} ${SIDED} ${counted}`);
}

/**
 * Compares the kept counts with a count of the names themselves.
 *
 * @returns how many counts differ, over all three tables; a count of nothing that is kept as 0 is right
 */
export async function wrongCounts(sql: postgres.Sql): Promise<number> {
  let wrong = 0;
  for (const { table, counted } of COUNTS) {
    const [row] = await sql.unsafe<[{ wrong: number }]>(`
      ${SIDED}, counted as (${counted}), kept as (select * from ${table} where names <> 0)
      select (
        (select count(*) from (select * from counted except select * from kept) as missing)
        + (select count(*) from (select * from kept except select * from counted) as surplus)
      )::int as wrong`);
    wrong += row.wrong;
  }
  return wrong;
}
