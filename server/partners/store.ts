import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domainFacets } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";
import { users } from "@/db/schema/people";
import { iso } from "../kernel/instant";
import type { PartnerDto, PartnerPersonDto } from "./schemas";

type PartnerRow = typeof partners.$inferSelect;

// The partner's id is spelt out: alone in a query drizzle writes a bare "id", which inside would be another table's.
const partnerId = sql`${partners}.id`;

const names = sql<number>`coalesce((
  select sum(${domainFacets.names})::int from ${domainFacets} where ${domainFacets.partnerId} = ${partnerId}
), 0)`;

const people = sql<number>`(
  select count(*)::int from ${users} where ${users.partnerId} = ${partnerId} and ${users.disabledAt} is null
)`;

const counted = { partner: partners, names, people };

const toDto = (row: { partner: PartnerRow; names: number; people: number }): PartnerDto => ({
  id: row.partner.id,
  slug: row.partner.slug,
  name: row.partner.name,
  createdAt: iso(row.partner.createdAt),
  archivedAt: iso(row.partner.archivedAt),
  names: row.names,
  people: row.people,
});

/** All partners by name, archived ones last. */
export async function listPartners(tx: Transaction): Promise<PartnerDto[]> {
  const rows = await tx
    .select(counted)
    .from(partners)
    .orderBy(sql`${partners.archivedAt} is not null`, asc(sql`lower(${partners.name})`));
  return rows.map(toDto);
}

export async function findPartner(tx: Transaction, id: string): Promise<PartnerDto | null> {
  const [row] = await tx.select(counted).from(partners).where(eq(partners.id, id));
  return row ? toDto(row) : null;
}

export async function listMembers(tx: Transaction, partnerId: string): Promise<PartnerPersonDto[]> {
  const rows = await tx
    .select()
    .from(users)
    .where(eq(users.partnerId, partnerId))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  return rows.map(({ id, name, email, lastSignedInAt, disabledAt }) => ({
    id,
    name,
    email,
    lastSignedInAt: iso(lastSignedInAt),
    disabledAt: iso(disabledAt),
  }));
}

/** One partner, locked until the transaction ends: nothing can be given to it meanwhile. */
export async function lockPartner(tx: Transaction, id: string): Promise<PartnerRow | undefined> {
  const [partner] = await tx.select().from(partners).where(eq(partners.id, id)).for("update");
  return partner;
}

/** @returns the new partner's id, or null when a partner of that slug exists */
export async function insertPartner(
  tx: Transaction,
  partner: { slug: string; name: string },
): Promise<string | null> {
  const [row] = await tx
    .insert(partners)
    .values(partner)
    .onConflictDoNothing({ target: partners.slug })
    .returning({ id: partners.id });
  return row?.id ?? null;
}

export async function renamePartner(
  tx: Transaction,
  id: string,
  partner: { slug: string; name: string },
): Promise<void> {
  await tx.update(partners).set(partner).where(eq(partners.id, id));
}

export async function setArchived(tx: Transaction, id: string, isArchived: boolean): Promise<void> {
  await tx
    .update(partners)
    .set({ archivedAt: isArchived ? sql`now()` : null })
    .where(eq(partners.id, id));
}

/** Registrar accounts that give their arrivals to this partner. */
export async function accountsFeeding(tx: Transaction, partnerId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: registrarAccounts.name })
    .from(registrarAccounts)
    .where(
      and(eq(registrarAccounts.defaultPartnerId, partnerId), isNull(registrarAccounts.removedAt)),
    )
    .orderBy(asc(registrarAccounts.name));
  return rows.map(({ name }) => name);
}

/** Whether there is such a partner that is not archived. It is kept so until the transaction ends. */
export async function isPartnerInUse(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: partners.id })
    .from(partners)
    .where(and(eq(partners.id, id), isNull(partners.archivedAt)))
    .for("key share");
  return row !== undefined;
}

/** The partners that something may be given to, by name. */
export const partnersInUse = (
  tx: Transaction,
): Promise<{ readonly id: string; readonly name: string }[]> =>
  tx
    .select({ id: partners.id, name: partners.name })
    .from(partners)
    .where(isNull(partners.archivedAt))
    .orderBy(asc(sql`lower(${partners.name})`));
