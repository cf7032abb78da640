import { sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { sumOf } from "../../names/domain-flags";
import { DIFFERS } from "../query";

export type OverviewRow = {
  names: number;
  unlocked: number;
  differs: number;
  due: number;
  unassigned: number;
  accounts: {
    id: string;
    name: string;
    checkedAt: string | null;
    failure: { message?: string; at?: string } | null;
  }[];
};

/** Everything the head of the portfolio tells, from the kept counts. `unassigned` counts only what the caller may see. */
export async function overview(
  tx: Transaction,
  side: string,
  nobody: string,
  lastDay: string,
): Promise<OverviewRow> {
  const [row] = await again<OverviewRow>(
    tx,
    sql`
    with mine as materialized (
      select account_id, sum(names) as names, sum(names) filter (where lock_state = 'unlocked') as unlocked,
        sum(names) filter (where flags & ${sumOf(DIFFERS)}::int <> 0) as differs
      from domain_facets where partner_id = ${side}::uuid and names > 0 group by account_id
    )
    select coalesce((select sum(names) from mine), 0)::int as names,
      coalesce((select sum(unlocked) from mine), 0)::int as unlocked,
      coalesce((select sum(differs) from mine), 0)::int as differs,
      coalesce((select sum(names) from domain_renewals
        where partner_id = ${side}::uuid and renew_on <= ${lastDay}::date), 0)::int as due,
      coalesce((select names from domain_tag_counts where partner_id = ${nobody}::uuid and tag = ''), 0) as unassigned,
      coalesce((select json_agg(json_build_object('id', id, 'name', name, 'checkedAt', last_good_call_at,
          'failure', last_failure) order by name)
        from registrar_accounts where id in (select account_id from mine) and removed_at is null), '[]') as accounts`,
  );
  if (!row) throw new Error("counting answers one row");
  return row;
}

/** Partners that are not archived, by name. */
export const activePartners = (tx: Transaction): Promise<{ id: string; name: string }[]> =>
  again(tx, sql`select id, name from partners where archived_at is null order by lower(name), id`);
