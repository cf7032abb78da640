import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { domains } from "@/db/schema/domains";
import { renewalCeilings } from "@/db/schema/prices";
import { DOMAIN_FLAGS } from "../../names/domain-flags";

export type Ceiling = typeof renewalCeilings.$inferSelect;

type Of =
  | { readonly domainId: string }
  | { readonly tag: string; readonly partnerId: string | null };

const isOf = (of: Of) =>
  "domainId" in of
    ? eq(renewalCeilings.domainId, of.domainId)
    : and(
        eq(renewalCeilings.tag, of.tag),
        of.partnerId === null
          ? isNull(renewalCeilings.partnerId)
          : eq(renewalCeilings.partnerId, of.partnerId),
      );

export async function find(tx: Transaction, of: Of): Promise<Ceiling | null> {
  const [row] = await tx.select().from(renewalCeilings).where(isOf(of)).for("update");
  return row ?? null;
}

type Amount = Pick<Ceiling, "amountMinor" | "currency" | "changedByName">;

/** Sets the ceiling of a name, or of a tag. */
export async function put(
  tx: Transaction,
  of: { readonly partnerId: string | null } & Of,
  amount: Amount,
): Promise<void> {
  const target =
    "domainId" in of
      ? [renewalCeilings.domainId]
      : [renewalCeilings.partnerId, renewalCeilings.tag];
  await tx
    .insert(renewalCeilings)
    .values({ ...of, ...amount })
    .onConflictDoUpdate({
      target,
      set: {
        ...amount,
        changedAt: sql`now()`,
        version: sql`${renewalCeilings.version} + 1`,
      },
    });
}

export async function remove(tx: Transaction, of: Of): Promise<void> {
  await tx.delete(renewalCeilings).where(isOf(of));
}

/** Ceilings of tags, by tag. */
export const ofTags = (tx: Transaction): Promise<Ceiling[]> =>
  tx
    .select()
    .from(renewalCeilings)
    .where(isNull(renewalCeilings.domainId))
    .orderBy(renewalCeilings.tag);

export type NamedDomain = {
  readonly id: string;
  readonly name: string;
  readonly partnerId: string | null;
};

export async function findDomain(tx: Transaction, id: string): Promise<NamedDomain | null> {
  const [row] = await tx
    .select({ id: domains.id, name: domains.name, partnerId: domains.partnerId })
    .from(domains)
    .where(eq(domains.id, id));
  return row ?? null;
}

/** What a ceiling is, and whether it is the name's own or a tag's. */
export type HeldTo = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly tag: string | null;
};

/**
 * The ceiling that holds for each of some names: its own, else the lowest of its tags'. Only those the caller may see
 * count: a ceiling that the house set on a tag binds the house.
 */
export async function ceilingsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HeldTo>> {
  const rows = await tx.execute<HeldTo & { id: string }>(sql`
    select distinct on (d.id) d.id, c.amount_minor::float8 as "amountMinor", c.currency, c.tag
    from domains d join renewal_ceilings c on c.domain_id = d.id
      or (c.tag = any (d.tags) and (c.partner_id is null or c.partner_id = d.partner_id))
    where d.id = any (${sql.param([...ids])}::uuid[])
    order by d.id, c.domain_id is null, c.amount_minor`);
  return new Map(rows.map(({ id, ...ceiling }) => [id, ceiling]));
}

const ABOVE = sql.raw(String(DOMAIN_FLAGS.above_ceiling));

/** Names whose mark is looked at: some, those with a tag, those an account's price bears on, or every one. */
export type Bearing =
  | { readonly ids: readonly string[] }
  | { readonly tag: string }
  | { readonly accountId: string; readonly tld: string; readonly name: string }
  | { readonly isAll: true };

function bearsOn(of: Bearing): SQL {
  if ("ids" in of) return sql`d.id = any (${sql.param([...of.ids])}::uuid[])`;
  if ("tag" in of) return sql`d.tags @> array[${of.tag}]::text[]`;
  if ("isAll" in of)
    return sql`(d.id in (select domain_id from renewal_ceilings)
      or d.tags && (select coalesce(array_agg(tag) filter (where tag is not null), '{}') from renewal_ceilings))`;
  return of.name === ""
    ? sql`d.account_id = ${of.accountId} and substr(d.name, strpos(d.name, '.') + 1) = ${of.tld}`
    : sql`d.account_id = ${of.accountId} and d.name = ${of.name}`;
}

/**
 * Marks names whose year costs more than their ceiling, and takes the mark off the others: every ceiling counts, so the
 * caller is the house. Prices are those that hold at `at`.
 *
 * @returns how many marks changed
 */
export async function markAbove(tx: Transaction, of: Bearing, at: string): Promise<number> {
  const held = (name: SQL) => sql`(
    select p.price_minor, p.currency, p.is_premium from prices p
    where p.account_id = d.account_id and p.tld = substr(d.name, strpos(d.name, '.') + 1) and p.name = ${name}
      and p.action = 'renew' and p.years = 1
      and p.valid_from <= greatest(${at}::timestamptz, p.told_at + interval '1 second')
    order by p.valid_from desc limit 1)`;
  const rows = await tx.execute(sql`
    with judged as (
      select d.id, coalesce(case when own.is_premium
          then own.currency = c.currency and own.price_minor > c.amount_minor
          else ending.currency = c.currency and ending.price_minor > c.amount_minor end, false) as is_above
      from domains d
      left join lateral (select c.amount_minor, c.currency from renewal_ceilings c
        where c.domain_id = d.id or (c.tag = any (d.tags) and (c.partner_id is null or c.partner_id = d.partner_id))
        order by c.domain_id is null, c.amount_minor limit 1) c on true
      left join lateral ${held(sql`d.name`)} own on c.amount_minor is not null
      left join lateral ${held(sql`''`)} ending on c.amount_minor is not null
      where (${bearsOn(of)}) ${"isAll" in of ? sql`or d.flags & ${ABOVE} <> 0` : sql``}
    ), wrong as (
      select d.id, j.is_above from domains d join judged j on j.id = d.id
      where (d.flags & ${ABOVE} <> 0) <> j.is_above order by d.id for update of d
    )
    update domains d set version = d.version + 1, updated_at = now(),
      flags = case when w.is_above then d.flags | ${ABOVE} else d.flags & ~${ABOVE} end
    from wrong w where d.id = w.id returning d.id`);
  return rows.length;
}

/** Whether there is any ceiling at all; mostly there is none. */
export async function isAnySet(tx: Transaction): Promise<boolean> {
  const rows = await tx.select({ id: renewalCeilings.id }).from(renewalCeilings).limit(1);
  return rows.length > 0;
}
