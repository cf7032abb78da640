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
      select d.account_id, substr(d.name, strpos(d.name, '.') + 1) as tld, to_char(d.renew_by, 'YYYY-MM') as month,
        case when d.renew_by < ${from}::date + 30 then 30 when d.renew_by < ${from}::date + 90 then 90
          when d.renew_by < ${from}::date + 365 then 365 else 999 end as within,
        own.price_minor, own.currency, count(*) as names
      from domains d left join current own
        on own.name <> '' and own.is_premium and own.account_id = d.account_id and own.name = d.name
      where d.renew_sort >= ${from}::date and d.renew_sort < ${until}::date and d.auto_renew_wish is not false
      group by 1, 2, 3, 4, 5, 6
    ), priced as (
      select due.month, due.account_id, due.within, due.names, coalesce(due.currency, c.currency) as currency,
        due.names * coalesce(due.price_minor, c.price_minor) as minor
      from due left join current c on c.account_id = due.account_id and c.name = '' and c.tld = due.tld
    )
    select p.month, p.account_id as "accountId", a.name as account, p.currency,
      sum(names)::int as names, coalesce(sum(minor), 0)::float8 as minor,
      coalesce(sum(names) filter (where within <= 30), 0)::int as names30,
      coalesce(sum(minor) filter (where within <= 30), 0)::float8 as minor30,
      coalesce(sum(names) filter (where within <= 90), 0)::int as names90,
      coalesce(sum(minor) filter (where within <= 90), 0)::float8 as minor90,
      coalesce(sum(names) filter (where within <= 365), 0)::int as names365,
      coalesce(sum(minor) filter (where within <= 365), 0)::float8 as minor365
    from priced p join registrar_accounts a on a.id = p.account_id
    group by 1, 2, 3, 4 order by 1, 3, 4`);
  return [...rows];
}
