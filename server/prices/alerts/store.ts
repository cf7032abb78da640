import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { priceAlerts, priceNotices, prices } from "@/db/schema/prices";
import { iso } from "../../kernel/instant";
import type { Place } from "../history/store";

export type Alert = typeof priceAlerts.$inferSelect;
export type NewAlert = typeof priceAlerts.$inferInsert;

/** @returns null when the same move was told before */
export async function insertAlert(tx: Transaction, alert: NewAlert): Promise<Alert | null> {
  const [row] = await tx.insert(priceAlerts).values(alert).onConflictDoNothing().returning();
  return row ?? null;
}

/** Notes that somebody is to be told. @returns false when they are already */
export async function insertNotice(
  tx: Transaction,
  notice: { alertId: string; recipient: string; mailId: string | null },
): Promise<boolean> {
  const rows = await tx.insert(priceNotices).values(notice).onConflictDoNothing().returning();
  return rows.length > 0;
}

export async function findAlert(tx: Transaction, id: string): Promise<Alert | null> {
  const [row] = await tx.select().from(priceAlerts).where(eq(priceAlerts.id, id));
  return row ?? null;
}

/** The names that an alert bears on now. */
export async function idsAffectedBy(
  tx: Transaction,
  place: Place & Pick<Alert, "kind">,
): Promise<string[]> {
  if (place.kind === "currency") return [];
  const rows = await tx.execute<{ id: string }>(
    sql`select d.id from domains d where d.account_id = ${place.accountId} and ${isAffectedBy(place)} order by d.name`,
  );
  return rows.map(({ id }) => id);
}

const isAffectedBy = ({ tld, name }: Place) =>
  name === ""
    ? sql`substr(d.name, strpos(d.name, '.') + 1) = ${tld} and not exists (
        select 1 from price_targets t where t.account_id = d.account_id and t.tld = ${tld} and t.name = d.name
          and t.is_premium)`
    : sql`d.name = ${name}`;

/** Names that the price of a place bears on, and their tags. Names with a price of their own do not follow their TLD. */
export async function affectedBy(
  tx: Transaction,
  place: Place,
): Promise<{ names: number; tags: string[] }> {
  const [row] = await tx.execute<{ names: number; tags: string[] }>(sql`
    with affected as materialized (
      select d.tags from domains d where d.account_id = ${place.accountId} and ${isAffectedBy(place)})
    select (select count(*)::int from affected) as names,
      array(select distinct t from affected, unnest(tags) as t) as tags`);
  return row ?? { names: 0, tags: [] };
}

/** Whether a price was announced before, and told of. */
export async function wasAnnounced(
  tx: Transaction,
  place: Place,
  {
    action,
    years,
    newMinor,
    currency,
  }: Pick<NewAlert, "action" | "years" | "newMinor" | "currency">,
  since: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: priceAlerts.id })
    .from(priceAlerts)
    .where(
      and(
        eq(priceAlerts.kind, "price"),
        eq(priceAlerts.accountId, place.accountId),
        eq(priceAlerts.tld, place.tld),
        eq(priceAlerts.name, place.name),
        eq(priceAlerts.action, action),
        eq(priceAlerts.years, years),
        eq(priceAlerts.newMinor, newMinor),
        eq(priceAlerts.currency, currency),
        sql`${priceAlerts.effectiveOn} is not null`,
        sql`${priceAlerts.noticedAt} >= ${since}::timestamptz`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function holdAlert(tx: Transaction, id: string): Promise<Alert | null> {
  const [row] = await tx.select().from(priceAlerts).where(eq(priceAlerts.id, id)).for("update");
  return row ?? null;
}

export async function updateAlert(
  tx: Transaction,
  id: string,
  set: Partial<NewAlert>,
): Promise<void> {
  await tx.update(priceAlerts).set(set).where(eq(priceAlerts.id, id));
}

/** Marks new alerts as seen. @returns how many were new */
export async function markSeen(tx: Transaction, ids: readonly string[]): Promise<number> {
  const rows = await tx
    .update(priceAlerts)
    .set({ state: "seen" })
    .where(
      and(
        eq(priceAlerts.state, "new"),
        sql`${priceAlerts.id} = any (${sql.param([...ids])}::uuid[])`,
      ),
    )
    .returning({ id: priceAlerts.id });
  return rows.length;
}

/** The alerts that moves of a line raised, by account and the instant the price began. */
export async function raisedOn(
  tx: Transaction,
  { tld, name, action, years }: { tld: string; name: string; action: string; years: number },
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: priceAlerts.id, accountId: prices.accountId, validFrom: prices.validFrom })
    .from(priceAlerts)
    .innerJoin(prices, eq(prices.id, priceAlerts.priceId))
    .where(
      and(
        eq(prices.tld, tld),
        eq(prices.name, name),
        eq(prices.action, action),
        eq(prices.years, years),
      ),
    );
  return new Map(rows.map((row) => [`${row.accountId}|${iso(row.validFrom)}`, row.id]));
}
