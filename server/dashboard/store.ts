import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { DOMAIN_FLAGS, sumOf } from "../names/domain-flags";
import type { Filter } from "../portfolio/filter";
import { all, nameConditions } from "../portfolio/store";
import { WORK_FILTERS } from "./schemas";

/** Names to renew by hand are counted up to here. */
export const COUNTED_AT_MOST = 10_000;

export type WorkRow = {
  names: number;
  lapsing: number;
  on_hold: number;
  incidents: number;
  differs: number;
  unread: number;
  unlocked: number;
  arrived: number;
  unassigned: number;
  by_hand: number;
  above_ceiling: number;
};

const words = (values: readonly string[]): SQL =>
  sql.raw(values.map((value) => `'${value}'`).join(", "));

const flagged = (key: "incidents" | "differs" | "unread" | "arrived"): SQL =>
  sql`flags & ${sumOf(WORK_FILTERS[key].flag)}::int <> 0`;

/** As the index of these names has it, in so many words: the planner looks at the text. */
const IS_ABOVE = sql.raw(`d.flags & ${DOMAIN_FLAGS.above_ceiling} <> 0`);

/** Everything that asks for work, from the kept counts; only what is due soon is looked up name by name. */
export async function work(
  tx: Transaction,
  side: string,
  nobody: string,
  { byHand, aboveCeiling }: { readonly byHand: Filter; readonly aboveCeiling: Filter },
): Promise<WorkRow> {
  const sum = (condition: SQL) => sql`coalesce(sum(names) filter (where ${condition}), 0)::int`;
  const [row] = await tx.execute<WorkRow>(sql`
    select ${sum(sql`true`)} as names,
      ${sum(sql`lifecycle in (${words(WORK_FILTERS.lapsing.status)})`)} as lapsing,
      ${sum(sql`lifecycle in (${words(WORK_FILTERS.onHold.status)})`)} as on_hold,
      ${sum(flagged("incidents"))} as incidents,
      ${sum(flagged("differs"))} as differs,
      ${sum(flagged("unread"))} as unread,
      ${sum(sql`lock_state = 'unlocked'`)} as unlocked,
      ${sum(flagged("arrived"))} as arrived,
      coalesce((select names from domain_tag_counts where partner_id = ${nobody}::uuid and tag = ''), 0) as unassigned,
      (select count(*)::int from (
        select 1 from domains d where ${all(nameConditions(byHand))} limit ${COUNTED_AT_MOST + 1}
      ) as due) as by_hand,
      (select count(*)::int from (
        select 1 from domains d where ${all(nameConditions(aboveCeiling))} and ${IS_ABOVE}
        limit ${COUNTED_AT_MOST + 1}
      ) as above) as above_ceiling
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

/** A draft that nobody went on with for so long waits for nobody. */
const DRAFT_DAYS = 30;

/** Transfers that go no further without us: begun and not ordered, asking for something, or unproven. */
export async function transfersWaiting(tx: Transaction, partnerId: string | null): Promise<number> {
  const isTheirs = partnerId ? sql`partner_id = ${partnerId}::uuid` : sql`true`;
  const [row] = await tx.execute<{ count: number }>(sql`
    select ((select count(*) from operations where kind = 'transfer_in' and finished_at is null and ${isTheirs}
        and (review_at is not null or evidence ->> 'transfer' = 'action_needed'))
      + (select count(*) from plans where kind = 'transfer_in' and state = 'ready' and applied_at is null
        and created_at > now() - make_interval(days => ${DRAFT_DAYS}) and ${isTheirs}))::int as count`);
  return row?.count ?? 0;
}

export type AccountSyncRow = {
  account_id: string;
  last_good_at: string | null;
  errors: number | null;
  run_id: string | null;
  state: string | null;
};

/** The last finished reading of every account, and the last whole one; each found at the end of an index. */
export async function accountSyncs(tx: Transaction): Promise<AccountSyncRow[]> {
  return [
    ...(await tx.execute<AccountSyncRow>(sql`
      select a.id as account_id, last.id as run_id, last.state, last.errors, good.finished_at as last_good_at
      from registrar_accounts a
      left join lateral (select id, state, errors from sync_runs r
        where r.account_id = a.id and r.domain_id is null and r.finished_at is not null
        order by r.started_at desc limit 1) last on true
      left join lateral (select finished_at from sync_runs r
        where r.account_id = a.id and r.domain_id is null and r.state = 'completed'
        order by r.started_at desc limit 1) good on true
      where a.removed_at is null and a.registrar <> 'manual'`)),
  ];
}

export type PriceMoves = { up: number; down: number; new_alerts: number };

/** Prices that moved since a day, each held against the one before it, and alerts that wait to be looked at. */
export async function priceMoves(tx: Transaction, since: string): Promise<PriceMoves> {
  const [row] = await tx.execute<PriceMoves>(sql`
    select count(*) filter (where p.price_minor > was.price_minor)::int as up,
      count(*) filter (where p.price_minor < was.price_minor)::int as down,
      (select count(*)::int from price_alerts where state = 'new') as new_alerts
    from prices p cross join lateral (
      select o.price_minor from prices o where o.account_id = p.account_id and o.tld = p.tld and o.name = p.name
        and o.action = p.action and o.years = p.years and o.currency = p.currency and o.valid_from < p.valid_from
      order by o.valid_from desc limit 1) was
    where p.told_at >= ${since}::date`);
  return row ?? { up: 0, down: 0, new_alerts: 0 };
}
