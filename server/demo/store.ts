import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { partners } from "@/db/schema/partners";
import { users } from "@/db/schema/people";
import type { Role } from "../auth/roles";

type Ids = ReadonlyMap<string, string>;

/** Partners by slug, or null when there already are people: then the demo stands. */
export async function insertPartners(
  tx: Transaction,
  rows: readonly { slug: string; name: string }[],
): Promise<Ids | null> {
  const [person] = await tx.select({ id: users.id }).from(users).limit(1);
  if (person) return null;
  const written = await tx
    .insert(partners)
    .values([...rows])
    .onConflictDoUpdate({ target: partners.slug, set: { name: sql`excluded.name` } })
    .returning();
  return new Map(written.map(({ slug, id }) => [slug, id]));
}

type Person = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly partner: { readonly slug: string } | null;
};

export async function insertPeople(
  tx: Transaction,
  people: readonly Person[],
  ids: Ids,
  passwordHash: string,
): Promise<void> {
  await tx.insert(users).values(
    people.map(({ partner, ...person }) => ({
      ...person,
      partnerId: partner ? (ids.get(partner.slug) ?? null) : null,
      passwordHash,
    })),
  );
}

type Account = {
  id: string;
  name: string;
  credential: string;
  credentialHint: string;
  /** Null: the account is read-only. */
  paidCallsAt: string | null;
};

/** Adds an account at the simulator; one of that name from a start that was cut off gets the new key. */
export async function insertAccount(tx: Transaction, account: Account): Promise<string> {
  const [row] = await tx
    .insert(registrarAccounts)
    .values({
      ...account,
      registrar: "gandi",
      endpoint: "simulator",
      mode: account.paidCallsAt === null ? "read_only" : "full",
    })
    .onConflictDoNothing()
    .returning({ id: registrarAccounts.id });
  if (row) return row.id;
  const [old] = await tx
    .select({ id: registrarAccounts.id })
    .from(registrarAccounts)
    .where(sql`${registrarAccounts.name} = ${account.name}`);
  if (!old) throw new Error(`The account ${account.name} is neither new nor there.`);
  return old.id;
}

/** Gives names to the partner their registrar tag names, and takes that tag away. */
export async function assignByTag(tx: Transaction, ids: Ids): Promise<void> {
  for (const [slug, id] of ids) {
    const tag = `partner:${slug}`;
    await tx.execute(sql`
      update domains set partner_id = ${id}::uuid, tags = array_remove(tags, ${tag})
      where partner_id is null and tags @> array[${tag}]::text[]`);
  }
}

/** Notes and marks as people leave them, by rules that give every demo the same. */
export async function decorate(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    update domains set
      is_critical = 'critical' = any (tags) or name in ('harbourlight.com', 'elderfen-homeware.com'),
      notes = case name
        when 'brixton-books.co.uk' then 'Shop front of the Brixton store. No change without the shop in December.'
        when 'harbourlight.com' then 'Sold with the Harbourlight brand; waits for the buyer''s answer.'
        when 'atlas-freight.net' then 'Mail of the whole Atlas group runs on this name.'
        else notes end
    where cardinality(tags) > 0 or name in ('brixton-books.co.uk', 'harbourlight.com', 'atlas-freight.net', 'elderfen-homeware.com')`);
}

export async function knownEmails(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ email: users.email }).from(users);
  return new Set(rows.map(({ email }) => email));
}
