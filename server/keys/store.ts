import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { apiKeys } from "@/db/schema/keys";

export type KeyRow = typeof apiKeys.$inferSelect;

/** The keys of a person that were not revoked, newest first. */
export const keysOf = (tx: Transaction, userId: string): Promise<KeyRow[]> =>
  tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt));

type NewKey = {
  readonly userId: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly hint: string;
  readonly scope: string;
  readonly days: number;
};

/** Writes a key, of which only its digest is kept, to end after so many days. */
export async function insertKey(tx: Transaction, { days, ...key }: NewKey): Promise<KeyRow> {
  const [row] = await tx
    .insert(apiKeys)
    .values({ ...key, expiresAt: sql`now() + make_interval(days => ${days})` })
    .returning();
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** @returns the key that was revoked; null for one that is not theirs, or was revoked before */
export async function revokeKey(
  tx: Transaction,
  userId: string,
  id: string,
): Promise<KeyRow | null> {
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .returning();
  return row ?? null;
}

/** Whose a key is, also one that has ended; null for what is no key. */
export async function ownerOfKey(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.select({ userId: apiKeys.userId }).from(apiKeys).where(eq(apiKeys.id, id));
  return row?.userId ?? null;
}
