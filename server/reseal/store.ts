import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** A column that holds sealed values, and the column beside it that names the account they belong to. */
export type SealedColumn = {
  readonly table: string;
  readonly column: string;
  readonly accountColumn: string;
};

export type SealedValue = {
  readonly id: string;
  readonly sealed: string;
  readonly accountId: string;
  readonly accountName: string;
};

/**
 * Values that were sealed with an older key than `newest`, by id from behind `after` on. They stay as they
 * are until the transaction ends.
 */
export async function lockOlder(
  tx: Transaction,
  { table, column, accountColumn }: SealedColumn,
  { newest, after, most }: { newest: number; after: string; most: number },
): Promise<SealedValue[]> {
  const value = sql`t.${sql.identifier(column)}`;
  const rows = await tx.execute<{
    id: string;
    sealed: string;
    account_id: string;
    account_name: string;
  }>(sql`
    select t.id, ${value} as sealed, a.id as account_id, a.name as account_name
    from ${sql.identifier(table)} t
    join registrar_accounts a on a.id = t.${sql.identifier(accountColumn)}
    where t.id > ${after}::uuid
      and case when ${value} ~ '^v1:[0-9]{1,6}:' then split_part(${value}, ':', 2)::int < ${newest} else false end
    order by t.id limit ${most} for update of t`);
  return rows.map((row) => ({
    id: row.id,
    sealed: row.sealed,
    accountId: row.account_id,
    accountName: row.account_name,
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
