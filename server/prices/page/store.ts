import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { iso } from "../../kernel/instant";

type Row = Record<string, unknown>;

export type AccountRow = {
  readonly id: string;
  readonly name: string;
  readonly registrar: string;
  readonly lastGoodAt: string | null;
  readonly prices: number;
  readonly endings: number;
};

/** Every account with what is known of its prices. */
export async function accountsOf(tx: Transaction): Promise<AccountRow[]> {
  const rows = await tx.execute<AccountRow & Row>(sql`
    select a.id, a.name, a.registrar, b.last_good_at as "lastGoodAt",
      (select count(*)::int from prices p where p.account_id = a.id) as prices,
      (select count(distinct p.tld)::int from prices p where p.account_id = a.id) as endings
    from registrar_accounts a left join price_books b on b.account_id = a.id
    where a.removed_at is null order by a.name`);
  return rows.map((row) => ({ ...row, lastGoodAt: iso(row.lastGoodAt) }));
}

export type CurrentRow = {
  readonly accountId: string;
  readonly tld: string;
  readonly name: string;
  readonly action: string;
  readonly years: number;
  readonly currency: string;
  readonly priceMinor: number;
  readonly normalPriceMinor: number | null;
  readonly isPremium: boolean;
  readonly validFrom: string;
  readonly source: string;
};

const columns = sql`account_id as "accountId", tld, name, action, years::int as years, currency,
  price_minor::float8 as "priceMinor", normal_price_minor::float8 as "normalPriceMinor", is_premium as "isPremium",
  valid_from as "validFrom", source`;

const toCurrent = (row: CurrentRow & Row): CurrentRow => ({
  ...row,
  validFrom: iso(row.validFrom),
});

/** The prices of endings as they hold at an instant, of one action and number of years. */
export async function currentPrices(
  tx: Transaction,
  { at, action, years }: { at: string; action: string; years: number },
): Promise<CurrentRow[]> {
  const rows = await tx.execute<CurrentRow & Row>(sql`
    select distinct on (account_id, tld) ${columns} from prices
    where name = '' and action = ${action} and years = ${years} and valid_from <= ${at}::timestamptz
      and account_id in (select id from registrar_accounts where removed_at is null)
    order by account_id, tld, valid_from desc`);
  return rows.map(toCurrent);
}

/** Every price of an ending that holds at an instant. */
export async function everyPrice(
  tx: Transaction,
  at: string,
): Promise<(CurrentRow & { readonly account: string })[]> {
  const rows = await tx.execute<CurrentRow & { account: string } & Row>(sql`
    select p.*, a.name as account from (
      select distinct on (account_id, tld, action, years) ${columns} from prices
      where name = '' and valid_from <= ${at}::timestamptz
      order by account_id, tld, action, years, valid_from desc
    ) p join registrar_accounts a on a.id = p."accountId" and a.removed_at is null
    order by a.name, p.tld, p.action, p.years`);
  return rows.map((row) => ({ ...toCurrent(row), account: row.account }));
}

/** Every price that a line ever had, the oldest first; announced ones too. */
export async function historyOf(
  tx: Transaction,
  { tld, name, action, years }: { tld: string; name: string; action: string; years: number },
): Promise<CurrentRow[]> {
  const rows = await tx.execute<CurrentRow & Row>(sql`
    select ${columns} from prices
    where tld = ${tld} and name = ${name} and action = ${action} and years = ${years}
      and account_id in (select id from registrar_accounts where removed_at is null)
    order by account_id, valid_from limit 5000`);
  return rows.map(toCurrent);
}

/** How many names each account holds under each ending. */
export async function namesByEnding(
  tx: Transaction,
): Promise<{ accountId: string; tld: string; names: number }[]> {
  const rows = await tx.execute<{ accountId: string; tld: string; names: number }>(sql`
    select account_id as "accountId", substr(name, strpos(name, '.') + 1) as tld, count(*)::int as names
    from domains group by 1, 2`);
  return [...rows];
}

export type AlertRow = {
  readonly id: string;
  readonly kind: "price" | "premium" | "currency";
  readonly accountId: string;
  readonly account: string;
  readonly tld: string;
  readonly name: string;
  readonly action: string;
  readonly years: number;
  readonly oldMinor: number | null;
  readonly oldCurrency: string | null;
  readonly newMinor: number;
  readonly currency: string;
  readonly noticedAt: string;
  readonly effectiveOn: string | null;
  readonly names: number;
  readonly yearlyMinor: number | null;
  readonly state: "new" | "seen" | "decided";
  readonly decision: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly mails: { readonly recipient: string; readonly state: string }[];
};

type AlertQuery = {
  readonly states: readonly string[];
  readonly before: { readonly noticedAt: string; readonly id: string } | null;
  readonly most: number;
  readonly id?: string | undefined;
};

