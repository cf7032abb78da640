import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { domains } from "@/db/schema/domains";
import { renewalCeilings } from "@/db/schema/prices";

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

/** Whether there is any ceiling at all; mostly there is none. */
export async function isAnySet(tx: Transaction): Promise<boolean> {
  const rows = await tx.select({ id: renewalCeilings.id }).from(renewalCeilings).limit(1);
  return rows.length > 0;
}
