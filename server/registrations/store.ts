import { and, asc, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domains } from "@/db/schema/domains";

export type AccountRow = typeof registrarAccounts.$inferSelect;

/** Accounts that are connected; for a partner those that hold its names or are to get them. */
export const accountsFor = (tx: Transaction, partnerId: string | null): Promise<AccountRow[]> =>
  tx
    .select()
    .from(registrarAccounts)
    .where(
      and(
        isNull(registrarAccounts.removedAt),
        partnerId === null
          ? undefined
          : sql`(${registrarAccounts.defaultPartnerId} = ${partnerId}::uuid
              or exists (select 1 from domains d where d.account_id = ${registrarAccounts.id}))`,
      ),
    )
    .orderBy(asc(sql`lower(${registrarAccounts.name})`));

/** Forgets the contacts of registrations nobody started, once they can no longer be. */
export async function forgetLeft(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    update plan_rows r set secrets = null from plans p
    where p.id = r.plan_id and p.kind in ('register', 'contact_update') and p.state = 'ready' and r.secrets is not null
      and p.expires_at < now()`);
}

export type KnownName = { readonly name: string; readonly flags: number };

/** Names of these that are on record and the caller's to see. */
export const knownNames = (tx: Transaction, names: readonly string[]): Promise<KnownName[]> =>
  tx
    .select({ name: domains.name, flags: domains.flags })
    .from(domains)
    .where(inArray(domains.name, [...names]));