/** Alerts, the newest first, each with what became of its mail. */
export async function listAlerts(
  tx: Transaction,
  { states, before, most, id }: AlertQuery,
): Promise<AlertRow[]> {
  const rows = await tx.execute<AlertRow & Row>(sql`
    select l.id, l.kind, l.account_id as "accountId", a.name as account, l.tld, l.name, l.action,
      l.years::int as years, l.old_minor::float8 as "oldMinor", l.old_currency as "oldCurrency",
      l.new_minor::float8 as "newMinor", l.currency, l.noticed_at as "noticedAt",
      to_char(l.effective_on, 'YYYY-MM-DD') as "effectiveOn", l.names, l.yearly_minor::float8 as "yearlyMinor",
      l.state, l.decision, l.decided_by_name as "decidedByName", l.decided_at as "decidedAt",
      coalesce((select jsonb_agg(jsonb_build_object('recipient', n.recipient, 'state',
        coalesce(m.state, 'digest')) order by n.recipient)
        from price_notices n left join mail_outbox m on m.id = n.mail_id where n.alert_id = l.id), '[]') as mails
    from price_alerts l join registrar_accounts a on a.id = l.account_id
    where (${states.length === 0} or l.state = any (${sql.param([...states])}::text[]))
      and (${id ?? null}::uuid is null or l.id = ${id ?? null}::uuid)
      and (${before === null} or (l.noticed_at, l.id) < (${before?.noticedAt ?? null}::timestamptz,
        ${before?.id ?? null}::uuid))
    order by l.noticed_at desc, l.id desc limit ${most}`);
  return rows.map((row) => ({
    ...row,
    noticedAt: iso(row.noticedAt),
    decidedAt: iso(row.decidedAt),
  }));
}

/** How many alerts stand where. */
export async function countAlerts(tx: Transaction): Promise<Record<string, number>> {
  const rows = await tx.execute<{ state: string; alerts: number }>(
    sql`select state, count(*)::int as alerts from price_alerts group by state`,
  );
  return Object.fromEntries(rows.map(({ state, alerts }) => [state, alerts]));
}

export type QuoteRow = {
  readonly id: string;
  readonly name: string;
  readonly nameUnicode: string;
  readonly tld: string;
  readonly accountId: string;
  readonly account: string;
  readonly renewBy: string | null;
  readonly autoRenew: string;
  readonly autoRenewWish: boolean | null;
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly isOwnPrice: boolean;
  readonly ceilingMinor: number | null;
  readonly ceilingCurrency: string | null;
  readonly ceilingTag: string | null;
};

export type QuoteQuery = {
  readonly at: string;
  readonly q: string | null;
  readonly only: "all" | "over" | "premium" | "unknown";
  readonly after: { readonly sort: string; readonly id: string } | null;
  readonly most: number;
  readonly ids?: readonly string[] | undefined;
};

const ONLY = {
  all: sql`true`,
  over: sql`exists (select 1 from renewal_ceilings) and q."ceilingMinor" is not null and q."ceilingCurrency" = q.currency and q."priceMinor" > q."ceilingMinor"`,
  premium: sql`q."isOwnPrice"`,
  unknown: sql`q."priceMinor" is null`,
} as const;

/** The spelling of names that a search is in: part of a name in U-labels is no part of its A-labels. */
const spelt = (q: string | null) =>
  /^[\x20-\x7e]*$/.test(q ?? "") ? sql`d.name` : sql`d.name_unicode`;

/** Names with what a year of each costs: its own price, or else its ending's; and the ceiling that holds for it. */
export async function listQuotes(
  tx: Transaction,
  { at, q, only, after, most, ids }: QuoteQuery,
): Promise<(QuoteRow & { readonly sort: string })[]> {
  const rows = await tx.execute<QuoteRow & { sort: string } & Row>(sql`
    with current as materialized (
      select distinct on (account_id, tld, name) account_id, tld, name, price_minor, currency, is_premium from prices
      where action = 'renew' and years = 1 and valid_from <= ${at}::timestamptz
      order by account_id, tld, name, valid_from desc
    )
    select q.* from (
      select d.id, d.name, d.name_unicode as "nameUnicode", substr(d.name, strpos(d.name, '.') + 1) as tld,
        d.account_id as "accountId", a.name as account, to_char(d.renew_by, 'YYYY-MM-DD') as "renewBy",
        d.renew_sort::text as sort, d.auto_renew as "autoRenew", d.auto_renew_wish as "autoRenewWish",
        coalesce(own.price_minor, of_tld.price_minor)::float8 as "priceMinor",
        coalesce(own.currency, of_tld.currency) as currency, own.price_minor is not null as "isOwnPrice",
        c.amount_minor::float8 as "ceilingMinor", c.currency as "ceilingCurrency", c.tag as "ceilingTag", d.renew_sort
      from domains d join registrar_accounts a on a.id = d.account_id
      left join current own on own.account_id = d.account_id and own.name = d.name and own.is_premium
      left join current of_tld on of_tld.account_id = d.account_id and of_tld.name = ''
        and of_tld.tld = substr(d.name, strpos(d.name, '.') + 1)
      left join lateral (
        select c.amount_minor, c.currency, c.tag from renewal_ceilings c
        where c.domain_id = d.id or (c.tag = any (d.tags) and (c.partner_id is null or c.partner_id = d.partner_id))
        order by c.domain_id is null, c.amount_minor limit 1
      ) c on true
      where (${q === null} or ${spelt(q)} like ${`%${(q ?? "").replace(/[\\%_]/g, "\\$&")}%`})
        and (${ids === undefined} or d.id = any (${sql.param([...(ids ?? [])])}::uuid[]))
        and (${after === null} or (d.renew_sort, d.id) > (${after?.sort ?? "infinity"}::date,
          ${after?.id ?? "00000000-0000-0000-0000-000000000000"}::uuid))
    ) q
    where ${ONLY[only]}
    order by q.renew_sort, q.id limit ${most}`);
  return [...rows];
}
