import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** What sealed values belong to, as the log tells it. */
const OWNERS = {
  registrar_accounts: { name: sql`o.name`, partnerId: sql`null::uuid` },
  contacts: { name: sql`o.name`, partnerId: sql`o.partner_id` },
  plans: { name: sql`o.kind`, partnerId: sql`o.partner_id` },
} as const satisfies Record<string, { readonly name: SQL; readonly partnerId: SQL }>;

/** A column that holds sealed values, and the column beside it that names what they belong to. */
export type SealedColumn = {
  readonly table: string;
  readonly column: string;
  /** The columns that tell its rows apart. */
  readonly keys: readonly string[];
  readonly owner: { readonly table: keyof typeof OWNERS; readonly column: string };
};

export type SealedValue = {
  /** What tells its row apart: one value, or several with a bar between. */
  readonly key: string;
  readonly sealed: string;
  readonly ownerId: string;
  readonly ownerName: string;
  /** Null for what is the house's. */
  readonly partnerId: string | null;
};

const keyOf = ({ keys }: SealedColumn): SQL =>
  sql`(concat_ws('|', ${sql.join(
    keys.map((key) => sql`t.${sql.identifier(key)}`),
    sql`, `,
  )}) collate "C")`;

/**
 * Values that were sealed with an older key than `newest`, in the order of their rows' keys from behind `after` on. They
 * stay as they are until the transaction ends.
 */
export async function lockOlder(
  tx: Transaction,
  column: SealedColumn,
  { newest, after, most }: { newest: number; after: string; most: number },
): Promise<SealedValue[]> {
  const value = sql`t.${sql.identifier(column.column)}`;
  const owner = OWNERS[column.owner.table];
  const rows = await tx.execute<{
    key: string;
    sealed: string;
    owner_id: string;
    owner_name: string;
    partner_id: string | null;
  }>(sql`
    select ${keyOf(column)} as key, ${value} as sealed, o.id as owner_id, ${owner.name} as owner_name,
      ${owner.partnerId} as partner_id
    from ${sql.identifier(column.table)} t
    join ${sql.identifier(column.owner.table)} o on o.id = t.${sql.identifier(column.owner.column)}
    where ${value} is not null and ${keyOf(column)} > ${after}
      and case when ${value} ~ '^v1:[0-9]{1,6}:' then split_part(${value}, ':', 2)::int < ${newest} else false end
    order by key limit ${most} for update of t`);
  return rows.map((row) => ({
    key: row.key,
    sealed: row.sealed,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    partnerId: row.partner_id,
  }));
}

/** Puts new sealed values in the place of the old, all in one statement. */
export async function saveSealed(
  tx: Transaction,
  column: SealedColumn,
  values: readonly Pick<SealedValue, "key" | "sealed">[],
): Promise<void> {
  const list = JSON.stringify(values.map(({ key, sealed }) => ({ key, sealed })));
  await tx.execute(sql`
    update ${sql.identifier(column.table)} t set ${sql.identifier(column.column)} = v.sealed
    from jsonb_to_recordset(${list}::jsonb) as v(key text, sealed text) where ${keyOf(column)} = v.key`);
}
