import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { nameserverSets } from "@/db/schema/nameserver-sets";
import { partners } from "@/db/schema/partners";

export type SetRecord = typeof nameserverSets.$inferSelect;

const byName = sql`lower(${nameserverSets.name})`;

const shown = (tx: Transaction) =>
  tx
    .select({
      id: nameserverSets.id,
      name: nameserverSets.name,
      hosts: nameserverSets.hosts,
      isShared: nameserverSets.isShared,
      changedAt: nameserverSets.changedAt,
      partnerId: nameserverSets.partnerId,
      partnerName: partners.name,
    })
    .from(nameserverSets)
    .leftJoin(partners, eq(partners.id, nameserverSets.partnerId));
export type ShownSet = Awaited<ReturnType<typeof all>>[number];

/** The sets the caller sees, by name. */
export const all = (tx: Transaction) => shown(tx).orderBy(asc(byName), asc(nameserverSets.id));

/** A set as it is shown; null when there is none for the caller. */
export async function find(tx: Transaction, id: string): Promise<ShownSet | null> {
  const [row] = await shown(tx).where(eq(nameserverSets.id, id));
  return row ?? null;
}

/** A set, held until the transaction ends; null when there is none for the caller. */
export async function hold(tx: Transaction, id: string): Promise<SetRecord | null> {
  const [row] = await tx
    .select()
    .from(nameserverSets)
    .where(eq(nameserverSets.id, id))
    .for("update");
  return row ?? null;
}

type Written = Pick<SetRecord, "name" | "hosts" | "isShared">;

/** @returns its id; null when its owner has one of that name */
export async function insert(
  tx: Transaction,
  set: Written & Pick<SetRecord, "partnerId">,
): Promise<string | null> {
  const [row] = await tx
    .insert(nameserverSets)
    .values(set)
    .onConflictDoNothing()
    .returning({ id: nameserverSets.id });
  return row?.id ?? null;
}

/** Whether another set of the same owner goes by this name. */
export async function hasName(
  tx: Transaction,
  { id, partnerId }: Pick<SetRecord, "id" | "partnerId">,
  name: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: nameserverSets.id })
    .from(nameserverSets)
    .where(
      sql`${nameserverSets.partnerId} is not distinct from ${partnerId}::uuid and ${byName} = lower(${name})
        and ${nameserverSets.id} <> ${id}::uuid`,
    );
  return row !== undefined;
}

/** Writes a set over; names that were given its hosts keep them. */
export async function update(tx: Transaction, id: string, set: Written): Promise<void> {
  await tx
    .update(nameserverSets)
    .set({ ...set, changedAt: sql`now()` })
    .where(eq(nameserverSets.id, id));
}

/** Forgets a set; names that were given its hosts keep them. */
export async function remove(tx: Transaction, id: string): Promise<void> {
  await tx.delete(nameserverSets).where(eq(nameserverSets.id, id));
}
