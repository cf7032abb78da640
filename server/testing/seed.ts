import { randomUUID } from "node:crypto";
import { type Database, inTenant } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domainSync, domains } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";
import { sessions, users } from "@/db/schema/people";
import type { ServiceContext } from "../kernel/context";

/** Partners by slug; answers their ids in the same order. */
export async function seedPartners(db: Database, ...slugs: string[]): Promise<string[]> {
  const rows = slugs.map((slug) => ({ id: randomUUID(), slug, name: slug }));
  await inTenant(db, "*", (tx) => tx.insert(partners).values(rows));
  return rows.map((row) => row.id);
}

type Account = Partial<typeof registrarAccounts.$inferInsert>;

/** A registrar account that nothing can be asked of, unless the test's context opens it. */
export async function seedAccount(db: Database, account: Account = {}): Promise<string> {
  const id = account.id ?? randomUUID();
  await inTenant(db, "*", (tx) =>
    tx.insert(registrarAccounts).values({
      name: `Account ${id.slice(0, 8)}`,
      registrar: "gandi",
      endpoint: "simulator",
      credential: "unsealed",
      credentialHint: "test",
      ...account,
      id,
    }),
  );
  return id;
}

type Domain = Partial<typeof domains.$inferInsert> & { readonly name: string };

/** Names of one account; each has the given fields, and sync bookkeeping beside it. Answers ids in order. */
export async function seedDomains(
  db: Database,
  accountId: string,
  names: readonly Domain[],
): Promise<string[]> {
  const rows = names.map((name) => ({
    nameUnicode: name.name,
    tld: name.name.slice(name.name.lastIndexOf(".") + 1),
    ...name,
    id: name.id ?? randomUUID(),
    accountId,
  }));
  await inTenant(db, "*", async (tx) => {
    await tx.insert(domains).values(rows);
    await tx
      .insert(domainSync)
      .values(
        rows.map((row) => ({ domainId: row.id, partnerId: row.partnerId ?? null, accountId })),
      );
  });
  return rows.map((row) => row.id);
}

type Person = Partial<typeof users.$inferInsert> & { readonly email: string };

/** A person who may sign in; staff unless told otherwise. */
export async function seedUser(db: Database, person: Person): Promise<string> {
  const id = person.id ?? randomUUID();
  await inTenant(db, "*", (tx) =>
    tx.insert(users).values({ name: person.email, role: "staff", ...person, id }),
  );
  return id;
}

/** Signs a person in just now, as what costs money asks for. Answers the session's id. */
export async function seedSession(db: Database, userId: string): Promise<string> {
  const id = randomUUID();
  await inTenant(db, "*", (tx) =>
    tx.insert(sessions).values({
      id,
      userId,
      tokenHash: randomUUID(),
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  );
  return id;
}

/** The same caller, who has just shown who they are: with an account and a session of their own. */
export async function proven(db: Database, ctx: ServiceContext): Promise<ServiceContext> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Error("only people show who they are");
  const email = `${actor.id}@proof.example`;
  await inTenant(db, "*", (tx) =>
    tx
      .insert(users)
      .values({ id: actor.id, name: actor.name, email, role: "staff" })
      .onConflictDoNothing(),
  );
  return { ...ctx, actor: { ...actor, sessionId: await seedSession(db, actor.id) } };
}
