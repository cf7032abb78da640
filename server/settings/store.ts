import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { organisationSettings } from "@/db/schema/settings";
import { iso } from "../kernel/instant";

export type SavedSettings = {
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly changed: { readonly at: string; readonly by: string } | null;
};

type Row = typeof organisationSettings.$inferSelect;

const toSaved = ({ version, values, changedAt, changedBy }: Row): SavedSettings => ({
  version,
  values,
  changed: changedAt ? { at: iso(changedAt), by: changedBy ?? "" } : null,
});

const NOTHING: SavedSettings = { version: 1, values: {}, changed: null };

/** What the console holds: one row, read by its key. */
export async function saved(tx: Transaction | Database): Promise<SavedSettings> {
  const [row] = await tx.select().from(organisationSettings);
  return row ? toSaved(row) : NOTHING;
}

/** The same, locked until the transaction ends; the row is made when it is not there yet. */
export async function lock(tx: Transaction): Promise<SavedSettings> {
  await tx.insert(organisationSettings).values({ isOnly: true }).onConflictDoNothing();
  const [row] = await tx.select().from(organisationSettings).for("update");
  return row ? toSaved(row) : NOTHING;
}

/** Replaces what the console holds. */
export async function save(
  tx: Transaction,
  values: Readonly<Record<string, unknown>>,
  changedBy: string,
): Promise<void> {
  await tx
    .update(organisationSettings)
    .set({
      values,
      changedBy,
      changedAt: sql`now()`,
      version: sql`${organisationSettings.version} + 1`,
    })
    .where(eq(organisationSettings.isOnly, true));
}

/** When the console's settings were last changed; null: never. */
export async function changedAt(tx: Transaction): Promise<Date | null> {
  const [row] = await tx
    .select({ changedAt: organisationSettings.changedAt })
    .from(organisationSettings);
  return row?.changedAt ? new Date(row.changedAt) : null;
}
