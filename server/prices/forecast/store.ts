import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

export type ForecastRow = {
  readonly month: string;
  readonly accountId: string;
  readonly account: string;
  readonly currency: string | null;
  readonly names: number;
  readonly minor: number;
  /** The same, of the first 30, 90 and 365 days. */
  readonly names30: number;
  readonly minor30: number;
  readonly names90: number;
  readonly minor90: number;
  readonly names365: number;
  readonly minor365: number;
};

/**
 * What renewals of the coming days cost: names by the month they are due in, account and currency, each for one year at
 * the price that holds now. A null currency counts names whose price nobody told. Names that are let go are left out.
 */
export async function forecastRows(
  tx: Transaction,
  { from, until, at }: { from: string; until: string; at: string },
): Promise<ForecastRow[]> {
  const rows = await tx.execute<ForecastRow & Record<string, unknown>>(sql`
    with current as materialized (
      select distinct on (account_id, tld, name) account_id, tld, name, price_minor, currency, is_premium from prices
      where action = 'renew' and years = 1 and valid_from <= ${at}::timestamptz
      order by account_id, tld, name, valid_from desc
    ), due as materialized (
      select d.name, d.account_id, substr(d.name, strpos(d.name, '.') + 1) as tld,
        to_char(d.renew_by, 'YYYY-MM') as month, d.renew_by - ${from}::date as ahead
      from domains d where d.renew_sort >= ${from}::date and d.renew_sort < ${until}::date
        and d.auto_renew_wish is not false
    )
    select due.month, due.account_id as "accountId", a.name as account, coalesce(own.currency, of_tld.currency) as currency,
      count(*)::int as names, coalesce(sum(p.minor), 0)::float8 as minor,
      count(*) filter (where ahead < 30)::int as names30, coalesce(sum(p.minor) filter (where ahead < 30), 0)::float8 as minor30,
      count(*) filter (where ahead < 90)::int as names90, coalesce(sum(p.minor) filter (where ahead < 90), 0)::float8 as minor90,
      count(*) filter (where ahead < 365)::int as names365,
      coalesce(sum(p.minor) filter (where ahead < 365), 0)::float8 as minor365
    from due join registrar_accounts a on a.id = due.account_id
    left join current own on own.account_id = due.account_id and own.name = due.name and own.is_premium
    left join current of_tld on of_tld.account_id = due.account_id and of_tld.name = '' and of_tld.tld = due.tld
    cross join lateral (select coalesce(own.price_minor, of_tld.price_minor) as minor) p
    group by 1, 2, 3, 4 order by 1, 3, 4`);
  return [...rows];
}
