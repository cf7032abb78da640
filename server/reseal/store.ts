import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** A column that holds sealed values, and the column beside it that names what they belong to. */
export type SealedColumn = {
  readonly table: string;
  readonly column: string;
  readonly owner: {
    readonly table: "registrar_accounts" | "contacts";
    readonly column: string;
  };
};

export type SealedValue = {
  readonly id: string;
  readonly sealed: string;
  readonly ownerId: string;
  readonly ownerName: string;
  /** Null for what is the house's. */
  readonly partnerId: string | null;
};

/**
 * Values that were sealed with an older key than `newest`, by id from behind `after` on. They stay as they
 * are until the transaction ends.
 */
export async function lockOlder(
  tx: Transaction,
  { table, column, owner }: SealedColumn,
  { newest, after, most }: { newest: number; after: string; most: number },
): Promise<SealedValue[]> {
  const value = sql`t.${sql.identifier(column)}`;
  const rows = await tx.execute<{
    id: string;
    sealed: string;
    owner_id: string;
    owner_name: string;
    partner_id: string | null;
  }>(sql`
    select t.id, ${value} as sealed, o.id as owner_id, o.name as owner_name,
      ${owner.table === "contacts" ? sql`o.partner_id` : sql`null::uuid`} as partner_id
    from ${sql.identifier(table)} t
    join ${sql.identifier(owner.table)} o on o.id = t.${sql.identifier(owner.column)}
    where t.id > ${after}::uuid
      and case when ${value} ~ '^v1:[0-9]{1,6}:' then split_part(${value}, ':', 2)::int < ${newest} else false end
    order by t.id limit ${most} for update of t`);
  return rows.map((row) => ({
    id: row.id,
    sealed: row.sealed,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    partnerId: row.partner_id,
  }));
}

/** Puts new sealed values in the place of the old, all in one statement. */
export async function saveSealed(
  tx: Transaction,
  { table, column }: SealedColumn,
  values: readonly Pick<SealedValue, "id" | "sealed">[],
): Promise<void> {
  const list = JSON.stringify(values.map(({ id, sealed }) => ({ id, sealed })));
  await tx.execute(sql`
    update ${sql.identifier(table)} t set ${sql.identifier(column)} = v.sealed
    from jsonb_to_recordset(${list}::jsonb) as v(id uuid, sealed text) where t.id = v.id`);
}
