import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sumOf } from "../names/domain-flags";
import type { Filter } from "../portfolio/filter";
import { DIFFERS } from "../portfolio/query";
import { all, nameConditions } from "../portfolio/store";
import { WORK_FILTERS } from "./schemas";

/** Names to renew by hand are counted up to here. */
export const COUNTED_AT_MOST = 10_000;

export type WorkRow = {
  names: number;
  lapsing: number;
  on_hold: number;
  differs: number;
  unlocked: number;
  arrived: number;
  unassigned: number;
  by_hand: number;
};

const words = (values: readonly string[]): SQL =>
  sql.raw(values.map((value) => `'${value}'`).join(", "));

/** Everything that asks for work, from the kept counts; only what is due soon is looked up name by name. */
export async function work(
  tx: Transaction,
  side: string,
  nobody: string,
  byHand: Filter,
): Promise<WorkRow> {
  const sum = (condition: SQL) => sql`coalesce(sum(names) filter (where ${condition}), 0)::int`;
  const [row] = await tx.execute<WorkRow>(sql`
    select ${sum(sql`true`)} as names,
      ${sum(sql`lifecycle in (${words(WORK_FILTERS.lapsing.status)})`)} as lapsing,
      ${sum(sql`lifecycle in (${words(WORK_FILTERS.onHold.status)})`)} as on_hold,
      ${sum(sql`flags & ${sumOf(DIFFERS)}::int <> 0`)} as differs,
      ${sum(sql`lock_state = 'unlocked'`)} as unlocked,
      ${sum(sql`flags & ${sumOf(["arrived"])}::int <> 0`)} as arrived,
      coalesce((select names from domain_tag_counts where partner_id = ${nobody}::uuid and tag = ''), 0) as unassigned,
      (select count(*)::int from (
        select 1 from domains d where ${all(nameConditions(byHand))} limit ${COUNTED_AT_MOST + 1}
      ) as due) as by_hand
    from domain_facets where partner_id = ${side}::uuid and names > 0`);
  if (!row) throw new Error("counting answers one row");
  return row;
}

/** How many names are due in each month from that of `today` on, and how many were due before it. */
export async function renewals(
  tx: Transaction,
  side: string,
  today: string,
  before: string,
): Promise<{ month: string | null; names: number }[]> {
  return [
    ...(await tx.execute<{ month: string | null; names: number }>(sql`
      select case when renew_on >= ${today}::date then to_char(renew_on, 'YYYY-MM') end as month,
        sum(names)::int as names
      from domain_renewals
      where partner_id = ${side}::uuid and renew_on < ${before}::date and names > 0
      group by 1 order by 1`)),
  ];
}
