import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { priceRules } from "@/db/schema/prices";
import { settingsOf } from "../../settings/settings-of";

type Row = typeof priceRules.$inferSelect;

/** A rule with the percentage that holds: its own, or the organisation's. */
export type Rule = Omit<Row, "thresholdPercent"> & {
  readonly thresholdPercent: string;
  readonly followsOrganisation: boolean;
};
type NewRule = Omit<typeof priceRules.$inferInsert, "id" | "version" | "createdAt">;

/** Every rule, as it holds now. */
export async function allRules(tx: Transaction): Promise<Rule[]> {
  const rows = await tx.select().from(priceRules).orderBy(priceRules.createdAt, priceRules.id);
  const isOpen = rows.some(({ thresholdPercent }) => thresholdPercent === null);
  const usual = isOpen ? String((await settingsOf(tx)).priceAlertPercent) : "";
  return rows.map((row) => ({
    ...row,
    thresholdPercent: row.thresholdPercent ?? usual,
    followsOrganisation: row.thresholdPercent === null,
  }));
}

/** @returns null when a rule has that name already */
export async function insertRule(tx: Transaction, rule: NewRule): Promise<Row | null> {
  const [row] = await tx.insert(priceRules).values(rule).onConflictDoNothing().returning();
  return row ?? null;
}

export async function holdRule(tx: Transaction, id: string): Promise<Row | null> {
  const [row] = await tx.select().from(priceRules).where(eq(priceRules.id, id)).for("update");
  return row ?? null;
}

/** Whether another rule has a name. */
export async function isNameTaken(tx: Transaction, name: string, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: priceRules.id })
    .from(priceRules)
    .where(and(eq(priceRules.name, name), sql`${priceRules.id} <> ${id}`));
  return rows.length > 0;
}

export async function updateRule(tx: Transaction, id: string, rule: NewRule): Promise<Row> {
  const [row] = await tx
    .update(priceRules)
    .set({ ...rule, version: sql`${priceRules.version} + 1` })
    .where(eq(priceRules.id, id))
    .returning();
  if (!row) throw new Error("a rule that was held is gone");
  return row;
}

export async function deleteRule(tx: Transaction, id: string): Promise<void> {
  await tx.delete(priceRules).where(eq(priceRules.id, id));
}
