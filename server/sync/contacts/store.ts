import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { domainContacts } from "@/db/schema/domains";
import type { ContactDigests } from "./contact-digests";

export type KnownContacts = {
  readonly domainId: string;
  readonly accountId: string;
  readonly salt: string;
  readonly digests: ContactDigests;
};

/** What is kept of the contacts of some names. */
export async function contactsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<KnownContacts[]> {
  const rows = await tx
    .select({
      domainId: domainContacts.domainId,
      accountId: domainContacts.accountId,
      salt: domainContacts.salt,
      digests: domainContacts.digests,
    })
    .from(domainContacts)
    .where(sql`${domainContacts.domainId} = any (${sql.param([...ids])}::uuid[])`);
  return rows as KnownContacts[];
}

export type SavedContacts = KnownContacts & { readonly partnerId: string | null };

/** Keeps digests in the place of those before, in one statement. */
export async function saveContacts(tx: Transaction, rows: readonly SavedContacts[]): Promise<void> {
  if (rows.length === 0) return;
  const packed = rows.map(({ domainId, partnerId, accountId, salt, digests }) => ({
    domain_id: domainId,
    partner_id: partnerId,
    account_id: accountId,
    salt,
    digests,
  }));
  await tx.execute(sql`
    insert into domain_contacts (domain_id, partner_id, account_id, salt, digests)
    select domain_id, partner_id, account_id, salt, digests from jsonb_to_recordset(${JSON.stringify(packed)}::jsonb)
      as r(domain_id uuid, partner_id uuid, account_id uuid, salt text, digests jsonb)
    on conflict (domain_id) do update set account_id = excluded.account_id, salt = excluded.salt,
      digests = excluded.digests, changed_at = now()`);
}

/** Forgets the contacts of a name: the next ones that are told are learned. */
export async function forgetContacts(tx: Transaction, id: string): Promise<void> {
  await tx.delete(domainContacts).where(eq(domainContacts.domainId, id));
}
