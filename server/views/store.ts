import { and, asc, eq, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { savedViews } from "@/db/schema/domains";

export type ViewRow = typeof savedViews.$inferSelect;
type Changes = Partial<Pick<ViewRow, "name" | "params" | "isShared">>;

const MOST_SHOWN = 200;

const ofTenant = (partnerId: string | null) =>
  partnerId === null ? isNull(savedViews.partnerId) : eq(savedViews.partnerId, partnerId);

/** A person's own views and those shared within the tenant (null: the house), by name. */
export const list = (tx: Transaction, userId: string, partnerId: string | null) =>
  tx
    .select()
    .from(savedViews)
    .where(
      and(ofTenant(partnerId), or(eq(savedViews.userId, userId), eq(savedViews.isShared, true))),
    )
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .limit(MOST_SHOWN)
    .prepare("views")
    .execute();

/** Null: the person has a view of that name already. */
export async function insert(
  tx: Transaction,
  view: typeof savedViews.$inferInsert,
): Promise<ViewRow | null> {
  const [row] = await tx.insert(savedViews).values(view).onConflictDoNothing().returning();
  return row ?? null;
}

const own = (id: string, userId: string) =>
  and(eq(savedViews.id, id), eq(savedViews.userId, userId));

/** A person's own view, held until the transaction ends. */
export async function findOwn(
  tx: Transaction,
  id: string,
  userId: string,
): Promise<ViewRow | null> {
  const [row] = await tx.select().from(savedViews).where(own(id, userId)).for("update");
  return row ?? null;
}

/** Whether the person has a view of this name. */
export async function hasNamed(tx: Transaction, userId: string, name: string): Promise<boolean> {
  const rows = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(and(eq(savedViews.userId, userId), eq(savedViews.name, name)));
  return rows.length > 0;
}

/** Renames a view, or saves another filter under its name. */
export async function update(tx: Transaction, id: string, changes: Changes): Promise<void> {
  await tx.update(savedViews).set(changes).where(eq(savedViews.id, id));
}

/** Forgets a view. */
export async function remove(tx: Transaction, id: string): Promise<void> {
  await tx.delete(savedViews).where(eq(savedViews.id, id));
}
